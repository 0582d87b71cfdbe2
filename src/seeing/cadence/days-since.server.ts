import { sql, type RawBuilder } from 'kysely';

/** Days since a moment that `latest` selects, by the network's own days. Null where there is no such moment. */
const daysSince = (latest: RawBuilder<Date>): RawBuilder<number | null> => sql<number | null>`(
	select network_today() - ((${latest}) at time zone n.time_zone)::date
	from network n
	where n.network_id = current_network()
)`;

export const daysSinceChange = daysSince(sql`
	select max(published_at)
	from change
	where status = 'published'
`);

export const daysSinceLetter = daysSince(sql`
	select max(published_at)
	from letter
	where status = 'published'
`);

export const daysSinceStory = daysSince(sql`
	select max(approved_at)
	from story_edition
	where state = 'approved'
		and edition = 'alumni'
`);
