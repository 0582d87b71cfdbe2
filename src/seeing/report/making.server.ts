import { sql } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import { reasonsNoChangeAnswers } from '#people/departures/reason.ts';
import { quadrants } from '#people/standings/standing.ts';
import type { Db } from '#platform/database/network.server.ts';
import { publishedNow, type BoardName } from '#seeing/published/boards.server.ts';
import { allOf } from '#seeing/published/ledger.ts';
import { publishedBoard } from '#seeing/quadrants/published-board.server.ts';
import { toldLately } from '#seeing/reach/reach.server.ts';
import { publishedRows } from '#seeing/unlock-board/published-rows.server.ts';
import type { HoldingBack, Report, Shown, ToldInMonth } from './report.ts';

const toldShown = 6;
const reasonsShown = 3;

/** The report on a month, from what is published now. */
export async function makeReport(db: Db, month: string): Promise<Report> {
	const [week, board, active, rehired, told, holdingBack] = await Promise.all([
		latestWeek(db),
		publishedBoard(db),
		onlyFigure(db, 'active'),
		onlyFigure(db, 'rehired_in', allOf),
		toldIn(db, month),
		mostHoldingBack(db)
	]);
	const before = board.before && Object.values(board.before);
	return {
		month,
		week,
		members: { now: board.total ?? null, before: before ? sumOf(before) : null },
		quadrants: quadrants.map((quadrant) => ({
			quadrant,
			now: board.now[quadrant] ?? null,
			before: board.before?.[quadrant] ?? null
		})),
		active,
		rehired,
		toldInMonth: told.length,
		told: told.slice(0, toldShown),
		holdingBack
	};
}

/** The sum of published figures; null where one of them may not be told. */
function sumOf(figures: readonly (number | undefined)[]): Shown {
	return figures.reduce<Shown>(
		(sum, figure) => (sum === null || figure === undefined ? null : sum + figure),
		0
	);
}

type Week = { week: string | null };

async function latestWeek(db: Db): Promise<string | null> {
	const { rows } = await sql<Week>`select max(week) as week from published_week`.execute(db);
	return rows[0]?.week ?? null;
}

/** The published figure of a step of the overview: of one row, or of all of them together. */
async function onlyFigure(db: Db, board: BoardName, row?: typeof allOf): Promise<Shown> {
	const figures = await publishedNow(db, board);
	return figures.find((figure) => (row ? figure.row === row : figure.column === 'people'))?.shown ?? null;
}

type Zone = { timeZone: string };

/** What was told in a month, by the network's own days, with its published reach. */
async function toldIn(db: Db, month: string): Promise<ToldInMonth[]> {
	const told = await toldLately(db, true);
	const { rows } = await sql<Zone>`select time_zone from network`.execute(db);
	const monthOf = (at: Date) =>
		Temporal.Instant.fromEpochMilliseconds(at.getTime())
			.toZonedDateTimeISO(rows[0]!.timeZone)
			.toPlainDate()
			.with({ day: 1 })
			.toString();
	return told
		.filter(({ toldAt }) => monthOf(toldAt) === month)
		.map(({ kind, title, language, steps }) => ({
			kind,
			title,
			language,
			told: steps.told ?? null,
			read: steps.read ?? null,
			talked: steps.talked ?? null
		}));
}

async function mostHoldingBack(db: Db): Promise<HoldingBack[]> {
	const { rows } = await publishedRows(db);
	return rows
		.filter(({ code, people }) => people && !reasonsNoChangeAnswers.includes(code))
		.toSorted((a, b) => (b.waiting ?? 0) - (a.waiting ?? 0) || a.code.localeCompare(b.code))
		.slice(0, reasonsShown)
		.map((row) => ({
			code: row.code,
			people: row.people ?? null,
			wouldReturn: row.wouldReturn ?? null,
			waiting: row.waiting ?? null,
			isAnswered: row.answeredBy.length > 0
		}));
}
