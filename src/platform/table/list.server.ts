import { sql, type RawBuilder } from 'kysely';
import type { Db } from '#platform/database/network.server.ts';
import { type Asked, type Askable, type Cell, type FilterKind, type Option } from './table.ts';

export type Condition = RawBuilder<boolean>;
/** SQL: the rows of a list that fit, or as many of them as are asked for. */
export type Part = (fits: Condition) => RawBuilder<unknown>;
export type SortedAs = 'text' | 'date' | 'timestamptz' | 'uuid' | 'int' | 'bigint';

/** How a column is filtered: what is offered, and the SQL for what was chosen. */
export type ListFilter = {
	kind: FilterKind;
	options?: (db: Db) => Promise<Option[]>;
	/** For a choice or words: the values. For days and numbers: from and to, of which one may be empty. */
	fits: (values: string[]) => Condition;
	/**
	 * SQL: the rows that fit, put together from parts that an index finds, and has in the usual order. A part is given by what
	 * its rows fit.
	 */
	parts?: (values: string[], part: Part) => RawBuilder<unknown>;
	/**
	 * SQL: as many rows as the list has where nothing but this filter narrows it. Given where that is counted in less time
	 * than the rows themselves.
	 */
	alone?: (values: string[]) => RawBuilder<unknown> | undefined;
	/** More of them are not counted: given where two indexes have to be read to tell of one. */
	countedAtMost?: number;
};
/** One column of a list: what it is called, how it is sorted and filtered, and what stands in it. */
export type ListColumn<R> = {
	key: string;
	label: () => string;
	isUsual?: boolean;
	/** Never null, and best one that an index has in order. */
	sort?: { by: RawBuilder<unknown>; as: SortedAs };
	filter?: ListFilter;
	cell: (row: R) => Cell;
};
/** A list of the desk, described once: what it reads, and its columns. */
export type List<R> = {
	name: string;
	/** What is listed, with its alias: `directory.person_row r`. With the conditions of a search, where there is one. */
	source: (search: Condition | undefined) => RawBuilder<unknown>;
	/** Gives rows of it its alias. A list that may be very long has it. */
	among?: (rows: RawBuilder<unknown>) => RawBuilder<unknown>;
	id: RawBuilder<unknown>;
	search: (words: string) => Condition | undefined;
	/** Where the search finds nothing: a second try. */
	searchAgain?: (words: string) => Condition | undefined;
	/** Where an index finds the rows of a search: asked before they are read. */
	find?: (db: Db, words: string) => Promise<Found>;
	/** Where a search in the usual order begins with some of what it finds. */
	begin?: (words: string) => Beginning | undefined;
	/** What a page shows of each row, and the joins that it needs; `page.id` is the row's. */
	select: RawBuilder<unknown>;
	joins: RawBuilder<unknown>;
	usualSort: string;
	isUsuallyDown?: boolean;
	columns: readonly ListColumn<R>[];
};
/** What a search found: the ids of all rows, or that they are very many. */
export type Found = { ids: string[] } | Many;
/** At least so many. `whole` looks all of them up, and `isOne` asks of one row whether it is found. */
type Many = { atLeast: number; whole: Condition; isOne: Condition };
/**
 * What a search begins with, in the usual order. `isOne` asks it of one row. Each of `ranges` is a part that an index has in
 * that order, and together they are all of it; a row may be in several.
 */
export type Beginning = { isOne: Condition; ranges: readonly Condition[] };
/** A row with its id and its value in the column that it is sorted by. */
export type Row<R> = R & { id: string; sortedAt: string };

/** More rows than this are not counted: the total says that there are more. A filter may say fewer. */
const usuallyCounted = 10_000;

export function askableOf<R>({ columns, usualSort, isUsuallyDown = false }: List<R>): Askable {
	return {
		usualSort,
		isUsuallyDown,
		columns: columns.map(({ key, isUsual = false, sort, filter }) => ({
			key,
			isUsual,
			isSorted: sort !== undefined,
			filter: filter?.kind
		}))
	};
}

/** A search with what it found, where that is known already, and what is asked of columns, if anything is. */
export type Which = {
	search: Condition | undefined;
	found?: Found;
	begin?: Beginning | undefined;
	fits: Condition;
	isNarrowed: boolean;
	/** The rows that fit, put together from parts that an index finds, and has in the usual order. */
	parts?: ((part: Part) => RawBuilder<unknown>) | undefined;
	/** As many rows in less time, where one filter alone narrows the list. */
	alone?: RawBuilder<unknown> | undefined;
	countedAtMost: number;
	/** How many fit, where that says how they are best looked for. */
	total?: Total;
};

