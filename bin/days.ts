/**
 * Draws a day on which the suite has to pass too, and prints it with the seconds by which OKAERI_CLOCK_AHEAD reaches it.
 * `node bin/days.ts all` prints all ten.
 */
type Day = { name: string; at: Date };

const dayMs = 86_400_000;

/** The ten days, each the next one from `now` on, at a given hour of that day (UTC). */
export function tenDays(now: Date, hour: number): Day[] {
	const on = (year: number, month: number, day: number) =>
		new Date(Date.UTC(year, month - 1, day, hour, 30));
	const next = (month: number, day: number) => {
		const year = now.getUTCFullYear();
		return on(year, month, day) > now ? on(year, month, day) : on(year + 1, month, day);
	};
	const nextWeekday = (weekday: number) => {
		const tomorrow = new Date(now.getTime() + dayMs);
		const ahead = (weekday - tomorrow.getUTCDay() + 7) % 7;
		return on(tomorrow.getUTCFullYear(), tomorrow.getUTCMonth() + 1, tomorrow.getUTCDate() + ahead);
	};
	const lastOfMarch = next(3, 31);
	const later = new Date(now.getTime() + 400 * dayMs);
	return [
		{ name: 'a Monday', at: nextWeekday(1) },
		{ name: 'a Sunday', at: nextWeekday(0) },
		{ name: '31 December', at: next(12, 31) },
		{ name: '1 January', at: next(1, 1) },
		{ name: 'a leap day', at: nextLeapDay(now, hour) },
		{ name: '31 March', at: lastOfMarch },
		{ name: '1 April', at: next(4, 1) },
		{ name: 'Golden Week', at: next(5, 3) },
		{
			name: 'the clock change in Europe',
			at: new Date(lastOfMarch.getTime() - lastOfMarch.getUTCDay() * dayMs)
		},
		{ name: '400 days on', at: on(later.getUTCFullYear(), later.getUTCMonth() + 1, later.getUTCDate()) }
	].map((day) => (day.at > now ? day : { ...day, at: new Date(day.at.getTime() + 364 * dayMs) }));
}

function nextLeapDay(now: Date, hour: number): Date {
	const isLeap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
	let year = now.getUTCFullYear();
	while (!isLeap(year) || new Date(Date.UTC(year, 1, 29, hour, 30)) <= now) year++;
	return new Date(Date.UTC(year, 1, 29, hour, 30));
}

if (process.argv[1] === import.meta.filename) {
	const now = new Date();
	const days = tenDays(now, Math.floor(Math.random() * 24));
	const drawn = process.argv[2] === 'all' ? days : days.toSorted(() => Math.random() - 0.5).slice(0, 1);
	for (const { name, at } of drawn)
		console.log(`${Math.round((at.getTime() - now.getTime()) / 1000)} ${name}, ${at.toISOString()}`);
}
