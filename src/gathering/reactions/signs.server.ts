import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { notApart } from '#people/blocks/blocks.server.ts';
import { nameColumns } from '#people/persons/names.server.ts';
import type { Named } from '#people/persons/person.ts';
import type { Db } from '#platform/database/network.server.ts';
import type { Sign } from './sign.ts';

/** Takes the actor's sign away if it is this one. */
export async function takeBackSign(db: Db, actor: Actor, subjectId: string, sign: Sign): Promise<void> {
	await db
		.deleteFrom('reaction')
		.where('subjectId', '=', subjectId)
		.where('personId', '=', actor.personId)
		.where('sign', '=', sign)
		.execute();
}

type Put = { isNew: boolean };

/** Sets the actor's sign, over another one. Gives whether they had none before. */
export async function putSign(db: Db, actor: Actor, subjectId: string, sign: Sign): Promise<boolean> {
	const { rows } = await sql<Put>`
		insert into reaction (network_id, subject_id, person_id, sign)
		values (${actor.networkId}, ${subjectId}, ${actor.personId}, ${sign})
		on conflict (network_id, subject_id, person_id) do update set sign = excluded.sign
			where reaction.sign <> excluded.sign
		returning xmax = 0 as is_new
	`.execute(db);
	return rows[0]?.isNew ?? false;
}

export type Reactor = Named & { personId: string; pictureId: string | null; sign: Sign };
export const reactorsAtOnce = 50;

/**
 * Who reacted to something, the latest first, paged by the last one seen. Who may not be shown to the actor is not among
 * them. The caller checks that the actor may see what it is about.
 */
export async function reactors(
	db: Db,
	actor: Actor,
	subjectId: string,
	after: string | undefined
): Promise<Reactor[]> {
	const earlier = after
		? sql`(r.given_at, r.person_id) < (
			select last.given_at, last.person_id
			from reaction last
			where last.subject_id = ${subjectId}::uuid
				and last.person_id = ${after}::uuid
		)`
		: sql`true`;
	const { rows } = await sql<Reactor>`
		select p.person_id, ${nameColumns('p')}, f.picture_id, r.sign
		from reaction r
		join person p on p.person_id = r.person_id
		left join profile f on f.person_id = r.person_id
		where r.subject_id = ${subjectId}::uuid
			and ${notApart(sql`r.person_id`, actor.personId)}
			and ${earlier}
		order by r.given_at desc, r.person_id desc
		limit ${reactorsAtOnce}
	`.execute(db);
	return rows;
}
