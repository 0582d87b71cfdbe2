import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { memberIsDeskOrAdmin } from '#access/policy/roles.server.ts';
import { nameColumns } from '#people/persons/names.server.ts';
import type { Named } from '#people/persons/person.ts';
import { inNetwork, type Db } from '#platform/database/network.server.ts';
import { NotFound } from '#platform/http/failures.ts';
import { workKinds, type WorkKind } from './work.ts';

export type DeskPerson = Named & { personId: string };
export type Owner = DeskPerson & { kind: WorkKind };
type One = { personId: string };

const colleaguesShown = 100;

/** Who sees to which kind of work. Who no longer works at the desk sees to nothing. */
export async function workOwners(db: Db): Promise<Owner[]> {
	const { rows } = await sql<Owner>`
		select o.kind, p.person_id, ${nameColumns('p')}
		from work_owner o
		join person p using (network_id, person_id)
		join membership mb using (network_id, person_id)
		where ${memberIsDeskOrAdmin('mb')}
	`.execute(db);
	return rows;
}

/** Everyone who may be given work, by name. */
export async function deskColleagues(db: Db): Promise<DeskPerson[]> {
	const { rows } = await sql<DeskPerson>`
		select p.person_id, ${nameColumns('p')}
		from membership mb
		join person p using (network_id, person_id)
		where ${memberIsDeskOrAdmin('mb')}
			and p.removed_at is null
		order by p.family_kana, p.given_kana, p.person_id
		limit ${colleaguesShown}
	`.execute(db);
	return rows;
}

/**
 * Says who sees to a kind of work, or with null that nobody does. Throws Forbidden, and NotFound for someone who does
 * not work at the desk.
 */
export async function giveWork(actor: Actor, kind: WorkKind, personId: string | null): Promise<void> {
	authorize(actor, 'desk.see');
	authorize(actor, workKinds[kind].permission);
	await inNetwork(actor, async (db) => {
		if (personId === null) await db.deleteFrom('workOwner').where('kind', '=', kind).execute();
		else await saveOwner(db, actor, kind, personId);
		await writeAudit(db, actor, 'work.give', personId ?? undefined, { kind });
	});
}

async function saveOwner(db: Db, actor: Actor, kind: WorkKind, personId: string): Promise<void> {
	const { rows } = await sql<One>`
		insert into work_owner (network_id, kind, person_id, given_by)
		select mb.network_id, ${kind}, mb.person_id, ${actor.personId}::uuid
		from membership mb
		where mb.person_id = ${personId}::uuid
			and ${memberIsDeskOrAdmin('mb')}
		on conflict (network_id, kind) do update
		set person_id = excluded.person_id, given_by = excluded.given_by, given_at = now()
		returning person_id
	`.execute(db);
	if (rows.length === 0) throw new NotFound('Not at the desk');
}
