import { sql, type RawBuilder } from 'kysely';

/** SQL of the published changes that answer a reason, the latest first. */
export const answeredBy = (code: RawBuilder<unknown>): RawBuilder<unknown> => sql`(
	select coalesce(
		jsonb_agg(
			jsonb_build_object('changeId', c.change_id, 'title', c.title, 'language', c.language)
			order by c.published_at desc
		),
		'[]'
	)
	from change c
	where c.status = 'published'
		and ${code} = any (c.reasons)
)`;
