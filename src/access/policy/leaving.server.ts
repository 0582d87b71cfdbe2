import { sql } from 'kysely';
import type { Db } from '#platform/database/network.server.ts';
import type { Role } from './policy.ts';

/** What somebody does for the company, and not for themselves: it ends when they leave. */
const ofTheCompany: readonly Role[] = ['executive', 'steward', 'admin', 'restricted_reader'];
/** A network is never without these: the last one keeps the role until it is given to somebody else. */
const needed: readonly Role[] = ['steward', 'admin'];

type Gone = { role: Role };

/** Takes the roles of the company from a member who has left it. Gives those that went. */
export async function giveUpRoles(db: Db, personId: string): Promise<Role[]> {
	const { rows } = await sql<Gone>`
		select role
		from membership m
		cross join unnest(m.roles) role
		where m.person_id = ${personId}
			and role = any (${[...ofTheCompany]}::text[])
			and (
				role <> all (${[...needed]}::text[])
				or exists (
					select from membership o
					where o.person_id <> m.person_id
						and role = any (o.roles)
				)
			)
	`.execute(db);
	const gone = rows.map(({ role }) => role);
	if (gone.length > 0)
		await sql`
			update membership
			set roles = array(select role from unnest(roles) role where role <> all (${gone}::text[]))
			where person_id = ${personId}
		`.execute(db);
	return gone;
}
