import type { Company, DemoPerson } from '../people.ts';
import type { Life, Row } from '../life.ts';
import { Chance } from '../random.ts';
import { womensNames } from '../words.ts';
import type { Sitter } from './portrait.ts';

/** A picture that is to be drawn: whose it is, under which id, and what it shows. */
export type Sitting = { uploadId: string; personId: string; sitter: Sitter };

/** Those who write and host are seen most; of the others fewer have set a picture, and the rest stay with their initial. */
const shares = { lively: 0.8, others: 0.28 };
const livelyAtMost = 160;

/**
 * Chooses who of the demo network has a picture, and notes it in their profiles. It draws from a chance of its own, so
 * that nothing else of the demo depends on it. Those whom a visitor can be, and who have just joined, have none yet; only
 * 中村 さくら, the president, the former manager and the steward do.
 */
export function sitForPortraits(
	company: Company,
	life: Life,
	guests: ReadonlySet<string>,
	now: Date
): Sitting[] {
	const chance = new Chance(20_261_127);
	const known = company.employees.slice(0, 8);
	const alumni = company.alumni.filter((person) => person.joinedAt);
	const isShown = (person: DemoPerson, at: number) => {
		if (guests.has(person.personId)) return person.familyName === '中村' && person.givenName === 'さくら';
		return chance.happens(at < livelyAtMost ? shares.lively : shares.others);
	};
	const chosen = [...known, ...alumni.filter(isShown)];
	const profiles = new Map(life.rows.get('profile')!.map((row) => [row.person_id as string, row]));
	return chosen.map((person) => {
		const uploadId = chance.id(now);
		const profile = profiles.get(person.personId);
		if (profile) profile.picture_id = uploadId;
		else life.add('profile', { ...emptyProfile, person_id: person.personId, picture_id: uploadId });
		return { uploadId, personId: person.personId, sitter: sitterOf(chance, person, now) };
	});
}

/** What a profile has in which nothing but a picture was set. */
const emptyProfile: Row = {
	introduction: '',
	place: '',
	skills: [],
	offers: [],
	looks_for: [],
	is_listed: true,
	career_for: 'everyone',
	present_for: 'everyone',
	place_for: 'everyone',
	skills_for: 'everyone',
	introduction_for: 'everyone',
	offers_for: 'alumni',
	written_by: 'everyone'
};

const leastAge: Record<string, number> = { 代表取締役社長: 61, 部長: 50, 課長: 40, 係長: 34 };

/** Someone as their name and career say: most begin at 22 to 25. */
function sitterOf(chance: Chance, person: DemoPerson, now: Date): Sitter {
	const years = now.getUTCFullYear() - Number(person.startedOn.slice(0, 4));
	const age = Math.max(years + chance.whole(22, 25), leastAge[person.title] ?? 0);
	return { seed: chance.whole(0, 2 ** 31), isWoman: womensNames.has(person.givenName), age };
}
