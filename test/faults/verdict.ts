/** One line of a run's table: what was looked at, what was seen, and whether it is as it should be. */
export type Verdict = { what: string; seen: string; isRight: boolean };

export const verdict = (what: string, isRight: boolean, seen: string): Verdict => ({ what, seen, isRight });

/** A verdict on a list that should be empty: shows how many there are, and the first of them. */
export function none(what: string, wrong: readonly string[], of = ''): Verdict {
	const first = wrong.slice(0, 3).join('; ');
	return verdict(
		what,
		wrong.length === 0,
		wrong.length === 0 ? `none${of}` : `${wrong.length}${of}: ${first}`
	);
}

/** Asks again and again until it holds; gives whether it came to that in so many milliseconds. */
export async function comesTrue(
	holds: () => Promise<boolean> | boolean,
	milliseconds: number
): Promise<boolean> {
	for (const began = Date.now(); ;) {
		if (await holds()) return true;
		if (Date.now() - began > milliseconds) return false;
		await new Promise((go) => setTimeout(go, 250));
	}
}
