import type { Actor } from '#access/actor/actor.server.ts';
import { may } from '#access/policy/policy.ts';
import { hintedIn } from './reading/reading.ts';
import { restrictedReasons } from './reason.ts';

type Who = Pick<Actor, 'roles'>;
type Told = { codes: string[]; words: string };

/** Reads this member reasons that are restricted, too? A few named ones do (rule 7). */
export function readsRestricted(actor: Who): boolean {
	return may(actor, 'reasons.read_restricted');
}

/**
 * What was told about leaving, as this member may read it. Restricted reasons are left out for those who do not read
 * them, and so are words that tell of one. What is then empty is left out whole, so that its absence tells nothing.
 */
export function asReadBy<T extends Told>(actor: Who, told: readonly T[]): T[] {
	if (readsRestricted(actor)) return [...told];
	return told
		.map((said) => {
			const codes = said.codes.filter((code) => !restrictedReasons.includes(code));
			const isTold = codes.length < said.codes.length || tellsRestricted(said.words);
			return { ...said, codes, words: isTold ? '' : said.words };
		})
		.filter(({ codes, words }) => codes.length > 0 || words !== '');
}

/** Do these words so much as hint at a restricted reason? */
export function tellsRestricted(words: string): boolean {
	return words !== '' && [...hintedIn(words)].some((code) => restrictedReasons.includes(code));
}
