import { sql } from 'kysely';
import type { Actor, Helper } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { memberIsAlumnus } from '#access/policy/roles.server.ts';
import { notify } from '#gathering/notifications/notify.server.ts';
import { nameColumns } from '#people/persons/names.server.ts';
import type { Named as PersonName } from '#people/persons/person.ts';
import { NotFound } from '#platform/http/failures.ts';
import { inNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';

export type Named = PersonName & { personId: string; roles: Helper[]; pictureId: string | null };

/** Alumni who help, with what they do; the longest-serving first. */
export async function helpers(db: Db, role?: Helper): Promise<Named[]> {
	const { rows } = await sql<Named>`
		select p.person_id, ${nameColumns('p')}, f.picture_id, array_agg(h.role order by h.role) as roles
		from helper h
		join person p using (network_id, person_id)
		join membership m using (network_id, person_id)
		left join profile f using (network_id, person_id)
		where ${role ? sql`h.role = ${role}` : sql`true`}
		group by p.network_id, p.person_id, f.picture_id
		order by min(h.since)
		limit 100
	`.execute(db);
	return rows;
}

/**
 * Sets exactly these roles for someone: supporter, event host or welcome guide. Throws NotFound for someone who is not an
 * alumnus here.
 */
export async function nameHelper(actor: Actor, personId: string, roles: readonly Helper[]): Promise<void> {
	authorize(actor, 'helper.name');
	await inNetwork(actor, async (db) => {
		const { rows } = await sql`
			select from membership
			where person_id = ${personId}
				and ${memberIsAlumnus('membership')}
		`.execute(db);
		if (rows.length === 0) throw new NotFound('No alumnus here');
		await db.deleteFrom('helper').where('personId', '=', personId).execute();
		if (roles.length > 0)
			await db
				.insertInto('helper')
				.values(
					roles.map((role) => ({
						networkId: actor.networkId,
						personId,
						role,
						madeBy: actor.personId
					}))
				)
				.execute();
		await writeAudit(db, actor, 'helper.name', personId, { roles });
	});
}

type Guide = { personId: string };

/** Tells at most five welcome guides that someone joined; guides of the same department come first. */
export async function tellGuides(where: InNetwork & { personId: string }): Promise<void> {
	const { networkId, personId } = where;
	await inNetwork({ networkId }, async (db) => {
		const { rows: guides } = await sql<Guide>`
			select h.person_id
			from helper h
			where h.role = 'welcome_guide'
				and h.person_id <> ${personId}
			order by
				exists (
					select from tenure a
					join tenure b on b.department = a.department
						and a.department <> ''
					where a.person_id = h.person_id
						and b.person_id = ${personId}
				) desc,
				random()
			limit 5
		`.execute(db);
		await notify(
			db,
			{ networkId },
			{
				kind: 'newcomer',
				to: guides.map((guide) => guide.personId),
				by: personId,
				subjectId: personId,
				path: `/people/${personId}`
			}
		);
	});
}
