import { sql } from 'kysely';
import { writeByOperator } from '#access/audit/by-operator.server.ts';
import { givable, rolesAfter, type Givable } from '#access/policy/giving.ts';
import { may, type Role } from '#access/policy/policy.ts';
import { memberHolds } from '#access/policy/roles.server.ts';
import { nameColumns } from '#people/persons/names.server.ts';
import type { Named } from '#people/persons/person.ts';
import { Invalid, NotFound } from '#platform/http/failures.ts';
import { inNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { tellOfRoles } from './telling.server.ts';

type Held = Named & { personId: string; email: string | null; roles: Role[]; seenOn: string | null };
type Member = { personId: string; roles: Role[] };

/** Those who run the network, read for it or manage it, as the operator lists them. The audit log says that they looked. */
export async function holdersByOperator(where: InNetwork): Promise<Held[]> {
	return inNetwork(where, async (db) => {
		const { rows } = await sql<Held>`
			select m.person_id, ${nameColumns('p')}, c.email, m.roles, m.seen_on
			from membership m
			join person p using (network_id, person_id)
			left join contact c using (network_id, person_id)
			where ${memberHolds(['steward', 'admin', 'executive', 'restricted_reader'], 'm')}
			order by p.family_kana, p.given_kana, m.person_id
		`.execute(db);
		await writeByOperator(db, where, 'operator.roles');
		return rows;
	});
}

/**
 * Gives a member a role or takes it, as the operator of the installation wishes. They are told, and the audit log says that
 * the operator did it. Gives their roles before and after. Throws NotFound where no member has the address, and Invalid
 * where the role cannot be given to them, where it is their only one, or where they are the last steward or administrator.
 */
export async function changeRoleByOperator(
	where: InNetwork,
	email: string,
	change: { role: Givable; isGiven: boolean }
): Promise<{ before: Role[]; after: Role[] }> {
	return inNetwork(where, async (db) => {
		const { personId, roles: before } = await lockMember(db, email);
		const held = givable.filter((role) => before.includes(role) && role !== change.role);
		const after = rolesAfter(before, change.isGiven ? [...held, change.role] : held);
		const refusal = refusalOf(before, after, change);
		if (refusal) throw new Invalid(refusal);
		if (after.length === before.length && after.every((role) => before.includes(role)))
			return { before, after };
		await db.updateTable('membership').set({ roles: after }).where('personId', '=', personId).execute();
		await writeByOperator(db, where, 'role.change', personId, { before, after });
		await tellOfRoles(db, where, null, { personId, before, after });
		return { before, after };
	});
}

/** The same rules as where one member gives another a role, but for who may. */
function refusalOf(
	before: readonly Role[],
	after: readonly Role[],
	{ role, isGiven }: { role: Givable; isGiven: boolean }
): string | undefined {
	const isNew = isGiven && !before.includes(role);
	if (isNew && role === 'employee' && after.includes('alumnus')) return 'role_of_alumnus';
	if (isNew && role === 'restricted_reader' && !may({ roles: after }, 'reasons.read'))
		return 'role_for_desk_only';
	return after.some((one) => one !== 'restricted_reader') ? undefined : 'role_needed';
}

async function lockMember(db: Db, email: string): Promise<Member> {
	const { rows } = await sql<Member>`
		select m.person_id, m.roles
		from membership m
		join contact c using (network_id, person_id)
		where c.email = ${email}
		for no key update of m
	`.execute(db);
	if (rows.length > 1) throw new Invalid('several_people');
	if (!rows[0]) throw new NotFound('No such member');
	return rows[0];
}
