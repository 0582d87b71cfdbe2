import type { FeedRow } from './feed.ts';
import { missingOf } from './opening.ts';

/** What became of a row: a new opening or a changed one, and which conditions keep it a draft. */
export type ImportedRow = { externalId: string; title: string; isNew: boolean; missing: string[] };

/** So many rows of a file are told of one by one. */
export const rowsTold = 200;

export function toldOf({ row, isNew }: { row: FeedRow; isNew: boolean }): ImportedRow {
	return { externalId: row.externalId, title: row.title, isNew, missing: missingOf(row) };
}
