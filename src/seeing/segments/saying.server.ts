import * as m from '#locales/messages.ts';
import type { Db } from '#platform/database/network.server.ts';
import * as f from '#platform/locale/format.ts';
import type { SegmentField } from './fields.server.ts';
import type { SegmentAsked, ShownField } from './segment.ts';

/** A segment as a sentence in the reader's language. Everyone who left, where nothing is asked. */
export async function sentenceOf(
	db: Db,
	fields: readonly SegmentField[],
	asked: SegmentAsked
): Promise<string> {
	const clauses: string[] = [];
	for (const field of fields) {
		const values = asked[field.key];
		if (values) clauses.push(field.says({ values: await valuesOf(db, field, values) }));
	}
	return clauses.length === 0 ? m.segment_everyone() : m.segment_sentence({ clauses: f.clauses(clauses) });
}

async function valuesOf(db: Db, { filter, unit, isPhrase }: SegmentField, values: string[]): Promise<string> {
	if (filter.kind === 'days') return rangeOf(values.map((value) => value && f.day(value, 'long')));
	if (filter.kind === 'numbers') return unit === 'years' ? yearsOf(values) : rangeOf(values);
	const options = (await filter.options?.(db)) ?? [];
	const labels = values.map((value) => options.find((option) => option.value === value)?.label ?? value);
	if (isPhrase) return f.anyOf(labels);
	const quoted = filter.kind === 'words' ? m.segment_quoted : m.segment_choice;
	return f.anyOf(labels.map((label) => quoted({ label })));
}

function rangeOf([from = '', to = '']: string[]): string {
	if (from && to) return m.segment_days_between({ from, to });
	return from ? m.segment_days_from({ from }) : m.segment_days_to({ to });
}

function yearsOf([from = '', to = '']: string[]): string {
	if (from && to) return m.segment_years_between({ from, to });
	return from ? m.segment_years_from({ from }) : m.segment_years_to({ to });
}

/** The fields of the builder, with what is asked of each now. */
export async function shownFields(
	db: Db,
	fields: readonly SegmentField[],
	asked: SegmentAsked
): Promise<ShownField[]> {
	const shown: ShownField[] = [];
	for (const { key, group, label, filter } of fields)
		shown.push({
			key,
			group: group(),
			label: label(),
			kind: filter.kind,
			options: (await filter.options?.(db)) ?? [],
			values: asked[key] ?? []
		});
	return shown;
}
