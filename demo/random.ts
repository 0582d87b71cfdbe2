import { dayAt } from '#platform/clock/today.ts';

/** A source of chance that gives the same every time: mulberry32 by its seed. */
export class Chance {
	#state: number;
	constructor(seed: number) {
		this.#state = seed;
	}
	/** A number from 0 up to but not 1. */
	next(): number {
		this.#state = (this.#state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	}
	/** A whole number from low to high, both included. */
	whole(low: number, high: number): number {
		return low + Math.floor(this.next() * (high - low + 1));
	}
	/** True with this probability. */
	happens(probability: number): boolean {
		return this.next() < probability;
	}
	pick<T>(items: readonly T[]): T {
		return items[Math.floor(this.next() * items.length)]!;
	}
	/** One of several, each as likely as its weight. */
	weighted<T>(items: readonly (readonly [T, number])[]): T {
		let left = this.next() * items.reduce((sum, [, weight]) => sum + weight, 0);
		for (const [item, weight] of items) if ((left -= weight) < 0) return item;
		return items.at(-1)![0];
	}
	/** Some of several, in their order. */
	some<T>(items: readonly T[], probability: number): T[] {
		return items.filter(() => this.happens(probability));
	}
	/** A version 7 UUID of a given moment. */
	id(at: Date): string {
		const time = at.getTime().toString(16).padStart(12, '0');
		const hex = (length: number) => Array.from({ length }, () => this.whole(0, 15).toString(16)).join('');
		return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-${'89ab'[this.whole(0, 3)]}${hex(3)}-${hex(12)}`;
	}
}

export const dayMs = 86_400_000;
/** The day of a moment in UTC, as 'YYYY-MM-DD': the demo counts its days in UTC. */
export const asDay = (at: Date) => dayAt(at, 'UTC');
export const daysAfter = (at: Date, days: number) => new Date(at.getTime() + days * dayMs);
