import type { FilterKind, Option } from '#platform/table/table.ts';

/** What a segment asks of each field, by its key: the values, or from and to. */
export type SegmentAsked = Record<string, string[]>;

/** What a field of the builder shows. */
export type ShownField = {
	key: string;
	group: string;
	label: string;
	kind: FilterKind;
	options: Option[];
	values: string[];
};

/** How many people a segment has now, how many of them are members, and how many others can be invited. */
export type SegmentCount = { people: number; members: number; reachable: number };
/** The same with when it was counted, where that was not just now. */
export type CountedSegment = SegmentCount & { countedAt: Date | null };

/** Since when someone has, or has not, been here; or been told something. */
export const spans = ['within_30', 'within_90', 'not_for_60', 'not_for_180', 'never'] as const;
export type Span = (typeof spans)[number];
