import type { Cell, FilterKind, Option } from './table.ts';

export type ShownFilter = {
	key: string;
	label: string;
	kind: FilterKind;
	options: Option[];
	/** What was chosen or typed; for days and numbers, from and to. */
	values: string[];
};
export type ShownRow = { id: string; href: string | null; name: string; cells: Cell[] };
export type ShownHead = {
	key: string;
	label: string;
	/** The address that sorts by it, where that can be done. */
	href: string | null;
	sorted: 'ascending' | 'descending' | null;
};
/** A saved view: what a steward asks again and again. */
export type ShownView = { viewId: string; called: string; href: string; isHere: boolean };

/** A table as its page shows it: words and addresses, and nothing to work out. */
export type Shown = {
	list: string;
	heads: ShownHead[];
	rows: ShownRow[];
	q: string;
	filters: ShownFilter[];
	/** What narrows the list, each with the address without it. */
	narrowed: { label: string; href: string }[];
	columns: { key: string; label: string; isShown: boolean }[];
	total: number;
	/** There are more than `total`, which are not counted. */
	isMore: boolean;
	isFirst: boolean;
	first: string;
	next: string | null;
	/** What is asked, for forms that ask it again. */
	query: [string, string][];
	sort: string;
	views: ShownView[];
};
