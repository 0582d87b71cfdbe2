import pg from 'pg';
import { signInLink } from './link.ts';

type Wish = {
	name: string;
	nameEn: string;
	company: string;
	host: string | undefined;
	locale: string;
	steward: string;
};
type Ids = { network: string; company: string; person: string };

/** Makes a real network with its first company and steward, and prints the link by which the steward signs in. */
export async function found(url: string, wish: Wish): Promise<void> {
	const email = wish.steward.trim().toLowerCase();
	const { networkId, slug } = await makeNetwork(url, wish, email);
	console.log(`The network ${wish.name} is made (${slug}).`);
	const link = await signInLink({ networkId, hosts: wish.host ? [wish.host] : [] }, email, '/desk');
	console.log(`${email} signs in here, once, within 15 minutes:\n${link}`);
}

/** Writes everything in one transaction. */
async function makeNetwork(
	url: string,
	wish: Wish,
	email: string
): Promise<{ networkId: string; slug: string }> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	try {
		await client.query('begin');
		const { rows } = await client.query<Ids>(
			'select new_id() as network, new_id() as company, new_id() as person'
		);
		const ids = rows[0]!;
		const slug = slugOf(wish.nameEn, ids.network);
		await insertNetwork(client, wish, ids, slug);
		await insertSteward(client, wish, ids, email);
		await client.query('commit');
		return { networkId: ids.network, slug };
	} catch (error) {
		await client.query('rollback');
		throw error;
	} finally {
		await client.end();
	}
}

/** The name in small letters with hyphens. A name without Latin letters gives 'network-' and the end of its id. */
function slugOf(name: string, networkId: string): string {
	const slug = name
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-|-$/g, '')
		.slice(0, 30);
	return slug || `network-${networkId.slice(-6)}`;
}

async function insertNetwork(client: pg.Client, wish: Wish, ids: Ids, slug: string): Promise<void> {
	await client.query(`select set_config('okaeri.network_id', $1, true)`, [ids.network]);
	await client.query(
		`insert into network (network_id, slug, name_ja, name_en, hosts, locale)
		values ($1, $2, $3, $4, $5, $6)`,
		[ids.network, slug, wish.name, wish.nameEn, wish.host ? [wish.host] : [], wish.locale]
	);
	await client.query(
		`insert into company (network_id, company_id, name_ja, name_en)
		values ($1, $2, $3, $3)`,
		[ids.network, ids.company, wish.company]
	);
}

/** The steward has no name yet: until they write one, the first part of their address stands for it. */
async function insertSteward(
	client: pg.Client,
	wish: Wish,
	{ network, person }: Ids,
	email: string
): Promise<void> {
	await client.query(
		`insert into person (network_id, person_id, family_name, locale)
		values ($1, $2, $3, $4)`,
		[network, person, email.split('@')[0], wish.locale]
	);
	await client.query(
		`insert into contact (network_id, person_id, email, basis, basis_on)
		values ($1, $2, $3, 'joined', network_today())`,
		[network, person, email]
	);
	const { rows } = await client.query<{ id: string }>(
		`insert into auth.account_holder (network_id, name, email, email_verified)
		values ($1, $2, $2, true)
		returning id`,
		[network, email]
	);
	await client.query(
		`insert into membership (network_id, person_id, account_id, roles)
		values ($1, $2, $3, '{employee,steward,admin}')`,
		[network, person, rows[0]!.id]
	);
}