type Used = { filter: ListFilter; values: string[] };

function whichOf<R>(list: List<R>, asked: Asked): Which {
	const used = list.columns.flatMap(({ key, filter }) => {
		const values = asked.filters[key];
		return filter && values ? [{ filter, values }] : [];
	});
	const search = asked.q ? list.search(asked.q) : undefined;
	const [one, another] = used;
	return {
		search,
		begin: search ? list.begin?.(asked.q) : undefined,
		fits: fitsAll(used),
		parts: search ? undefined : partsOf(used),
		isNarrowed: used.length > 0,
		countedAtMost: Math.min(
			...used.map(({ filter }) => filter.countedAtMost ?? usuallyCounted),
			usuallyCounted
		),
		alone: one && !another && !search ? one.filter.alone?.(one.values) : undefined
	};
}

const fitsAll = (used: Used[]) => all(used.map(({ filter, values }) => filter.fits(values)));

/** The parts of the first filter that has them. What the others ask is asked of the rows of each part. */
function partsOf(used: Used[]): Which['parts'] {
	const first = used.find(({ filter }) => filter.parts);
	if (!first) return undefined;
	const others = fitsAll(used.filter((one) => one !== first));
	return (part) => first.filter.parts!(first.values, (fits) => part(sql`${fits} and ${others}`));
}

const all = (conditions: Condition[]): Condition =>
	conditions.length > 0 ? sql<boolean>`${sql.join(conditions, sql` and `)}` : sql<boolean>`true`;

/** The same, but with how very many fit, if they do, and where the search finds nobody, with its second try. */
export async function whichFound<R>(db: Db, list: List<R>, asked: Asked): Promise<Which> {
	const which = whichOf(list, asked);
	if (!which.search && which.isNarrowed && list.among)
		return { ...which, total: await countOf(db, list, which) };
	if (!which.search || !list.searchAgain) return which;
	const found = await list.find?.(db, asked.q);
	if (found && 'atLeast' in found) return { ...which, search: found.whole, found };
	if (found && found.ids.length > 0)
		return { ...which, search: sql<boolean>`${list.id} = any (${found.ids}::uuid[])`, found };
	const { rows } = await sql`select from ${list.source(which.search)} limit 1`.execute(db);
	return rows.length > 0 ? which : { ...which, search: list.searchAgain(asked.q) ?? which.search };
}

/** How many rows a query has, as far as `most`. */
async function counted(db: Db, query: RawBuilder<unknown>, most: number): Promise<number> {
	const { rows } = await sql<Count>`
		select count(*)::int as count
		from (
			select
			from (${query}) fitting
			limit ${sql.lit(most)}
		) counted
	`.execute(db);
	return rows[0]!.count;
}

type Count = { count: number };
/** How many rows fit, and whether there are more, which are not counted. */
export type Total = { total: number; isMore: boolean };

/** How many rows fit, as far as they are counted. */
export async function countOf<R>(
	db: Db,
	list: List<R>,
	{ search, found, fits, isNarrowed, parts, alone, countedAtMost, total }: Which
): Promise<Total> {
	if (total) return total;
	const many = found && 'atLeast' in found ? found : undefined;
	if (many && !isNarrowed) return { total: many.atLeast, isMore: true };
	if (found && 'ids' in found && !isNarrowed) return { total: found.ids.length, isMore: false };
	const rowsOf = (one: Condition) => sql`
		select
		from ${list.source(search)}
		where ${one}
		limit ${sql.lit(countedAtMost + 1)}
	`;
	const count = await counted(db, alone ?? parts?.(rowsOf) ?? rowsOf(fits), countedAtMost + 1);
	return { total: Math.min(count, countedAtMost), isMore: count > countedAtMost };
}

/** The ids of the first rows that fit. */
export async function idsOf<R>(db: Db, list: List<R>, asked: Asked, limit: number): Promise<string[]> {
	const which = await whichFound(db, list, asked);
	const { rows } = await sql<{ id: string }>`
		select ${list.id} as id
		from ${list.source(which.search)}
		where ${which.fits}
		order by 1
		limit ${limit}
	`.execute(db);
	return rows.map(({ id }) => id);
}
