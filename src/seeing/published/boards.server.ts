import { sql, type RawBuilder } from 'kysely';
import { quadrants } from '#people/standings/standing.ts';
import type { Db } from '#platform/database/network.server.ts';
import type { Figures } from './figures.ts';
import { allOf } from './ledger.ts';
import type { Nested, Within } from './parts.ts';
import type { Form } from './publishing.ts';
import {
	overviewBoards,
	overviewForms,
	overviewParts,
	overviewSource,
	type OverviewBoard
} from './overview-boards.server.ts';

/** The tables that are published once a week. */
export const boards = [
	'quadrants',
	'unlocks',
	'would_return',
	'not_heard',
	'wished',
	'matched',
	'read',
	...overviewBoards,
	'reach_told',
	'reach_delivered',
	'reach_read',
	'reach_answered',
	'reach_talked'
] as const;
export type BoardName = (typeof boards)[number];

const single: Form = { columns: ['people'], addsUp: false };

/** How the tables are laid out. The reasons of the unlock board do not add up: one person may name several. */
export const forms: Record<BoardName, Form> = {
	quadrants: { columns: quadrants, addsUp: true },
	unlocks: { columns: quadrants, addsUp: false },
	would_return: single,
	not_heard: single,
	wished: single,
	matched: single,
	read: single,
	...overviewForms,
	reach_told: single,
	reach_delivered: single,
	reach_read: single,
	reach_answered: single,
	reach_talked: single
};

export type PartOf = { whole: BoardName; within: Within };

const ofReason: Within = ({ row }) => ({ row });

/** The people of a row are among those of the same row of another board: who read a letter among those told of it. */
const sameRow = (whole: BoardName): PartOf => ({ whole, within: ofReason });

/** Whoever is counted anywhere is one of the alumni whom the quadrants count. */
const ofAll: PartOf = { whole: 'quadrants', within: () => ({ row: allOf }) };
/** Who would return wants to: they are not among those who do not. */
const wanting = ['ready', 'tied', 'unknown'];

/** Which boards count people who are among those of another board, of the same week. */
export const partsOf: Partial<Record<BoardName, readonly PartOf[]>> = {
	unlocks: [
		{
			whole: 'quadrants',
			within: ({ column }) => ({ row: allOf, ...(column === allOf ? {} : { columns: [column] }) })
		}
	],
	would_return: [
		{ whole: 'unlocks', within: ofReason },
		{ whole: 'unlocks', within: ({ row }) => ({ row, columns: wanting }) },
		{ whole: 'quadrants', within: () => ({ row: allOf, columns: wanting }) }
	],
	not_heard: [{ whole: 'unlocks', within: ofReason }, ofAll],
	wished: [ofAll],
	matched: [ofAll],
	read: [ofAll],
	...overviewParts,
	reach_told: [ofAll, sameRow('matched')],
	reach_delivered: [ofAll, sameRow('reach_told')],
	reach_read: [ofAll, sameRow('read'), sameRow('reach_told'), sameRow('reach_delivered')],
	reach_answered: [ofAll, sameRow('reach_told'), sameRow('reach_delivered'), sameRow('reach_read')],
	reach_talked: [ofAll, sameRow('reach_told'), sameRow('reach_delivered'), sameRow('reach_read')]
};

/**
 * Pairs of rows of one board of which the people of the first are among those of the second: whoever a change concerns is
 * concerned by each other one that answers the same reasons and more.
 */
export async function nestedRows(db: Db, board: BoardName): Promise<Nested[]> {
	if (board !== 'matched' && board !== 'reach_told') return [];
	const { rows } = await sql<Nested>`
		select a.change_id::text as part, b.change_id::text as whole
		from change a
		join change b on b.change_id <> a.change_id
			and a.reasons <@ b.reasons
		where a.status = 'published'
			and b.status = 'published'
		order by a.change_id, b.change_id
	`.execute(db);
	return rows;
}

