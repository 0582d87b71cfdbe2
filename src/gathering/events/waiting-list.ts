type Waiter = { personId: string; guests: number };

/**
 * The people who move up when places are free: in the order in which they wait, and each with all their guests or not at
 * all. A smaller party behind may pass one that does not fit, so that no place stays empty; the larger one stays first in
 * line.
 */
export function whoMovesUp(free: number, waiting: readonly Waiter[]): string[] {
	const up: string[] = [];
	let left = free;
	for (const { personId, guests } of waiting) {
		if (1 + guests > left) continue;
		left -= 1 + guests;
		up.push(personId);
	}
	return up;
}
