import type { Entry } from './merge.ts';

export type Stay = Entry['stays'][number];
export const fieldsOfStay = ['endedOn', 'department', 'title', 'employment'] as const;
export type FieldOfStay = (typeof fieldsOfStay)[number];
/** Both stays have a value, and they differ: one stands, and one goes. */
type Difference = { field: FieldOfStay; stands: string; goes: string };
export type SameStay = { stay: Stay; differences: Difference[] };

/** Two entries have the same stay where it is at one company and began on one day. `fold_stays` in SQL has the same rule. */
export const isSameStay = (a: Stay, b: Stay): boolean =>
	a.companyId === b.companyId && a.startedOn === b.startedOn;

/** The stays that both entries have, of which one is left, and what of the other goes with it. */
export function sameStays(kept: Entry, gone: Entry): SameStay[] {
	return kept.stays.flatMap((stay) => {
		const twin = gone.stays.find((other) => isSameStay(stay, other));
		return twin ? [{ stay, differences: differencesOf(stay, twin) }] : [];
	});
}

/** What stays empty in the one that stands is filled from the other, so that nothing goes there. */
function differencesOf(stay: Stay, twin: Stay): Difference[] {
	return fieldsOfStay.flatMap((field) => {
		const [stands, goes] = [stay[field], twin[field]];
		return stands && goes && stands !== goes ? [{ field, stands, goes }] : [];
	});
}
