import { sql } from 'kysely';
import type { Db } from '#platform/database/network.server.ts';
import { everyone, overviewBoards } from '#seeing/published/overview-boards.server.ts';
import { allOf } from '#seeing/published/ledger.ts';
import { datedBoard, type SpanName, type StepName } from './measures.ts';
import type { Told } from './overview.ts';

/** The figures of the overview behind one way to ask for them, exact or published. */
export type Reading = {
	isEmpty: boolean;
	/** The Monday of the week for which they were published; null for exact ones, and where nothing was. */
	week: string | null;
	/** Whether steps and quarters are told. */
	isTold: boolean;
	step: (step: StepName) => Told;
	quarter: (board: string, quarter: string) => Told;
	median: (span: SpanName) => Told;
	cell: (board: string, row: string, column: string) => Told;
};

type Figure = { board: string; row: string; column: string; people: number; figure: number | null };

/** Figures as they were counted last: of one company, or of all. Whatever has no row is nobody. */
export async function exactFigures(db: Db, companyId?: string): Promise<Reading> {
	const { rows } = await sql<Figure>`
		select board, row_key as "row", column_key as "column", people, figure::float8 as figure
		from overview_figure
	`.execute(db);
	const boards = Map.groupBy(rows, ({ board }) => board);
	const of = (board: string) => boards.get(board) ?? [];
	const sum = (figures: readonly Figure[]) => figures.reduce((total, { people }) => total + people, 0);
	const isHere = (key: string) => !companyId || key === companyId;
	return {
		isEmpty: rows.length === 0,
		week: null,
		isTold: true,
		step: (step) => sum(of(step).filter(({ row }) => isHere(row))),
		quarter: (board, quarter) =>
			sum(of(board).filter(({ row, column }) => row === quarter && isHere(column))),
		median: (span) =>
			of('medians').find(({ row, column }) => row === (companyId ?? allOf) && column === span)
				?.figure ?? undefined,
		cell: (board, row, column) => {
			const found = of(board).find((figure) => figure.row === row && figure.column === column);
			return found?.figure ?? found?.people ?? 0;
		}
	};
}

type Shown = { week: string; board: string; row: string; column: string; shown: number | null };

/**
 * Figures as they were published for the week, for all companies together: by company nothing is told.
 */
export async function publishedFigures(db: Db, companyId?: string): Promise<Reading> {
	const { rows } = await sql<Shown>`
		with latest as (
			select board, max(week) as week
			from published_figure
			where board = any (${[...overviewBoards, 'medians']}::text[])
			group by board
		)
		select week, p.board, p.row_key as "row", p.column_key as "column", p.shown
		from latest
		join published_figure p using (board, week)
	`.execute(db);
	const figures = new Map(
		rows.map(({ board, row, column, shown }) => [`${board} ${row} ${column}`, shown])
	);
	const cell = (board: string, row: string, column: string): Told =>
		figures.get(`${board} ${row} ${column}`) ?? undefined;
	return {
		isEmpty: rows.length === 0,
		week:
			rows
				.map(({ week }) => week)
				.toSorted()
				.at(-1) ?? null,
		isTold: !companyId,
		step: (step) => {
			if (companyId) return undefined;
			if (step === 'reachable' || step === 'active') return cell(step, everyone, 'people');
			return cell(datedBoard(step === 'leavers' ? 'left' : step), allOf, allOf);
		},
		quarter: (board, quarter) => cell(board, quarter, 'people'),
		median: (span) => (companyId ? undefined : cell('medians', span, 'days')),
		cell
	};
}
