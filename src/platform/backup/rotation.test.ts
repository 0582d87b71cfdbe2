import { expect, test } from 'vitest';
import { isDue, madeAt, nightlyName, overTime } from './rotation.ts';

const now = new Date('2031-05-20T03:10:00Z');
const before = (days: number) => new Date(now.getTime() - days * 86_400_000);
const names = (days: number[]) => days.map((age) => nightlyName(before(age)));

test('every day of two weeks is kept, then one a week, and the newest however old', () => {
	const all = names(Array.from({ length: 120 }, (_, age) => age));
	const gone = overTime([...all, 'other.age', 'okaeri-notes.txt'], now, { days: 14, weeks: 8 });
	const kept = all.filter((name) => !gone.includes(name)).map((name) => madeAt(name)!);
	const ages = kept.map((at) => Math.round((now.getTime() - at.getTime()) / 86_400_000));
	expect(ages.filter((age) => age <= 14)).toEqual(Array.from({ length: 15 }, (_, age) => age));
	const older = ages.filter((age) => age > 14);
	expect(older.length).toBeGreaterThanOrEqual(7);
	expect(older.length).toBeLessThanOrEqual(9);
	expect(Math.max(...older)).toBeLessThanOrEqual(14 + 56);
	older.slice(1).forEach((age, at) => expect(age - older[at]!).toBe(7));
	expect(gone.every((name) => all.includes(name))).toBe(true);
	expect(overTime(names([400]), now, { days: 14, weeks: 8 })).toEqual([]);
	expect(overTime(names([400, 399]), now, { days: 1, weeks: 0 })).toEqual(names([400]));
});

test('a backup is due once after its hour, and again an hour after a failure', () => {
	const at = (hour: number, minute = 0, day = 20) => new Date(2031, 4, day, hour, minute);
	const never = { goodAt: null, failedAt: null };
	expect(isDue(at(1), never, 3), 'never made').toBe(true);
	expect(isDue(at(4), { ...never, goodAt: at(3, 1) }, 3)).toBe(false);
	expect(isDue(at(2, 59, 21), { ...never, goodAt: at(3, 1) }, 3)).toBe(false);
	expect(isDue(at(3, 0, 21), { ...never, goodAt: at(3, 1) }, 3)).toBe(true);
	expect(isDue(at(3, 30), { ...never, failedAt: at(3, 1) }, 3)).toBe(false);
	expect(isDue(at(4, 1), { ...never, failedAt: at(3, 1) }, 3)).toBe(true);
});
