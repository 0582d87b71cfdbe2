import { sql, type RawBuilder } from 'kysely';
import type { ThingKind } from './reach.ts';

/** Of whom is known that they were notified: the mail about it was written, or they saw it on their pages. */
const notified = (kind: string, ids: RawBuilder<unknown>) => sql`
	select n.subject_id, n.person_id,
		n.mail_written_at is not null or n.seen_at is not null as is_delivered,
		null::timestamptz as read_at, false as is_answered
	from notification n
	where n.kind = ${sql.lit(kind)}
		and n.subject_id = any (${ids})
`;

/** SQL: wrote in the 14 days after to whoever signed the letter `r.letter_id`, in a conversation of the two. */
const wroteToSigner = sql`
	exists (
		select
		from letter l
		join conversation_member a on a.person_id = r.person_id
		join conversation_member b on b.conversation_id = a.conversation_id
			and b.person_id = l.executive_id
		join message g on g.conversation_id = a.conversation_id
			and g.author_id = r.person_id
			and g.sent_at between r.read_at and r.read_at + interval '14 days'
		where l.letter_id = r.letter_id
			and l.executive_id <> r.person_id
	)
`;

/**
 * SQL by kind, for things with these ids: who was told, whether it was delivered, when they read it, and whether they
 * answered it itself. Someone may stand in several rows.
 */
export const touched: Record<ThingKind, (ids: RawBuilder<unknown>) => RawBuilder<unknown>> = {
	change: (ids) => sql`
		select m.change_id as subject_id, m.person_id,
			m.mailed_at is not null or m.seen_at is not null as is_delivered,
			m.read_at, false as is_answered
		from match m
		where m.change_id = any (${ids})
	`,
	letter: (ids) => sql`
		${notified('letter', ids)}
		union all
		select r.letter_id, r.person_id, true, r.read_at, ${wroteToSigner}
		from letter_reader r
		where r.letter_id = any (${ids})
	`,
	story: (ids) => sql`
		${notified('story', ids)}
		union all
		select r.story_id, r.person_id, true, r.read_at, false
		from story_reader r
		where r.story_id = any (${ids})
	`,
	opening: (ids) => sql`
		${notified('opening', ids)}
		union all
		select t.opening_id, t.person_id, false, null, false
		from opening_told t
		where t.opening_id = any (${ids})
		union all
		select r.subject_id, r.person_id, true, r.happened_at, false
		from touchpoint r
		where r.kind = 'opening_read'
			and r.subject_id = any (${ids})
		union all
		select a.opening_id, a.person_id, true, a.applied_at, true
		from application a
		where a.opening_id = any (${ids})
	`,
	event: (ids) => sql`
		select n.subject_id, n.person_id,
			n.mail_written_at is not null or n.seen_at is not null as is_delivered,
			n.seen_at as read_at, false as is_answered
		from notification n
		where n.kind = 'event_announced'
			and n.subject_id = any (${ids})
		union all
		select e.event_id, e.person_id, true, e.replied_at, true
		from event_reply e
		where e.event_id = any (${ids})
	`
};
