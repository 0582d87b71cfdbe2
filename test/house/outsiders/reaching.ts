import type { Actor } from '#access/actor/actor.server.ts';
import { may, type Permission } from '#access/policy/policy.ts';
import type { Hikari } from '#test/fixtures/hikari.ts';
import { fieldsOf } from '../form-guesses.ts';
import { askedBy, forms, looks, type Answer, type Door } from './doors.ts';

/** Stands in everything that another network keeps. */
export const secret = 'TARGET-MARKER';
const everybody = ({ hashimoto, ishikawa, mori, nakamura }: Hikari): Actor[] => [
	hashimoto,
	nakamura,
	mori,
	ishikawa
];
/** All of these people for whom a door is open, and nobody where it is open to anyone. */
export const whoMay = (door: Door, network: Hikari): (Actor | undefined)[] =>
	door.decision === 'anyone'
		? [undefined, network.nakamura]
		: everybody(network).filter((actor) => may(actor, door.decision as Permission));

/** Would this field take an id, and nothing like a word? */
export const isId = (name: string, door: Door) => {
	const field = fieldsOf(door.schema!)[name]!;
	return field.safeParse(crypto.randomUUID()).success && !field.safeParse('関').success;
};

/** Pages that name something. */
export const named = looks.filter(({ route, file }) => route.includes('[') || askedBy(file).length > 0);
const idFields = (door: Door) => Object.keys(fieldsOf(door.schema!)).filter((name) => isId(name, door));
/** Forms that name something. */
export const reaching = forms.filter(({ route, door }) => route.includes('[') || idFields(door).length > 0);

/** What an answer must not be: a fault of ours, or something of the network that it is not for. */
export function wrongIn(answer: Answer, what: string): string[] {
	if (answer.kind === 'fault') return [`${what}: ${answer.what}`];
	const isShown = answer.kind === 'answered' && answer.text.includes(secret);
	return isShown ? [`${what} shows what is another network's`] : [];
}

/** The path of an operation of the API with the ids of what it names: `/casual-talks/{id}` with that of a talk. */
export function placeOf(path: string, ids: Record<string, string>): string {
	return path.replaceAll(/([\w-]+)\/\{(\w+)\}/g, (_all, collection: string, name: string) => {
		const kind = collection === 'people' ? 'person' : collection.replace(/s$/, '').split('-').at(-1)!;
		return `${collection}/${ids[kind] ?? ids[name] ?? ids.person!}`;
	});
}
