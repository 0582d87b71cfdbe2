import { sql, type RawBuilder } from 'kysely';
import { apartFrom } from '#people/blocks/blocks.server.ts';

/**
 * SQL: how many comments a reader finds under a post. `stored` is the column in which the database counts all that are
 * not hidden. `post` and `reader` are ids, or columns with an id.
 */
export const commentsFor = (
	post: RawBuilder<unknown>,
	stored: RawBuilder<unknown>,
	reader: string | RawBuilder<unknown>
) => sql<number>`
	case
		when ${stored} = 0 then 0
		else (
			${stored} - (
				select count(*)
				from comment unseen
				where unseen.post_id = ${post}
					and unseen.hidden_at is null
					and unseen.author_id in ${apartFrom(reader)}
			)
		)::int
	end`;
