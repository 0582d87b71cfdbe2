import { sql, type RawBuilder } from 'kysely';

/**
 * SQL: what the company told everyone it concerns, with its kind, id, title, language and moment. Withdrawn things and
 * events of a group are not among them.
 */
export const things: RawBuilder<unknown> = sql`(
	select 'change' as kind, change_id as subject_id, title, language, published_at as told_at
	from change
	where status = 'published'
	union all
	select 'letter', letter_id, title, language, published_at
	from letter
	where status = 'published'
	union all
	select 'story', e.story_id, e.title, s.language, e.approved_at
	from story_edition e
	join story s on s.story_id = e.story_id
	where e.state = 'approved'
		and e.edition = 'alumni'
	union all
	select 'opening', opening_id, title, language, opened_at
	from opening
	where opened_at is not null
	union all
	select 'event', event_id, title, null, announced_at
	from event
	where state = 'announced'
		and group_id is null
)`;
