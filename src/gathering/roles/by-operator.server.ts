import { sql } from 'kysely';
import { makeAccount } from '#access/accounts/accounts.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import type { Role } from '#access/policy/policy.ts';
import { Invalid } from '#platform/http/failures.ts';
import { inNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { tellOfRoles } from './telling.server.ts';

export type StewardWish = {
	email: string;
	/** What a person is called whom the network does not know yet. */
	familyName: string;
	givenName: string;
	isAdmin: boolean;
};
type Known = { personId: string; roles: Role[] | null };

/**
 * Makes whoever has this address a steward, as the operator of the installation wishes who may do anything with its
 * database: a member gets the role, anyone else becomes a member. They are told, and the audit log says that the
 * operator did it. Gives whether they were a member before. Throws Invalid where several people have the address.
 */
export async function makeStewardByOperator(where: InNetwork, wish: StewardWish): Promise<boolean> {
	return inNetwork(where, async (db) => {
		const known = await lockKnown(db, wish.email);
		const personId = known?.personId ?? (await writeDown(db, where, wish));
		const before = known?.roles ?? [];
		const wanted: Role[] = ['steward', ...(wish.isAdmin ? (['admin'] as const) : [])];
		const base: Role[] = before.length > 0 ? before : ['employee'];
		const after = [...new Set([...base, ...wanted])];
		if (known?.roles) {
			if (after.length === before.length) return true;
			await db
				.updateTable('membership')
				.set({ roles: after })
				.where('personId', '=', personId)
				.execute();
		} else await join(db, where, personId, wish, after);
		const operator = { networkId: where.networkId, personId: null };
		await writeAudit(db, operator, 'role.change', personId, { before, after, by: 'operator' });
		await tellOfRoles(db, where, null, { personId, before, after });
		return known?.roles != null;
	});
}

/** Whoever has this address, with their roles where they are a member. */
async function lockKnown(db: Db, email: string): Promise<Known | undefined> {
	await db.selectFrom('network').select('networkId').forNoKeyUpdate().executeTakeFirstOrThrow();
	const { rows } = await sql<Known>`
		select c.person_id, m.roles
		from contact c
		left join membership m using (network_id, person_id)
		where c.email = ${email}
		order by m.person_id is null
		limit 2
	`.execute(db);
	if (rows.length > 1 && rows[0]!.roles === null) throw new Invalid('several_people');
	return rows[0];
}

async function writeDown(
	db: Db,
	{ networkId }: InNetwork,
	{ email, familyName, givenName }: StewardWish
): Promise<string> {
	const { locale, timeZone } = await db
		.selectFrom('network')
		.select(['locale', 'timeZone'])
		.executeTakeFirstOrThrow();
	const { personId } = await db
		.insertInto('person')
		.values({ networkId, familyName, givenName, locale, timeZone })
		.returning('personId')
		.executeTakeFirstOrThrow();
	await db.insertInto('contact').values({ networkId, personId, email }).execute();
	return personId;
}

async function join(
	db: Db,
	{ networkId }: InNetwork,
	personId: string,
	{ email, familyName, givenName }: StewardWish,
	roles: Role[]
): Promise<void> {
	const name = `${familyName} ${givenName}`.trim();
	const accountId = await makeAccount(db, { email, name, passwordHash: null });
	await db.insertInto('membership').values({ networkId, personId, accountId, roles }).execute();
	await db
		.updateTable('contact')
		.set({ basis: 'joined', basisOn: sql<string>`network_today()`, doNotContact: false })
		.where('personId', '=', personId)
		.execute();
}
