import { sql } from 'kysely';
import { isEmployed } from '#people/tenures/employed.server.ts';
import type { Db } from '#platform/database/network.server.ts';
import { ScimError } from './scim-error.ts';
import type { UserFields } from './user.ts';

type Named = Pick<UserFields, 'userName' | 'externalId' | 'email' | 'employeeNumber'>;
type Before = { personId: string; isDeleted: boolean; isOther: boolean };
type Known = { personId: string; isKept: boolean; works: boolean };

/**
 * Whom a new user is, if we know them: the user that was deleted before, an employee by their number, or one by their
 * work address. Throws ScimError (uniqueness) for a name or address that is somebody's already, also of somebody who left:
 * an address alone makes nobody who they say they are.
 */
export async function personMeant(
	db: Db,
	user: Named,
	companyId: string
): Promise<{ personId: string; wasDeleted: boolean } | undefined> {
	const before = await userBefore(db, user);
	if (before?.isDeleted && !before.isOther) return { personId: before.personId, wasDeleted: true };
	if (before?.isDeleted) await freeName(db, before.personId);
	else if (before) throw new ScimError(409, 'There is a user of this userName', 'uniqueness');
	const known = (await byNumber(db, user, companyId)) ?? (await byAddress(db, user));
	if (!known) return undefined;
	if (known.isKept) throw new ScimError(409, 'This person is another user already', 'uniqueness');
	if (known.works) return { personId: known.personId, wasDeleted: false };
	throw new ScimError(
		409,
		'The number or address is of somebody who has left. Their return is recorded at the desk.',
		'uniqueness'
	);
}

/** The user of this name, or the deleted one that had it from the same place. */
async function userBefore(db: Db, { userName, externalId }: Named): Promise<Before | undefined> {
	const { rows } = await sql<Before>`
		select u.person_id, u.deleted_at is not null as is_deleted,
			coalesce(u.external_id <> ${externalId}, false) as is_other
		from scim_user u
		join person p using (network_id, person_id)
		where p.removed_at is null
			and (
				lower(u.user_name) = lower(${userName})
				or (u.external_id = ${externalId} and u.deleted_at is not null)
			)
		order by lower(u.user_name) = lower(${userName}) desc
		limit 1
	`.execute(db);
	return rows[0];
}

/** A name that was somebody's before is given to another person: companies use the names of leavers again. */
async function freeName(db: Db, personId: string): Promise<void> {
	await db.updateTable('scimUser').set({ userName: personId }).where('personId', '=', personId).execute();
}

const known = sql`
	p.person_id,
	exists (select from scim_user u where u.person_id = p.person_id) as is_kept,
	${isEmployed('p')} as works
`;

async function byNumber(db: Db, { employeeNumber }: Named, companyId: string): Promise<Known | undefined> {
	if (!employeeNumber) return undefined;
	const { rows } = await sql<Known>`
		select ${known}
		from employee_number n
		join person p using (network_id, person_id)
		where n.company_id = ${companyId}
			and n.number = ${employeeNumber}
			and p.removed_at is null
	`.execute(db);
	return rows[0];
}

async function byAddress(db: Db, { email }: Named): Promise<Known | undefined> {
	if (!email) return undefined;
	const { rows } = await sql<Known>`
		select ${known}
		from contact c
		join person p using (network_id, person_id)
		where c.email = ${email}
			and p.removed_at is null
		limit 1
	`.execute(db);
	return rows[0];
}
