import { quadrants } from '#people/standings/standing.ts';
import type { Db } from '#platform/database/network.server.ts';
import { publishedRow, type ShownFigure } from '#seeing/published/boards.server.ts';
import { allOf } from '#seeing/published/ledger.ts';
import type { Board, BoardFigures } from './quadrants.server.ts';

/** The quadrant board as it was published week by week. What is hidden, and what was never published, is undefined. */
export async function publishedBoard(db: Db, companyId?: string): Promise<Omit<Board, 'companies'>> {
	const shown = await publishedRow(db, 'quadrants', companyId);
	const weeks = [...Map.groupBy(shown, ({ week }) => week).values()];
	const latest = weeks.at(-1);
	const before = weeks.findLast((week) => week[0]!.isBefore);
	return {
		asOf: null,
		isPublished: true,
		isEmpty: !latest,
		total: latest && figure(latest, allOf),
		now: figuresOf(latest ?? []),
		before: before && figuresOf(before),
		history: weeks
			.filter((week, at) => week === latest || month(week) !== month(weeks[at - 1] ?? []))
			.map((week) => ({ day: week[0]!.week, figures: figuresOf(week) }))
	};
}

function figuresOf(week: readonly ShownFigure[]): BoardFigures {
	return Object.fromEntries(
		quadrants.map((quadrant) => [quadrant, figure(week, quadrant)])
	) as BoardFigures;
}

function figure(week: readonly ShownFigure[], column: string): number | undefined {
	return week.find((shown) => shown.column === column)?.shown ?? undefined;
}

function month(week: readonly ShownFigure[]): string | undefined {
	return week[0]?.week.slice(0, 7);
}
