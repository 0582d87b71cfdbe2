import type { CellValue } from '#platform/table/table.ts';

/** What a file has in one place: words, or words with what they stand for. */
export type FileCell = string | { text: string; value?: CellValue };
export type Line = readonly FileCell[];

/** A table to be written: the keys and headings of its columns, and its lines, some at a time. */
export type Written = { keys: string[]; headings: string[]; pieces: AsyncIterable<Line[]> };
