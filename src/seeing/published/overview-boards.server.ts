import { sql, type RawBuilder } from 'kysely';
import { quadrants } from '#people/standings/standing.ts';
import { dated, datedBoard, stayed, ways, wishes } from '#seeing/overview/measures.ts';
import type { BoardName, PartOf } from './boards.server.ts';
import { allOf } from './ledger.ts';
import type { Form } from './publishing.ts';

/** The movements that are published are those of so many days. */
export const daysPublished = 90;

/** The tables of the overview, in an order in which each comes after those that its people are among. */
export const overviewBoards = [
	...dated.map(datedBoard),
	'reachable',
	'active',
	'ways',
	'stayed_12',
	'stayed_24',
	'contact',
	'moved'
] as const;
export type OverviewBoard = (typeof overviewBoards)[number];

/**
 * The one row of a step that has no day. All else of the overview is published for all companies together: by company, the
 * totals would give few people away.
 */
export const everyone = 'everyone';
const total: Form = { columns: ['people'], addsUp: false };
const byQuarter: Form = { columns: ['people'], addsUp: true };
const overTime: Form = { columns: stayed, addsUp: false };

/** How the tables are laid out. The rules of "ways" count the same people each. */
export const overviewForms: Record<OverviewBoard, Form> = {
	reachable: total,
	active: total,
	left_in: byQuarter,
	invited_in: byQuarter,
	joined_in: byQuarter,
	talked_in: byQuarter,
	applied_in: byQuarter,
	rehired_in: byQuarter,
	ways: { columns: ways, addsUp: false },
	stayed_12: overTime,
	stayed_24: overTime,
	contact: { columns: wishes, addsUp: true },
	moved: { columns: quadrants, addsUp: true }
};

/**
 * Which tables count people who are among those of another one, so that all of them are hidden where the totals of both
 * would give few people away.
 */
export const whollyWithin: Partial<Record<BoardName, OverviewBoard>> = {
	invited_in: 'left_in',
	joined_in: 'left_in',
	talked_in: 'joined_in',
	applied_in: 'joined_in',
	rehired_in: 'left_in',
	reachable: 'left_in',
	active: 'joined_in',
	stayed_12: 'rehired_in',
	stayed_24: 'rehired_in'
};

const quadrantsOf: Record<string, readonly string[]> = {
	yes: ['ready', 'tied'],
	no: ['hesitant', 'distant'],
	unknown: ['unknown']
};

/** Which figures count people who are among those of another table, of the same week. */
export const overviewParts: Partial<Record<OverviewBoard, readonly PartOf[]>> = {
	stayed_24: [
		{
			whole: 'stayed_12',
			within: ({ row, column }) => ({ row, ...(column === 'stayed' ? { columns: [column] } : {}) })
		}
	],
	contact: [
		{
			whole: 'quadrants',
			within: ({ column }) => ({
				row: allOf,
				...(column === allOf ? {} : { columns: quadrantsOf[column]! })
			})
		}
	],
	moved: [
		{
			whole: 'quadrants',
			within: ({ column }) => ({ row: allOf, ...(column === allOf ? {} : { columns: [column] }) })
		}
	]
};

/** The exact figures that a table is made from, as they were counted last. */
export function overviewSource(board: OverviewBoard): RawBuilder<unknown> {
	if (board === 'moved')
		return sql`
			select from_key as "row", to_key as "column", people
			from quadrant_move
			where part = 'all'
				and days = ${daysPublished}::int
		`;
	if (board === 'ways') return wholeWays;
	if (overviewForms[board].columns.length === 1) {
		const isStep = board === 'reachable' || board === 'active';
		return sql`
			select ${isStep ? sql`${everyone}::text` : sql`row_key`} as "row", 'people' as "column", sum(people)::int as people
			from overview_figure
			where board = ${board}
			group by 1
		`;
	}
	return sql`
		select row_key as "row", column_key as "column", people
		from overview_figure
		where board = ${board}
	`;
}

/** Shares of people as whole people, so that they come to as many as came back: the largest parts left over go up. */
const wholeWays = sql`
	select row_key as "row", column_key as "column",
		(floor(figure) + case when place <= rest then 1 else 0 end)::int as people
	from (
		select row_key, column_key, figure,
			row_number() over (partition by row_key order by figure - floor(figure) desc, column_key) as place,
			round(sum(figure) over (partition by row_key) - sum(floor(figure)) over (partition by row_key)) as rest
		from overview_figure
		where board = 'ways'
	) w
`;
