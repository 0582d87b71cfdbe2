import * as f from '#platform/locale/format.ts';
import type { Db } from '#platform/database/network.server.ts';
import {
	askableOf,
	countOf,
	whichFound,
	type List,
	type ListColumn,
	type Row
} from '#platform/table/list.server.ts';
import { rowsAt } from '#platform/table/rows.server.ts';
import type { Shown, ShownFilter, ShownHead, ShownRow } from '#platform/table/shown.ts';
import { atPage, queryOf, type Asked } from '#platform/table/table.ts';

export const rowsAtOnce = 50;

/** How a list's rows are named and where they lead. */
export type Linked<R> = { hrefOf: (id: string, row: R) => string | null; nameOf: (row: R) => string };

/** One page of a list as it is shown to the reader, with what was asked and what else can be. */
export async function showList<R>(
	db: Db,
	list: List<R>,
	asked: Asked,
	linked: Linked<R>
): Promise<Omit<Shown, 'views'>> {
	const which = await whichFound(db, list, asked);
	const [rows, count, filters] = await Promise.all([
		rowsAt(db, list, which, asked, asked.after, rowsAtOnce + 1),
		countOf(db, list, which),
		filtersOf(db, list, asked)
	]);
	const askable = askableOf(list);
	const query = queryOf(asked, askable);
	const columns = list.columns.filter(({ key }) => asked.columns.includes(key));
	const last = rows[rowsAtOnce - 1];
	return {
		list: list.name,
		heads: columns.map((column) => headOf(list, column, asked)),
		rows: rows.slice(0, rowsAtOnce).map((row) => rowOf(row, columns, linked)),
		q: asked.q,
		filters,
		narrowed: filters.flatMap((filter) => narrowedBy(filter, query)),
		columns: list.columns.map(({ key, label }) => ({
			key,
			label: label(),
			isShown: asked.columns.includes(key)
		})),
		...count,
		isFirst: asked.after === undefined,
		first: `?${query}`,
		next: rows.length > rowsAtOnce && last ? atPage(query, { value: last.sortedAt, id: last.id }) : null,
		query: [...query],
		sort: query.get('sort') ?? ''
	};
}

function headOf<R>(list: List<R>, { key, label, sort }: ListColumn<R>, asked: Asked): ShownHead {
	const isHere = asked.sort === key;
	const order = { sort: key, isDown: isHere && !asked.isDown };
	return {
		key,
		label: label(),
		href: sort ? `?${queryOf({ ...asked, ...order }, askableOf(list))}` : null,
		sorted: isHere ? (asked.isDown ? 'descending' : 'ascending') : null
	};
}

function rowOf<R>(row: Row<R>, columns: readonly ListColumn<R>[], linked: Linked<R>): ShownRow {
	const href = linked.hrefOf(row.id, row);
	return {
		id: row.id,
		href,
		name: linked.nameOf(row),
		cells: columns.map(({ cell }, at) => (at === 0 && href ? { ...cell(row), href } : cell(row)))
	};
}

async function filtersOf<R>(db: Db, list: List<R>, asked: Asked): Promise<ShownFilter[]> {
	return Promise.all(
		list.columns.flatMap(({ key, label, filter }) =>
			filter
				? [
						(async () => ({
							key,
							label: label(),
							kind: filter.kind,
							options: (await filter.options?.(db)) ?? [],
							values: asked.filters[key] ?? []
						}))()
					]
				: []
		)
	);
}

function narrowedBy({ key, label, kind, options, values }: ShownFilter, query: URLSearchParams) {
	const without = new URLSearchParams(query);
	for (const name of [key, `${key}From`, `${key}To`]) without.delete(name);
	if (values.length === 0) return [];
	const said =
		kind === 'days' || kind === 'numbers'
			? values.map((value) => (value && kind === 'days' ? f.day(value, 'short') : value)).join('–')
			: f.names(
					values.map((value) => options.find((option) => option.value === value)?.label ?? value)
				);
	return [{ label: `${label}: ${said}`, href: `?${without}` }];
}
