import { z } from 'zod';
import { door } from '#access/doors/doors.server.ts';
import {
	colleaguesOf,
	departments,
	findPeople,
	peopleAtOnce
} from '#gathering/directory/directory.server.ts';
import { offers } from '#people/profiles/profile.ts';
import { readAtOnce } from '#platform/database/network.server.ts';

const words = z.string().trim().max(100).optional().catch(undefined);
const asked = z.object({
	q: words,
	department: words,
	joined: z
		.string()
		.regex(/^\d{4}$/)
		.optional()
		.catch(undefined),
	place: words,
	offer: z.enum(offers).optional().catch(undefined),
	after: z.string().max(300).optional().catch(undefined)
});

/** Reads from the address where the next page begins: rank, sort and person. */
const placeOf = (text: string | undefined) => {
	const [rank = '', sort = '', id = ''] = text?.split('~') ?? [];
	return z.uuid().safeParse(id).success && /^\d+$/.test(rank)
		? { rank: Number(rank), sort, id }
		: undefined;
};

export const load = door('directory.see', async ({ event, actor }) => {
	const {
		q = '',
		after,
		...filter
	} = asked.parse(Object.fromEntries([...event.url.searchParams].filter(([, value]) => value !== '')));
	const isAsked = q !== '' || Object.values(filter).some(Boolean);
	const [people, colleagues, names] = await readAtOnce(actor, (db) =>
		Promise.all([
			findPeople(db, actor, q, filter, placeOf(after)),
			isAsked || after ? [] : colleaguesOf(db, actor),
			departments(db)
		])
	);
	const last = people.length === peopleAtOnce ? people.at(-1) : undefined;
	const next = new URLSearchParams(
		Object.entries({ q, ...filter }).filter((entry): entry is [string, string] => Boolean(entry[1]))
	);
	if (last) next.set('after', `${last.rank}~${last.sort}~${last.personId}`);
	return {
		people,
		colleagues,
		departments: names,
		q,
		filter,
		isAsked,
		isFirst: !after,
		next: last ? `?${next}` : null
	};
});
