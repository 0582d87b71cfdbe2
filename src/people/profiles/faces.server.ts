import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { notApart } from '#people/blocks/blocks.server.ts';
import { nameColumns, namePairs } from '#people/persons/names.server.ts';
import { facesAtMost } from './faces.ts';

/** So many people are looked at to find faces among them, so that a group of thousands costs no more than a small one. */
export const lookedAt = 60;

/**
 * SQL: a few of these people as `FaceOf[]`, those with a picture first. `ids` is a query of at most `lookedAt` rows with
 * `person_id`. Who is not listed, or may not be shown to the actor, is not among them.
 */
export const facesAmong = (actor: Actor, ids: RawBuilder<unknown>) => sql`(
	select coalesce(
		jsonb_agg(
			jsonb_build_object(
				'personId', shown.person_id, 'pictureId', shown.picture_id, ${namePairs('shown')}
			)
			order by shown.picture_id is null, shown.person_id
		),
		'[]'
	)
	from (
		select fp.person_id, ${nameColumns('fp')}, chosen.picture_id
		from (
			select fm.person_id, fpf.picture_id
			from (${ids}) fi
			join membership fm on fm.person_id = fi.person_id
			left join profile fpf on fpf.person_id = fi.person_id
			where coalesce(fpf.is_listed, true)
				and ${notApart(sql`fm.person_id`, actor.personId)}
			order by fpf.picture_id is null, fm.person_id
			limit ${facesAtMost}
		) chosen
		join person fp on fp.person_id = chosen.person_id
	) shown
)`;
