import type pg from 'pg';
import type { Actor } from '#access/actor/actor.server.ts';
import type { Role } from '#access/policy/policy.ts';

export type Size = { people: number; posts: number; touchpoints: number };
/** Someone who opens pages: the email address signs them in. */
export type Reader = { personId: string; accountId: string; email: string };
export type Grown = Size & { networkId: string; host: string; reader: Reader; steward: Reader };

type Founded = { networkId: string; companyId: string; host: string };

/** Makes a network with one company, and lets the client work in it from then on. */
export async function foundNetwork(client: pg.Client, slug: string): Promise<Founded> {
	const { rows } = await client.query('select new_id() as network, new_id() as company');
	const { network: networkId, company: companyId } = rows[0] as { network: string; company: string };
	const host = `${slug}.localhost`;
	await client.query(`select set_config('okaeri.network_id', $1, false)`, [networkId]);
	await client.query(
		`insert into network (network_id, slug, name_ja, name_en, hosts)
		values ($1, $2, $2, $2, $3)`,
		[networkId, slug, [host]]
	);
	await client.query(
		`insert into company (network_id, company_id, name_ja, name_en)
		values ($1, $2, '株式会社', 'Company')`,
		[networkId, companyId]
	);
	return { networkId, companyId, host };
}

/** Fills tables without triggers and foreign keys. `work` writes what these would have kept right. */
export async function withoutTriggers(client: pg.Client, work: () => Promise<void>): Promise<void> {
	await client.query('set session_replication_role = replica');
	await work();
	await client.query('set session_replication_role = origin');
}

/** Makes an account with an email address, by which someone can sign in. Gives the account's id. */
export async function makeAccount(client: pg.Client, name: string, email: string): Promise<string> {
	const { rows } = await client.query(
		`insert into auth.account_holder (name, email, email_verified)
		values ($1, $2, true)
		returning id`,
		[name, email]
	);
	return rows[0].id as string;
}

/** An actor for calling commands and queries directly, without a session. */
export function actorIn(networkId: string, personId: string, accountId: string, role: Role): Actor {
	return {
		networkId,
		personId,
		accountId,
		roles: [role],
		locale: 'ja',
		timeZone: 'Asia/Tokyo',
		familyName: '',
		givenName: '',
		familyKana: '',
		givenKana: '',
		isSuspended: false,
		helps: []
	};
}
