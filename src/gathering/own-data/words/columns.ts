import * as m from '#locales/messages.ts';
import { doingColumns } from './doing-columns.ts';
import { peopleColumns } from './people-columns.ts';

/** What a column is called where it means something else than in other tables. */
const named: Readonly<Record<string, () => string>> = {
	'change.since': m.change_since,
	'group.purpose': m.group_purpose,
	'invitation.used_at': m.own_data_field_used_once,
	'mentor.capacity': m.mentoring_capacity,
	'pulse.used_at': m.own_data_field_used_once,
	'reaction.given_at': m.own_data_field_given_sign,
	'referral.person_id': m.own_data_field_referred,
	'withdrawn_basis.why': m.basis_withdraw_why
};
const columns: Readonly<Record<string, () => string>> = { ...peopleColumns, ...doingColumns };

/**
 * What only the software reads, and tells nobody anything: counts, orders, copies in another form, and when it did its own
 * work. It stands in data.json alone.
 */
const technical: ReadonlySet<string> = new Set(
	(
		'revision html is_latest counting_view is_read is_current as_desk pictures path on_page ' +
		'subject_id push_after size width height position media_type quadrant list lost tries is_kept tried_at ' +
		'not_before heeds_wishes touch_kind touch_subject link_expires_at isStrong sessionId account_id ' +
		'sequence reactions comments going votes weight has_poll holder_id is_booked ' +
		'reminded_at reminded_on asked_after_at cancel_told_at poll_told_at digested_at mail_written_at followed_up_at ' +
		'next_at next_try_at claimed_until new_since path_put_away_at put_away_at address_expires_at summary_html ' +
		'is_counted body_html calendar calendar_method departure_word.read_at pass_on.code ' +
		'segment.people segment.members segment.reachable segment.counted_at'
	).split(' ')
);

/** Does a column stand in data.json alone? */
export const isTechnical = (table: string, column: string): boolean =>
	technical.has(column) || technical.has(`${table}.${column}`);

/** What a column of a table is called, if it has a name. */
export const columnName = (table: string, column: string): string | undefined =>
	(named[`${table}.${column}`] ?? columns[column])?.();
