import { readDay, type DayCell, type DayOrder } from './dates.ts';

const read = new Map<string, DayCell>();
const readAtMost = 20_000;
const longest = 40;

/** The same as `readDay`. In a large file most days come again. */
export function readDayAgain(cell: string, end: boolean, order: DayOrder | undefined): DayCell {
	if (cell.length > longest) return readDay(cell, end, order);
	const key = `${end} ${order} ${cell}`;
	const known = read.get(key);
	if (known) return known;
	if (read.size >= readAtMost) read.clear();
	const day = readDay(cell, end, order);
	read.set(key, day);
	return day;
}
