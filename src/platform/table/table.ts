import { cleanText } from '#platform/text/clean.ts';

/** What words of a cell stand for: a number, a day as 'YYYY-MM-DD', or a moment with its day and time at the reader's clock. */
export type CellValue = number | { day: string; at?: { moment: Date; time: string } };

/** What stands in one place of a table: its words, and how they look or where they lead. */
export type Cell = {
	text: string;
	/** What files have instead of the words, so that a spreadsheet can sort and count it. */
	value?: CellValue;
	href?: string;
	tone?: 'good' | 'bad' | 'warm' | 'plain';
	tags?: { text: string; href: string }[];
	/** It never breaks: a day, a number. */
	isShort?: boolean;
	isNumber?: boolean;
	/** The language that it is written in, where that is known. */
	lang?: string;
};
export type Option = { value: string; label: string };

/** How a column is filtered: by some of its values, by words in it, by days or by whole numbers from and to. */
export type FilterKind = 'choice' | 'words' | 'days' | 'numbers';

/** Where a page begins: after this value of the column that it is sorted by, and this row. */
export type Place = { value: string; id: string };
/** What someone asks of a table. It stands whole in the address. */
export type Asked = {
	q: string;
	sort: string;
	isDown: boolean;
	/** What is asked of each column, by its key: the values, or from and to. */
	filters: Record<string, string[]>;
	columns: string[];
	after?: Place | undefined;
};

/** What can be asked of a table: the keys of its columns. */
export type Askable = {
	usualSort: string;
	isUsuallyDown: boolean;
	columns: readonly {
		key: string;
		isUsual: boolean;
		isSorted: boolean;
		filter?: FilterKind | undefined;
	}[];
};

const valuesAtMost = 50;
const lettersAtMost = 100;

/** Reads an address. What it asks wrongly counts as not asked. */
export function askedIn(query: URLSearchParams, { columns, usualSort, isUsuallyDown }: Askable): Asked {
	const [, down, key = ''] = /^(-?)(\w+)$/.exec(query.get('sort') ?? '') ?? [];
	const isSort = columns.some((column) => column.key === key && column.isSorted);
	const wished = columns.filter((column) => query.getAll('col').includes(column.key));
	return {
		q: cleanText(query.get('q') ?? '')
			.trim()
			.slice(0, lettersAtMost),
		sort: isSort ? key : usualSort,
		isDown: isSort ? down === '-' : isUsuallyDown,
		filters: filtersIn(query, columns),
		columns: (wished.length > 0 ? wished : columns.filter((column) => column.isUsual)).map(
			(column) => column.key
		),
		after: placeIn(query.get('after'))
	};
}

function filtersIn(query: URLSearchParams, columns: Askable['columns']): Asked['filters'] {
	const filters: Asked['filters'] = {};
	for (const { key, filter } of columns) {
		if (!filter) continue;
		const values =
			filter === 'days' || filter === 'numbers'
				? [`${key}From`, `${key}To`].map((name) => bound(query.get(name) ?? '', filter))
				: query
						.getAll(key)
						.slice(0, valuesAtMost)
						.map((value) => cleanText(value).trim().slice(0, lettersAtMost))
						.filter(Boolean);
		if (values.some(Boolean)) filters[key] = values;
	}
	return filters;
}

function bound(text: string, kind: 'days' | 'numbers'): string {
	if (kind === 'numbers') return /^\d{1,2}$/.test(text) ? text : '';
	return /^(19|20|21)\d\d-\d\d-\d\d$/.test(text) && isRealDay(text) ? text : '';
}

export const isRealDay = (text: string) => {
	const day = new Date(`${text}T00:00:00Z`);
	return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
};

export const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function placeIn(text: string | null): Place | undefined {
	const [id = '', ...value] = (text ?? '').split('~');
	return uuid.test(id) && value.length > 0 ? { id, value: cleanText(value.join('~')) } : undefined;
}

/** The address that asks this, without its page. Columns are named only where they are not the usual ones. */
export function queryOf(asked: Omit<Asked, 'after'>, { columns }: Askable): URLSearchParams {
	const query = new URLSearchParams();
	if (asked.q) query.set('q', asked.q);
	for (const { key, filter } of columns) {
		const values = asked.filters[key] ?? [];
		if (filter === 'days' || filter === 'numbers') {
			if (values[0]) query.set(`${key}From`, values[0]);
			if (values[1]) query.set(`${key}To`, values[1]);
		} else for (const value of values) query.append(key, value);
	}
	query.set('sort', `${asked.isDown ? '-' : ''}${asked.sort}`);
	const usual = columns.filter((column) => column.isUsual).map((column) => column.key);
	if (usual.join() !== asked.columns.join()) for (const key of asked.columns) query.append('col', key);
	return query;
}

/** The same address at a later page. */
export function atPage(query: URLSearchParams, { id, value }: Place): string {
	const next = new URLSearchParams(query);
	next.set('after', `${id}~${value}`);
	return `?${next}`;
}
