import { sql, type RawBuilder } from 'kysely';
import type { Db } from '#platform/database/network.server.ts';
import type { Beginning, Condition, List, Part, Row, SortedAs, Which } from './list.server.ts';
import { isRealDay, uuid, type Asked, type Place } from './table.ts';

/**
 * Among so many rows of the list the first that fit are looked for, before all that fit are looked up. A file reads a
 * thousand at once, which 2,000 would hardly ever have.
 */
const walked = [2000, 20_000];

/** So many are looked up and then put in order. Of more, the first in order are looked for. */
const lookedUpAtMost = 1000;

/**
 * The rows of a page in their order, `limit` at most. In the usual order a search begins with those of its beginning, and
 * parts are read each in order. Where very many fit, the page is looked for among the next rows of the list before all that
 * fit are looked up.
 */
export async function rowsAt<R>(
	db: Db,
	list: List<R>,
	which: Which,
	{ sort, isDown }: Pick<Asked, 'sort' | 'isDown'>,
	after: Place | undefined,
	limit: number
): Promise<Row<R>[]> {
	const { by, as } = list.columns.find(({ key }) => key === sort)!.sort!;
	const order = { by, as, isDown, id: list.id };
	const page = { db, list, which, order, after, limit };
	const isUsual = sort === list.usualSort;
	return which.search ? searched(page, isUsual ? which.begin : undefined) : narrowed(page, isUsual);
}

/** A page of a list that is asked for. */
type Page<R> = {
	db: Db;
	list: List<R>;
	which: Which;
	order: Order;
	after: Place | undefined;
	limit: number;
};

async function searched<R>(page: Page<R>, begin: Beginning | undefined): Promise<Row<R>[]> {
	const { list, which, order, after, limit } = page;
	const whole = begin ? { ...page, order: withBeginning(order, begin) } : page;
	const { among } = list;
	if (!among || !which.found || !('atLeast' in which.found)) return wholeOf(whole);
	const fits = sql<boolean>`${which.found.isOne} and ${which.fits}`;
	const place = begin && after ? { ...after, value: after.value.slice(1) } : after;
	if (!begin || after?.value[0] === rankOf(order.isDown).others)
		return (await nextOf(whole, order, place, fits)) ?? wholeOf(whole);
	const parts = begin.ranges.map(
		(range) => sql`(${partOf(list, order, place, limit)(sql`${range} and ${fits}`)})`
	);
	const begun = await rowsAmong(whole, among(sql.join(parts, sql` union `)));
	if (begun.length === limit) return begun;
	const near = begun.length === 0 ? await nextOf(whole, order, undefined, fits) : undefined;
	return near ?? wholeOf(whole);
}

async function narrowed<R>(page: Page<R>, isUsual: boolean): Promise<Row<R>[]> {
	const { list, which, order, after, limit } = page;
	const { among } = list;
	const { fits, parts, total } = which;
	if (!among) return wholeOf(page);
	if (total?.total === 0) return [];
	if (parts && isUsual) return rowsAmong(page, among(parts(partOf(list, order, after, limit))));
	const near = total && total.total > lookedUpAtMost ? await nextOf(page, order, after, fits) : undefined;
	if (near || !parts) return near ?? wholeOf(page);
	// Without the limit PostgreSQL may read the whole list in the order of the page.
	const whole: Part = (part) =>
		sql`select * from ${list.source(undefined)} where ${part} limit all offset 0`;
	return rowsAmong(page, among(parts(whole)));
}

/** SQL: the first rows of a part of the list in an order. */
const partOf =
	<R>(list: List<R>, order: Order, after: Place | undefined, atMost: number): Part =>
	(fits) =>
		sql`select * ${firstOf(order, list.source(undefined), fits, after, atMost)}`;

/** A page of those who fit, where the next rows of the list in an order have a whole one. */
async function nextOf<R>(
	page: Page<R>,
	order: Order,
	after: Place | undefined,
	fits: Condition
): Promise<Row<R>[] | undefined> {
	for (const atMost of walked.filter((rows) => rows >= 10 * page.limit)) {
		const next = partOf(page.list, order, after, atMost)(sql`true`);
		const near = await rowsAmong(page, page.list.among!(next), fits);
		if (near.length === page.limit) return near;
	}
	return undefined;
}

const wholeOf = <R>(page: Page<R>) => rowsAmong(page, page.list.source(page.which.search), page.which.fits);

/** What rows are sorted by, and then by their ids. */
type Order = { by: RawBuilder<unknown>; as: SortedAs; isDown: boolean; id: RawBuilder<unknown> };

/** The sign that a text begins with so that the rows of a beginning come before the others, up and down. */
const rankOf = (isDown: boolean) => (isDown ? { first: '1', others: '0' } : { first: '0', others: '1' });

function withBeginning(order: Order, { isOne }: Beginning): Order {
	const { first, others } = rankOf(order.isDown);
	return {
		...order,
		as: 'text',
		by: sql`(case when ${isOne} then ${sql.lit(first)} else ${sql.lit(others)} end || ${order.by})`
	};
}

const firstOf = (
	{ by, as, isDown, id }: Order,
	rows: RawBuilder<unknown>,
	fits: Condition,
	after: Place | undefined,
	atMost: number
) => {
	const way = isDown ? sql`desc` : sql`asc`;
	const beyond = isDown ? sql`<` : sql`>`;
	const isAfter =
		after && canBe[as](after.value)
			? sql`(${by}, ${id}) ${beyond} (${after.value}::${sql.raw(as)}, ${after.id}::uuid)`
			: sql`true`;
	return sql`
		from ${rows}
		where ${fits}
			and ${isAfter}
		order by ${by} ${way}, ${id} ${way}
		limit ${sql.lit(atMost)}
	`;
};

/** The rows of a page, read from some of the list's rows. */
async function rowsAmong<R>(
	{ db, list, order, after, limit }: Page<R>,
	rows: RawBuilder<unknown>,
	fits: Condition = sql<boolean>`true`
): Promise<Row<R>[]> {
	const { by, isDown } = order;
	const way = isDown ? sql`desc` : sql`asc`;
	const page = await sql<Row<R>>`
		with page as materialized (
			select ${list.id} as id, ${by} as at
			${firstOf(order, rows, fits, after, limit)}
		)
		select page.id, page.at::text as sorted_at, ${list.select}
		from page
		${list.joins}
		order by page.at ${way}, page.id ${way}
	`.execute(db);
	return page.rows;
}

/** Whether a place's value, which came by an address, can be one of a column. */
const canBe: Record<SortedAs, (value: string) => boolean> = {
	text: () => true,
	int: (value) => /^-?\d{1,9}$/.test(value),
	bigint: (value) => /^-?\d{1,18}$/.test(value),
	uuid: (value) => uuid.test(value),
	date: (value) => /^-?infinity$/.test(value) || (value.length === 10 && isRealDay(value)),
	timestamptz: (value) =>
		/^-?infinity$/.test(value) ||
		(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d)?$/.test(value) &&
			!Number.isNaN(Date.parse(value)))
};
