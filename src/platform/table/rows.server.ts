import { sql, type RawBuilder } from 'kysely';
import type { Db } from '#platform/database/network.server.ts';
import type { Beginning, Condition, List, Row, SortedAs, Which } from './list.server.ts';
import { isRealDay, uuid, type Asked, type Place } from './table.ts';

/** Among so many rows of the list the first that fit are looked for, before all that fit are looked up. */
const walked = [2000, 20_000];

/**
 * The rows of a page in their order, `limit` at most. In the usual order a search begins with those of its beginning. Where
 * very many may fit, what an index has in order is tried first: the beginning, then the next rows of the whole list.
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
	const plain: Order = { by, as, isDown, id: list.id };
	const begin = sort === list.usualSort ? which.begin : undefined;
	const order = begin ? withBeginning(plain, begin) : plain;
	const page = (rows: RawBuilder<unknown>, fits: Condition) =>
		pageOf(db, list, order, sql`${firstOf(order, rows, fits, after, limit)}`);
	const { among } = list;
	const many = which.found && 'atLeast' in which.found ? which.found : undefined;
	const fits = which.fitsRow ?? which.fits;
	if (among && many) {
		const fitsWords = sql<boolean>`${many.isOne} and ${fits}`;
		const isBegun = begin !== undefined && after?.value[0] === rankOf(isDown).others;
		const place = begin && after ? { ...after, value: after.value.slice(1) } : after;
		const begun =
			begin && !isBegun ? await page(among(beginningOf(begin, fitsWords, place)), sql`true`) : [];
		if (begun.length === limit) return begun;
		if (begun.length === 0) {
			const near = await walk(among, fitsWords, begin && !isBegun ? undefined : place);
			if (near) return near;
		}
	} else if (among && which.fitsRow && !which.search) {
		const near = await walk(among, fits, after);
		if (near) return near;
	}
	return page(list.source(which.search), which.fits);

	async function walk(from: Among, fits: Condition, place: Place | undefined) {
		for (const atMost of walked) {
			const next = sql`select * ${firstOf(plain, list.source(undefined), sql`true`, place, atMost)}`;
			const near = await page(from(next), fits);
			if (near.length === limit) return near;
		}
		return undefined;
	}

	function beginningOf({ ranges }: Beginning, fits: Condition, place: Place | undefined) {
		const parts = ranges.map(
			(range) =>
				sql`(select * ${firstOf(plain, list.source(undefined), sql`${range} and ${fits}`, place, limit)})`
		);
		return sql.join(parts, sql` union `);
	}
}

type Among = (rows: RawBuilder<unknown>) => RawBuilder<unknown>;
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

async function pageOf<R>(
	db: Db,
	list: List<R>,
	{ by, isDown }: Order,
	rows: RawBuilder<unknown>
): Promise<Row<R>[]> {
	const way = isDown ? sql`desc` : sql`asc`;
	const page = await sql<Row<R>>`
		with page as materialized (
			select ${list.id} as id, ${by} as at
			${rows}
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
