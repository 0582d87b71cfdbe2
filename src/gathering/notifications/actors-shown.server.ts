import { sql } from 'kysely';
import { notApart } from '#people/blocks/blocks.server.ts';
import { namePairs } from '#people/persons/names.server.ts';

/*
 * SQL parts over a notification `n`: what its reader may still see of it. Someone may have blocked them, or hidden from
 * them, since it happened.
 */

/** A join that gives `by.ids`, the actors whom the reader may see, the latest first. */
export const actorsFound = sql`
	cross join lateral (
		select array(
			select a.id
			from unnest(n.actor_ids) with ordinality a(id, at)
			where ${notApart(sql`a.id`, sql`n.person_id`)}
			order by a.at
		) as ids
	) by`;

/** The latest two of them as `FaceOf[]`: their names and pictures. */
export const actorsShown = sql`(
	select coalesce(
		jsonb_agg(
			jsonb_build_object(
				'personId', p.person_id, 'pictureId', pf.picture_id, ${namePairs('p')}
			)
			order by a.at
		),
		'[]'
	)
	from unnest(by.ids[1:2]) with ordinality a(id, at)
	join person p on p.person_id = a.id
	left join profile pf on pf.person_id = a.id
)`;

/** Somebody's doing is left to be told of, or it was nobody's. */
export const isStillShown = sql<boolean>`(cardinality(n.actor_ids) = 0 or cardinality(by.ids) > 0)`;

/** The words of it, if they are those of someone who may be seen. */
export const aboutShown = sql`
	case
		when n.actor_ids[1] is distinct from by.ids[1] then ''
		else without_apart(n.about, null, n.person_id)
	end`;
