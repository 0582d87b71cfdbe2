import { expect, test } from 'vitest';
import { useOwnDatabase } from '#test/setup/own-database.ts';

const own = useOwnDatabase();

/** Columns of type uuid that name something else than a person, or whose person is not moved on purpose. */
const namesNobody = new Set([
	// The log of what was done names whom it was done to, for good.
	'audit.actor_id',
	'audit.subject_id',
	// What the row itself is, or what it belongs to, where no foreign key says so.
	'attribution.touchpoint_id',
	'person_merge.kept_id',
	'person_merge.gone_id',
	'person_merge.merged_by',
	'person_merge.undone_by',
	// Messages, posts, events, tenures, pictures and the like, and the tickets of what is being written.
	'change.matched_through',
	'reach_tally.subject_id',
	'contact.hr_import_id',
	'collaboration.ticket',
	'comment.ticket',
	'conversation.last_message_id',
	'conversation_member.read_id',
	'conversation_member.last_message_id',
	'event.series_id',
	'event_proposal.ticket',
	'event_reply.pass',
	'hr_import_file.hr_import_id',
	'hr_import_row.tenure_id',
	// What an import wrote: undoing it must not reach someone whom another entry was merged into.
	'hr_import_trace.person_id',
	'invitation.mail_id',
	'mail.touch_subject',
	'match.change_id',
	'match.tenure_id',
	'message.ticket',
	'poll_vote.post_id',
	'post.shared_id',
	'post.ticket',
	'profile.picture_id',
	'push_sent.notification_id',
	'reaction.subject_id',
	'survey.series_id',
	'survey_question.asked_again',
	'touchpoint.subject_id',
	'welcome.rehire_id',
	'withdrawn_basis.withdrawal_id',
	// A sentence that several people wrote.
	'word_likeness.alike_id'
]);

test('every column that could name a person is decided about', async () => {
	const { rows } = await own.owner.query<{
		col: string;
		isKnown: boolean;
		isKey: boolean;
		isTied: boolean;
	}>(`
		select c.relname || '.' || a.attname as col,
			exists (select from person_columns() p where p.tab = c.oid and p.col = a.attname) as "isKnown",
			exists (
				select from pg_index i where i.indrelid = c.oid and i.indisprimary and a.attnum = any (i.indkey)
			) and a.atthasdef as "isKey",
			exists (
				select from pg_constraint k
				where k.conrelid = c.oid and k.contype = 'f' and a.attnum = any (k.conkey)
			) as "isTied"
		from pg_class c
		join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
		where c.relnamespace = 'public'::regnamespace
			and c.relkind in ('r', 'p')
			and not c.relispartition
			and a.atttypid = 'uuid'::regtype
			and a.attname <> 'network_id'
	`);
	expect(rows.filter((row) => row.isKnown).length).toBeGreaterThan(70);
	const open = rows.filter((row) => !row.isKnown && !row.isKey && !row.isTied && !namesNobody.has(row.col));
	expect(open.map((row) => row.col)).toEqual([]);
	const { rows: lists } = await own.owner.query<{ col: string }>(`
		select attrelid::regclass || '.' || attname as col
		from pg_attribute
		where atttypid = 'uuid[]'::regtype
			and attrelid in (select oid from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r')
	`);
	expect(lists.map((row) => row.col)).toEqual(['notification.actor_ids']);
});
