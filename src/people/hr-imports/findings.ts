import * as m from '#locales/messages.ts';
import type { Field } from './columns.ts';
import type { Finding } from './row.ts';

/** What someone should look at in a row, in words that help to mend it. */
export const findingText: Record<Finding, () => string> = {
	broken_text: m.finding_broken_text,
	too_long: m.finding_too_long,
	no_name: m.finding_no_name,
	no_start: m.finding_no_start,
	unreadable_start: m.finding_unreadable_start,
	unreadable_end: m.finding_unreadable_end,
	left_before_joining: m.finding_left_before_joining,
	conflicts_with_row: m.finding_conflicts_with_row,
	row_repeated: m.finding_row_repeated,
	cells_beyond: m.finding_cells_beyond,
	no_address: m.finding_no_address,
	bad_address: m.finding_bad_address,
	address_shared: m.finding_address_shared,
	address_kept: m.finding_address_kept,
	maybe_same_person: m.finding_maybe_same_person,
	manager_unknown: m.finding_manager_unknown,
	manager_is_self: m.finding_manager_is_self,
	tenures_overlap: m.finding_tenures_overlap,
	day_guessed: m.finding_day_guessed,
	leaves_later: m.finding_leaves_later,
	starts_later: m.finding_starts_later,
	left_without_day: m.finding_left_without_day
};

/** What each field of an HR export is called. */
export const fieldName: Record<Field, () => string> = {
	number: m.field_number,
	name: m.field_name,
	family_name: m.field_family_name,
	given_name: m.field_given_name,
	kana: m.field_kana,
	family_kana: m.field_family_kana,
	given_kana: m.field_given_kana,
	email: m.field_email,
	started_on: m.field_started_on,
	ended_on: m.field_ended_on,
	employment: m.field_employment,
	department: m.field_department,
	title: m.field_title,
	manager_number: m.field_manager_number,
	reason: m.field_reason,
	status: m.field_status
};
