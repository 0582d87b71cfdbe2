import { asDay, dayMs, daysAfter } from './random.ts';

/**
 * The moment at which the demo was written: half past nine in the morning in Tokyo, a Sunday. Its people, their tenures and the
 * leading persons of its story are made for this moment, the same every time. Then the recent dates move to today.
 */
export const writtenAt = new Date('2026-11-22T00:30:00Z');

/** By how many whole days the demo's recent dates move, so that times of day stay. Never back. */
export function daysSinceWritten(now: Date): number {
	return Math.max(0, Math.floor((now.getTime() - writtenAt.getTime()) / dayMs));
}

/** The first day of the network's life; what is older (tenures, departures) stays where it is. */
const lifeBegan = asDay(daysAfter(writtenAt, -600));
const day = /^\d{4}-\d\d-\d\d$/;

/** A row with its moments, and its days of the network's life, moved by so many days. */
export function moved<R extends Record<string, unknown>>(row: R, days: number): R {
	return Object.fromEntries(Object.entries(row).map(([key, value]) => [key, movedValue(value, days)])) as R;
}

/** A day moved and set to the first of its month, as for what began with a month. */
export function movedToFirst(value: string, days: number): string {
	return `${(movedValue(value, days) as string).slice(0, 7)}-01`;
}

function movedValue(value: unknown, days: number): unknown {
	if (value instanceof Date) return daysAfter(value, days);
	if (typeof value === 'string' && day.test(value) && value >= lifeBegan)
		return asDay(daysAfter(new Date(value), days));
	return value;
}
