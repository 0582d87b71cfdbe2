import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { memberIsAlumnus } from '#access/policy/roles.server.ts';
import { notApart } from '#people/blocks/blocks.server.ts';
import { nameColumns } from '#people/persons/names.server.ts';
import type { Named } from '#people/persons/person.ts';
import { inNetwork, type Db } from '#platform/database/network.server.ts';

export type Path = {
	hasProfile: boolean;
	hasPicture: boolean;
	hasCompany: boolean;
	hasSpoken: boolean;
	/** They told the desk something in confidence: why they left, or where they stand. Never a condition. */
	hasConfided: boolean;
	hasAim: boolean;
	isOver: boolean;
	/** The network's own words to someone new; '' where it has none. */
	welcome: string;
};

type Steps = Omit<Path, 'isOver'> & { isPutAway: boolean };

/**
 * How far a new member has come on the four steps of a first visit: say what you do now, show your face, find someone you
 * know, say hello. The path is over when all are done, when it was put away, or 60 days after joining.
 */
export async function firstSteps(db: Db, actor: Actor): Promise<Path> {
	const me = sql`${actor.personId}::uuid`;
	const { rows } = await sql<Steps>`
		select
			exists (
				select from person p
				left join profile f using (network_id, person_id)
				where p.person_id = ${me}
					and (p.present_company is not null or f.introduction <> '')
			) as has_profile,
			exists (
				select from profile
				where person_id = ${me}
					and picture_id is not null
			) as has_picture,
			exists (
				select from group_member gm
				join "group" g using (network_id, group_id)
				where gm.person_id = ${me}
					and gm.state in ('in', 'asked')
					and g.kind <> 'rule'
			)
			or exists (
				select from conversation_member cm
				where cm.person_id = ${me}
			) as has_company,
			exists (select from post where author_id = ${me})
			or exists (select from comment where author_id = ${me}) as has_spoken,
			exists (
				select from standing s
				where s.person_id = ${me}
					and s.is_current
					and (s.can_return <> 'unknown' or s.wants_to_return <> 'unknown')
			)
			or exists (
				select from departure d
				where d.person_id = ${me}
					and d.counting_view = 'revisited'
			) as has_confided,
			coalesce((select f.came_for <> '{}' from profile f where f.person_id = ${me}), false) as has_aim,
			coalesce((select f.path_put_away_at is not null from profile f where f.person_id = ${me}), false)
			or exists (
				select from membership
				where person_id = ${me}
					and joined_at < now() - interval '60 days'
			) as is_put_away,
			(
				select ${actor.locale === 'ja' ? sql`coalesce(nullif(welcome_ja, ''), welcome_en)` : sql`coalesce(nullif(welcome_en, ''), welcome_ja)`}
				from network
			) as welcome
	`.execute(db);
	const { isPutAway, ...steps } = rows[0]!;
	const areDone = steps.hasProfile && steps.hasPicture && steps.hasCompany && steps.hasSpoken;
	return { ...steps, isOver: isPutAway || areDone };
}

/** Takes the first steps off the actor's Home. */
export async function putPathAway(actor: Actor): Promise<void> {
	authorize(actor, 'me.change');
	const { networkId, personId } = actor;
	await inNetwork(actor, (db) =>
		db
			.insertInto('profile')
			.values({ networkId, personId, pathPutAwayAt: new Date() })
			.onConflict((conflict) =>
				conflict.columns(['networkId', 'personId']).doUpdateSet({ pathPutAwayAt: new Date() })
			)
			.execute()
	);
}

export type Arrival = Named & { personId: string; pictureId: string | null; joinedAt: Date };

/** Alumni who joined in the last 30 days, the latest first. */
export async function arrivals(db: Db, actor: Actor, limit = 3): Promise<Arrival[]> {
	const { rows } = await sql<Arrival>`
		select p.person_id, ${nameColumns('p')}, f.picture_id, m.joined_at
		from membership m
		join person p using (network_id, person_id)
		left join profile f using (network_id, person_id)
		where m.joined_at > now() - interval '30 days'
			and ${memberIsAlumnus('m')}
			and m.person_id <> ${actor.personId}
			and coalesce(f.is_listed, true)
			and ${notApart(sql`p.person_id`, actor.personId)}
		order by m.joined_at desc
		limit ${limit}
	`.execute(db);
	return rows;
}
