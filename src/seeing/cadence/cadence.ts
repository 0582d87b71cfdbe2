import { Temporal } from 'temporal-polyfill';

/** A week that begins on a Monday: visits of alumni (each person once a day), what the company told, what people wrote. */
export type Week = { week: string; visits: number; told: number; posted: number; isOver: boolean };
export type Day = { day: string; visitors: number };

/** So many whole weeks are compared with as many before them. */
export const weeksCompared = 4;

export type Sums = { visits: number; told: number; posted: number };
export type Compared = { now: Sums; before: Sums };

/** The last four weeks that are over, and the four before. Undefined where fewer than eight weeks are known. */
export function comparedWeeks(weeks: readonly Week[]): Compared | undefined {
	const over = weeks.filter(({ isOver }) => isOver);
	if (over.length < 2 * weeksCompared) return undefined;
	return {
		now: sumOf(over.slice(-weeksCompared)),
		before: sumOf(over.slice(-2 * weeksCompared, -weeksCompared))
	};
}

function sumOf(weeks: readonly Week[]): Sums {
	const sum = (value: (week: Week) => number) => weeks.reduce((total, week) => total + value(week), 0);
	return {
		visits: sum((week) => week.visits),
		told: sum((week) => week.told),
		posted: sum((week) => week.posted)
	};
}

/** Visits for each thing that the company told. Undefined where it told nothing. */
export function visitsPerTelling({ visits, told }: Pick<Sums, 'visits' | 'told'>): number | undefined {
	return told === 0 ? undefined : visits / told;
}

/** For each week, the visits for each thing told in the four weeks up to it. Undefined before four weeks are known. */
export function visitsPerTellingUpTo(weeks: readonly Week[]): (number | undefined)[] {
	return weeks.map((_, at) =>
		at + 1 < weeksCompared
			? undefined
			: visitsPerTelling(sumOf(weeks.slice(at + 1 - weeksCompared, at + 1)))
	);
}

/** The company tells a quarter more than before, and at least two things more, and yet visits do not rise. */
export function tellsIntoTheVoid({ now, before }: Compared): boolean {
	return now.told >= before.told + 2 && now.told >= before.told * 1.25 && now.visits <= before.visits;
}

export type Effect = { before: number; after: number; isOver: boolean };
const effectDays = 7;

/**
 * Visits in the seven days from the day on which something was told, and in the seven before it. `isOver`: the seven days
 * are past. Undefined where the days before it were not counted.
 */
export function effectOf(toldOn: string, days: readonly Day[], today: string): Effect | undefined {
	const visits = new Map(days.map(({ day, visitors }) => [day, visitors]));
	const sum = (from: number) =>
		Array.from({ length: effectDays }, (_, at) => visits.get(dayAfter(toldOn, from + at)) ?? 0).reduce(
			(total, visitors) => total + visitors,
			0
		);
	if (!visits.has(dayAfter(toldOn, -effectDays))) return undefined;
	return { before: sum(-effectDays), after: sum(0), isOver: dayAfter(toldOn, effectDays) <= today };
}

/** The day so many days after a day. */
function dayAfter(day: string, days: number): string {
	return Temporal.PlainDate.from(day).add({ days }).toString();
}
