import { sql, type RawBuilder } from 'kysely';
import { writeAudit } from '#access/audit/audit.server.ts';
import type { AuditKind } from '#access/audit/kinds.ts';
import { lockContact } from '#people/contacts/addresses.server.ts';
import { companyMeant } from '#people/hr-imports/current.server.ts';
import type { Db } from '#platform/database/network.server.ts';
import { NotFound } from '#platform/http/failures.ts';
import type { Bearer } from '../tokens/tokens.server.ts';
import { beAtWork, beginToLeave } from './employment.server.ts';
import { keepPerson, newPerson } from './keeping.server.ts';
import { personMeant } from './matching.server.ts';
import { ScimError } from './scim-error.ts';
import type { UserFields, UserRow } from './user.ts';

const userRows = sql`
	select
		u.person_id as id, u.user_name, u.external_id, u.is_active, u.email, u.title, u.department,
		u.employee_number, u.made_at, u.changed_at, u.revision,
		p.revision as person_revision, p.family_name, p.given_name, p.locale as language,
		trim(p.family_name || ' ' || p.given_name) as formatted
	from scim_user u
	join person p using (network_id, person_id)
	where u.deleted_at is null
		and p.removed_at is null
`;

type Total = { total: number };

/** A page of the users that a condition on the row `x` lets through, with how many there are. */
export async function listUsers(
	db: Db,
	condition: RawBuilder<boolean>,
	{ from, count }: { from: number; count: number }
): Promise<{ users: UserRow[]; total: number }> {
	const { rows: counted } = await sql<Total>`
		select count(*)::int as total
		from (${userRows}) x
		where ${condition}
	`.execute(db);
	const { rows: users } = await sql<UserRow>`
		select *
		from (${userRows}) x
		where ${condition}
		order by x.id
		limit ${count}
		offset ${from - 1}
	`.execute(db);
	return { users, total: counted[0]!.total };
}

/** A user by their id. Throws NotFound, also for one of another network. */
export async function userOf(db: Db, id: string): Promise<UserRow> {
	const { rows } = await sql<UserRow>`
		select *
		from (${userRows}) x
		where x.id = ${id}::uuid
	`.execute(db);
	if (!rows[0]) throw new NotFound('No such user');
	return rows[0];
}

/** The same, with the person locked until the transaction ends. */
export async function lockUser(db: Db, id: string): Promise<UserRow> {
	await userOf(db, id);
	await lockContact(db, id);
	return userOf(db, id);
}

/** Adds a user: as somebody we know, or as somebody new. An active one works here. Throws ScimError (uniqueness). */
export async function addUser(db: Db, bearer: Bearer, user: UserFields): Promise<UserRow> {
	const companyId = await companyMeant(db, undefined);
	const meant = await personMeant(db, user, companyId);
	const personId = meant?.personId ?? (await newPerson(db, bearer, user));
	if (meant) await lockContact(db, personId);
	await insertOrRevive(db, bearer, personId, user);
	await keepPerson(db, bearer, personId, user, { companyId, isNew: !meant });
	const { department, title } = user;
	if (user.isActive) await beAtWork(db, bearer, { personId, companyId, department, title });
	else await beginToLeave(db, bearer, personId);
	await note(db, bearer, 'scim.create', personId, { wasKnown: meant !== undefined });
	return userOf(db, personId);
}

async function insertOrRevive(
	db: Db,
	{ networkId }: Bearer,
	personId: string,
	user: UserFields
): Promise<void> {
	const columns = columnsOf(user);
	await db
		.insertInto('scimUser')
		.values({ networkId, personId, ...columns })
		.onConflict((conflict) =>
			conflict
				.columns(['networkId', 'personId'])
				.doUpdateSet({ ...columns, deletedAt: null, changedAt: new Date() })
		)
		.execute();
}

const columnsOf = (user: UserFields) => ({
	userName: user.userName,
	externalId: user.externalId,
	isActive: user.isActive,
	email: user.email,
	title: user.title,
	department: user.department,
	employeeNumber: user.employeeNumber
});

/** Changes a user to what PUT or PATCH made of it. Throws ScimError (uniqueness). */
export async function changeUser(
	db: Db,
	bearer: Bearer,
	before: UserRow,
	after: UserFields
): Promise<UserRow> {
	const personId = before.id;
	const companyId = await companyMeant(db, undefined);
	await isFreeName(db, personId, after.userName);
	await db
		.updateTable('scimUser')
		.set({ ...columnsOf(after), changedAt: new Date() })
		.where('personId', '=', personId)
		.execute();
	await keepPerson(db, bearer, personId, after, { companyId, isNew: false, before });
	const { department, title } = after;
	if (after.isActive && !before.isActive)
		await beAtWork(db, bearer, { personId, companyId, department, title });
	if (!after.isActive && before.isActive) await beginToLeave(db, bearer, personId);
	const changed = Object.keys(after).filter(
		(key) => before[key as keyof UserFields] !== after[key as keyof UserFields]
	);
	await note(db, bearer, 'scim.change', personId, { changed, isActive: after.isActive });
	return userOf(db, personId);
}

async function isFreeName(db: Db, personId: string, userName: string): Promise<void> {
	const { rows } = await sql`
		select from scim_user
		where lower(user_name) = lower(${userName})
			and person_id <> ${personId}
	`.execute(db);
	if (rows.length > 0) throw new ScimError(409, 'There is a user of this userName', 'uniqueness');
}

/** The user is no user any more, and a send-off begins. The person stays. */
export async function dropUser(db: Db, bearer: Bearer, user: UserRow): Promise<void> {
	await db
		.updateTable('scimUser')
		.set({ isActive: false, deletedAt: new Date(), changedAt: new Date() })
		.where('personId', '=', user.id)
		.execute();
	await beginToLeave(db, bearer, user.id);
	await note(db, bearer, 'scim.delete', user.id, {});
}

async function note(
	db: Db,
	{ networkId, madeBy, tokenId }: Bearer,
	act: AuditKind,
	personId: string,
	detail: Record<string, unknown>
): Promise<void> {
	await writeAudit(db, { networkId, personId: madeBy }, act, personId, { ...detail, token: tokenId });
}