/** The exact figures that a table is made from, as `row`, `column` and `people`. `week` is the Monday it stands from. */
const sources: Record<
	Exclude<BoardName, OverviewBoard>,
	(week: RawBuilder<unknown>) => RawBuilder<unknown>
> = {
	// The last day of the week before on which the figures were counted: a day that is over changes no more.
	quadrants: (week) => sql`
		select company_id::text as "row", quadrant as "column", people
		from quadrant_day
		where day = (select max(day) from quadrant_day where day < ${week} and day >= ${week} - 7)
	`,
	unlocks: () => sql`
		select code as "row", quadrant as "column", people
		from unlock_tally
	`,
	would_return: () => unlocksBy(sql`sum(would_return)`),
	not_heard: () => unlocksBy(sql`sum(people) - sum(heard)`),
	wished: () => unlocksBy(sql`sum(wished)`),
	matched: () => sql`
		select change_id::text as "row", 'people' as "column", people_matched as people
		from change
		where status = 'published'
	`,
	read: () => sql`
		select letter_id::text as "row", 'people' as "column", readers as people
		from letter
		where status = 'published'
	`,
	reach_told: () => reachBy(sql`told`),
	reach_delivered: () => reachBy(sql`delivered`),
	reach_read: () => reachBy(sql`read`),
	reach_answered: () => reachBy(sql`answered`),
	reach_talked: () => reachBy(sql`talked`)
};

const reachBy = (people: RawBuilder<unknown>) => sql`
	select subject_id::text as "row", 'people' as "column", ${people} as people
	from reach_tally
	where split = 'all'
`;

const unlocksBy = (people: RawBuilder<unknown>) => sql`
	select code as "row", 'people' as "column", (${people})::int as people
	from unlock_tally
	group by code
`;

function isOfOverview(board: BoardName): board is OverviewBoard {
	return (overviewBoards as readonly BoardName[]).includes(board);
}

type Counted = { row: string; column: string; people: number };

/** The exact figures of a board for the week that begins on a Monday, by row and in the order of its columns. */
export async function countedFigures(db: Db, board: BoardName, week: string): Promise<Figures> {
	const source = isOfOverview(board) ? overviewSource(board) : sources[board](sql`${week}::date`);
	const { rows } = await sql<Counted>`${source}`.execute(db);
	const { columns } = forms[board];
	const figures = new Map<string, number[]>();
	for (const { row, column, people } of rows) {
		const cells = figures.get(row) ?? columns.map(() => 0);
		cells[columns.indexOf(column)] = people;
		figures.set(row, cells);
	}
	return figures;
}

/** `isBefore`: the week began 90 days ago or earlier. */
export type ShownFigure = { week: string; isBefore: boolean; column: string; shown: number | null };

/** What was published of one row of a board, by week, the oldest first; without a row, of the total over the rows. */
export async function publishedRow(db: Db, board: BoardName, row = allOf): Promise<ShownFigure[]> {
	const { rows } = await sql<ShownFigure>`
		select week, week <= (select network_today()) - 90 as is_before, column_key as "column", shown
		from published_figure
		where board = ${board}
			and row_key = ${row}
			and week > (select network_today()) - 550
		order by week
	`.execute(db);
	return rows;
}

type Standing = { row: string; column: string; shown: number | null };

/** What stands now of a board, row by row. */
export async function publishedNow(db: Db, board: BoardName): Promise<Standing[]> {
	const { rows } = await sql<Standing>`
		select row_key as "row", column_key as "column", shown
		from ${standing(board)} p
	`.execute(db);
	return rows;
}

const standing = (board: BoardName): RawBuilder<unknown> => sql`(
	select *
	from published_figure
	where board = ${board}
		and week = (select max(week) from published_figure where board = ${board})
)`;

/** SQL of what stands now of a board for the row with this key, over all its columns; null where nothing may be read. */
export const publishedTotal = (board: BoardName, row: RawBuilder<unknown>): RawBuilder<unknown> => sql`(
	select p.shown
	from ${standing(board)} p
	where p.row_key = ${row}
		and p.column_key = ${allOf}
)`;
