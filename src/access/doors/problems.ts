import * as m from '#locales/messages.ts';

const known: Record<string, () => string> = {
	required: m.problem_required,
	too_long: m.problem_too_long,
	too_short: m.problem_too_short,
	not_a_day: m.problem_not_a_day,
	not_an_address: m.problem_not_an_address,
	stale: m.problem_stale,
	too_many: m.problem_too_many,
	too_much: m.problem_too_much,
	wrong_password: m.problem_wrong_password,
	account_exists: m.problem_account_exists,
	consent_needed: m.problem_consent_needed,
	slot_taken: m.problem_slot_taken,
	already_booked: m.problem_already_booked,
	columns_missing: m.problem_columns_missing,
	no_file: m.problem_no_file,
	already_applied: m.problem_already_applied,
	no_reason: m.problem_no_reason,
	too_early: m.problem_too_early,
	bad_hours: m.problem_bad_hours,
	ends_before: m.problem_ends_before,
	event_over: m.problem_event_over,
	talk_over: m.problem_talk_over,
	file_is_other: m.problem_file_is_other,
	file_too_large: m.problem_file_too_large,
	file_type: m.problem_file_type,
	heic: m.problem_heic,
	last_host: m.problem_last_host,
	no_place: m.problem_no_place,
	no_room: m.problem_no_room,
	not_a_link: m.problem_not_a_link,
	not_a_picture: m.problem_not_a_picture,
	not_over: m.problem_not_over,
	launch_not_ready: m.problem_launch_not_ready,
	picture_too_large: m.problem_picture_too_large,
	rule_needed: m.problem_rule_needed,
	too_many_guests: m.problem_too_many_guests,
	too_many_people: m.problem_too_many_people,
	tells_reason: m.problem_tells_reason,
	not_called_any_more: m.problem_not_called_any_more,
	not_called_not_member: m.not_called_not_member,
	not_called_no_consent: m.not_called_no_consent,
	not_called_do_not_contact: m.not_called_do_not_contact,
	not_called_running: m.not_called_running,
	not_called_lately: m.not_called_lately,
	not_called_employed: m.not_called_employed,
	no_address: m.problem_no_address,
	no_mail_server: m.problem_no_mail_server,
	nothing_chosen: m.problem_nothing_chosen,
	nobody_to_invite: m.problem_nobody_to_invite,
	invited_lately: m.problem_invited_lately,
	time_not_usable: m.problem_time_not_usable,
	already_proposed: m.problem_already_proposed,
	words_judge: m.problem_words_judge,
	words_ask_private: m.problem_words_ask_private,
	conditions_missing: m.problem_conditions_missing,
	closes_in_past: m.problem_closes_in_past,
	pay_not_sound: m.problem_pay_not_sound,
	too_many_wishes: m.problem_too_many_wishes,
	feed_unreadable: m.problem_feed_unreadable,
	opening_closed: m.problem_opening_closed,
	step_not_possible: m.problem_step_not_possible,
	too_late_to_undo: m.problem_too_late_to_undo,
	has_consequences: m.problem_has_consequences,
	not_oneself: m.problem_not_oneself,
	too_many_said: m.problem_too_many_said,
	too_few_hosts: m.problem_too_few_hosts,
	too_many_pictures: m.problem_too_many_pictures
};

/** What is wrong with a field, in words that help; undefined where nothing is. */
export function problemText(problems: Record<string, string> | undefined, field: string): string | undefined {
	const problem = problems?.[field];
	return problem === undefined ? undefined : (known[problem] ?? m.problem_not_usable)();
}

/** Everything that is wrong, each in its words and once; for a notice above a form. */
export function problemTexts(problems: Record<string, string>): string {
	return [...new Set(Object.keys(problems).map((field) => problemText(problems, field)))].join(' ');
}
