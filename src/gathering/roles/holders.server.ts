import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize, type Role } from '#access/policy/policy.ts';
import { memberHolds, memberIs } from '#access/policy/roles.server.ts';
import { recordsWith } from '#people/persons/finding.server.ts';
import { nameColumns } from '#people/persons/names.server.ts';
import type { Named } from '#people/persons/person.ts';
import { NotFound } from '#platform/http/failures.ts';
import { readNetwork, type Db } from '#platform/database/network.server.ts';

export type Holder = Named & {
	personId: string;
	roles: Role[];
	email: string | null;
	joinedAt: Date;
	isSuspended: boolean;
};

const holdersAtMost = 300;
const foundAtMost = 20;

const holderColumns = sql`
	m.person_id, ${nameColumns('p')}, m.roles, c.email, m.joined_at,
	coalesce(m.suspended_until > now(), false) as is_suspended
`;
const holderTables = sql`
	membership m
	join person p using (network_id, person_id)
	left join contact c using (network_id, person_id)
`;

/** Those who run the network, read for it or manage it, how many more there are, and how many are employees. */
export async function roleDesk(actor: Actor, wanted: string) {
	authorize(actor, 'role.give');
	return readNetwork(actor, async (db) => {
		const [holders, employees, found] = await Promise.all([
			allHolders(db),
			countEmployees(db),
			wanted === '' ? [] : findMembers(db, wanted)
		]);
		return { holders, employees, found };
	});
}

/** The members with a role beyond that of an alumnus or employee, at most 300: the desk first. */
async function allHolders(db: Db): Promise<Holder[]> {
	const { rows } = await sql<Holder>`
		select ${holderColumns}
		from ${holderTables}
		where ${memberHolds(['steward', 'admin', 'executive', 'restricted_reader'], 'm')}
		order by ${memberIs('admin', 'm')} desc, ${memberIs('steward', 'm')} desc,
			p.family_kana, p.given_kana, m.person_id
		limit ${holdersAtMost}
	`.execute(db);
	return rows;
}

type Counted = { n: number };

async function countEmployees(db: Db): Promise<number> {
	const { rows } = await sql<Counted>`
		select count(*)::int as n
		from membership m
		where ${memberIs('employee', 'm')}
	`.execute(db);
	return rows[0]!.n;
}

/** The members whom these words find, as the desk's list finds people, at most 20. */
async function findMembers(db: Db, wanted: string): Promise<Holder[]> {
	const found = recordsWith(wanted);
	if (!found) return [];
	const { rows } = await sql<Holder>`
		select ${holderColumns}
		from ${holderTables}
		where m.person_id in ${found}
		order by p.family_kana, p.given_kana, m.person_id
		limit ${foundAtMost}
	`.execute(db);
	return rows;
}

/** One member with their roles. Throws NotFound. */
export async function holder(actor: Actor, personId: string): Promise<Holder> {
	authorize(actor, 'role.give');
	const { rows } = await readNetwork(actor, (db) =>
		sql<Holder>`
			select ${holderColumns}
			from ${holderTables}
			where m.person_id = ${personId}::uuid
		`.execute(db)
	);
	if (!rows[0]) throw new NotFound('No such member');
	return rows[0];
}
