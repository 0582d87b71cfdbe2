import type { ContactName, DatedName, SpanName, StepName, Way, WayRule, Wish } from './measures.ts';

/** A figure as someone may read it. Undefined is not told to them. */
export type Told = number | undefined;

export const periods = ['quarter', 'half', 'year'] as const;
export type Period = (typeof periods)[number];
/** How many whole quarters each period has. */
const quartersOf: Record<Period, number> = { quarter: 1, half: 2, year: 4 };

/** What the network assumes of its costs, in yen. Null is not said. */
export type Costs = { ofHiring: number | null; ofRehire: number | null; ofYear: number | null };

/** The figures of the overview, as one actor may read them. */
export type Overview = {
	/** When they were counted. Null in what is published for a week, and where nothing was counted yet. */
	countedAt: Date | null;
	/** The Monday of the week for which they were published; null for exact ones, and where nothing was. */
	week: string | null;
	isPublished: boolean;
	isEmpty: boolean;
	/** Empty where it is not told by company. */
	steps: { step: StepName; people: Told }[];
	medians: Partial<Record<SpanName, Told>>;
	/** The first days of the quarters told one by one, the oldest first. The last one is not over. */
	quarters: string[];
	/** What happened in each quarter. Empty where it is not told by company. */
	flows: Partial<Record<DatedName, Told[]>>;
	ways: Record<WayRule, Record<Way, Told>>;
	stayed: { months: number; stayed: Told; gone: Told }[];
	contact: Record<ContactName, Record<Wish, Told>>;
};

/** The first days of the last quarters, up to the one that a day is in. */
export function quartersUntil(today: string, count: number): string[] {
	const last = Number(today.slice(0, 4)) * 4 + Math.floor((Number(today.slice(5, 7)) - 1) / 3);
	return Array.from({ length: count }, (_, at) => {
		const quarter = last - count + 1 + at;
		return `${Math.floor(quarter / 4)}-${String((quarter % 4) * 3 + 1).padStart(2, '0')}-01`;
	});
}

export type Compared = { now: Told; before: Told };

/**
 * The sum of the last whole quarters of a period, and that of as many before. The present quarter is not over and is left
 * out. A sum of which a part may not be told is not told.
 */
export function compared(byQuarter: readonly Told[], period: Period): Compared {
	const [length, end] = [quartersOf[period], byQuarter.length - 1];
	const sum = (from: number): Told => {
		const parts = byQuarter.slice(from, from + length);
		if (from < 0 || parts.some((part) => part === undefined)) return undefined;
		return parts.reduce<number>((total, part) => total + part!, 0);
	};
	return { now: sum(end - length), before: sum(end - 2 * length) };
}

/** The first days of the quarters that a period has, and of those before. */
export function quartersCompared(
	quarters: readonly string[],
	period: Period
): { now: string[]; before: string[] } {
	const [length, end] = [quartersOf[period], quarters.length - 1];
	return { now: quarters.slice(end - length, end), before: quarters.slice(end - 2 * length, end - length) };
}

/** The share that one figure has in a sum of several, between 0 and 1. Undefined where one may not be told, or nothing is there. */
export function shareOf(part: Told, all: readonly Told[]): number | undefined {
	if (part === undefined || all.some((figure) => figure === undefined)) return undefined;
	const sum = all.reduce<number>((total, figure) => total + figure!, 0);
	return sum === 0 ? undefined : Math.min(1, part / sum);
}

const enoughForShares = 30;

/** Are these published figures, rounded to five, of so few people that their shares would say something else than the exact ones? */
export const tooFewForShares = (rows: readonly (readonly Told[])[]): boolean =>
	rows.some((row) => row.reduce<number>((sum, figure) => sum + (figure ?? 0), 0) < enoughForShares);

/** The share of those who wish to return among those whose wish is known, by quadrant. */
export function interestOf(
	figures: Readonly<Record<'ready' | 'tied' | 'hesitant' | 'distant', Told>>
): number | undefined {
	const { ready, tied, hesitant, distant } = figures;
	if (ready === undefined || tied === undefined) return undefined;
	return shareOf(ready + tied, [ready, tied, hesitant, distant]);
}

/**
 * The cost that rehires saved: what each would have cost to hire in the usual way, less what a rehire costs, and less the
 * network's costs of the year. Undefined where an assumption or the number is missing.
 */
export function costAvoided(rehires: Told, { ofHiring, ofRehire, ofYear }: Costs): number | undefined {
	if (rehires === undefined || ofHiring === null) return undefined;
	return rehires * (ofHiring - (ofRehire ?? 0)) - (ofYear ?? 0);
}
