/** How many requests of one key (a person, an address) are worked on at once, and how many more may wait. */
type Bounds = { atOnce: number; waiting: number };

type Line = { running: number; waiting: (() => void)[] };

/**
 * Lets only so many requests of one key be worked on at once. `enter` gives a function to call at the end, at once or
 * as soon as it is their turn; undefined where too many wait already.
 */
export function makeGate({ atOnce, waiting }: Bounds): {
	enter: (key: string) => Promise<(() => void) | undefined>;
} {
	const lines = new Map<string, Line>();
	const leave = (key: string, line: Line) => {
		const next = line.waiting.shift();
		if (next) next();
		else if (--line.running === 0) lines.delete(key);
	};
	return {
		enter: async (key) => {
			const line = lines.get(key) ?? { running: 0, waiting: [] };
			lines.set(key, line);
			if (line.running < atOnce) line.running++;
			else if (line.waiting.length >= waiting) return undefined;
			else await new Promise<void>((resolve) => line.waiting.push(resolve));
			let hasLeft = false;
			return () => {
				if (!hasLeft) leave(key, line);
				hasLeft = true;
			};
		}
	};
}
