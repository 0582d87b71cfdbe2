/** Which leavers something is for. What is empty or null leaves nobody out. */
export type Choice = {
	companies: readonly string[];
	/** The imports that brought their addresses. */
	imports: readonly string[];
	/** Words that the department has one of, and words that it has none of. */
	departments: readonly string[];
	notDepartments: readonly string[];
	/** They left at least, or less than, so many years ago. */
	yearsFrom: number | null;
	yearsUntil: number | null;
	/** Codes of reasons, of which one counts. */
	reasons: readonly string[];
	/** The people who were picked from a list, of whom it is for some. Null where it is for anyone. */
	people?: readonly string[] | null;
};

export const everyone: Choice = {
	companies: [],
	imports: [],
	departments: [],
	notDepartments: [],
	yearsFrom: null,
	yearsUntil: null,
	reasons: [],
	people: null
};

/** Does a choice leave nobody out? */
export function isForEveryone({ people, yearsFrom, yearsUntil, ...lists }: Choice): boolean {
	const isUnbounded = yearsFrom === null && yearsUntil === null && !people;
	return isUnbounded && Object.values(lists).every((list) => list.length === 0);
}

/** Nobody is written to twice within so many days, unless the desk says so. */
export const daysBetween = 30;

/** What was typed as a list: words with commas between them, in either script. */
export function listed(text: string): string[] {
	return [
		...new Set(
			text
				.split(/[,、，\n]/)
				.map((word) => word.trim())
				.filter(Boolean)
		)
	];
}

/**
 * How a leaver stands to being invited:
 * - `ready`: an invitation can go out.
 * - `lately`: one went out in the last days, or is on its way.
 * - `no_basis`: nothing allows it yet.
 * - `opted_out`: they asked not to be written to.
 * - `refuses`: their address refuses our mail.
 */
export const inviteStates = ['ready', 'lately', 'no_basis', 'opted_out', 'refuses'] as const;
export type InviteState = (typeof inviteStates)[number];
