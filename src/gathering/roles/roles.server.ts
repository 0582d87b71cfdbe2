import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { refusalOf, rolesAfter, type Givable } from '#access/policy/giving.ts';
import { authorize, type Role } from '#access/policy/policy.ts';
import { Invalid, NotFound, Stale } from '#platform/http/failures.ts';
import { inNetwork, type Db } from '#platform/database/network.server.ts';
import { tellOfRoles } from './telling.server.ts';

export type RolesWish = { seen: readonly string[]; wanted: readonly Givable[] };

/**
 * Makes these the roles of a member; that they are an alumnus stays as it is. The person is told, and the audit log
 * keeps what was before and after. `seen` are the roles that the form showed. Throws NotFound, Stale, and Invalid: at
 * `roles` where the rules of giving say no, and at `form` for the last steward or admin.
 */
export async function changeRoles(actor: Actor, personId: string, wish: RolesWish): Promise<void> {
	authorize(actor, 'role.give');
	await inNetwork(actor, async (db) => {
		const before = await lockRoles(db, personId);
		if (!isSame(before, wish.seen)) throw new Stale('The roles are others by now');
		const giver = { personId: actor.personId, roles: await lockRoles(db, actor.personId) };
		const after = rolesAfter(before, wish.wanted);
		const refusal = refusalOf(giver, { personId, roles: before }, after);
		if (refusal) throw new Invalid(refusal, 'roles');
		if (isSame(before, after)) return;
		await db.updateTable('membership').set({ roles: after }).where('personId', '=', personId).execute();
		await writeAudit(db, actor, 'role.change', personId, { before, after });
		await tellOfRoles(db, actor, actor, { personId, before, after });
	});
}

/** The roles of a member, held until the transaction ends. Throws NotFound. */
async function lockRoles(db: Db, personId: string): Promise<Role[]> {
	const member = await db
		.selectFrom('membership')
		.select('roles')
		.where('personId', '=', personId)
		.forNoKeyUpdate()
		.executeTakeFirst();
	if (!member) throw new NotFound('No such member');
	return member.roles as Role[];
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
	return one.length === other.length && one.every((role) => other.includes(role));
}
