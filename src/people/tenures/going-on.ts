type Stay = { endedOn: string | null };

/** The stays that go on: their last day is still to come, or none is known. Days are written YYYY-MM-DD. */
export const staysGoingOn = <S extends Stay>(stays: readonly S[], today: string): S[] =>
	stays.filter(({ endedOn }) => endedOn === null || endedOn > today);

/** The day on which someone leaves, where every stay of theirs that goes on has a last day. Undefined otherwise. */
export function leavesOn(stays: readonly Stay[], today: string): string | undefined {
	const ends = staysGoingOn(stays, today).map(({ endedOn }) => endedOn);
	return ends.includes(null) ? undefined : (ends.toSorted().at(-1) ?? undefined);
}
