import pg from 'pg';
import { z } from 'zod';
import { originAt } from '#platform/config/config.ts';
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

type Typed = { [option in 'name-en' | 'company' | 'host' | 'steward' | 'locale']?: string | undefined };

/** What the command line asks for. Throws, before anything is made, where it cannot be fulfilled. */
export function readWish(name: string, typed: Typed): Wish {
	const steward = z.email().safeParse(typed.steward?.trim().toLowerCase());
	if (!steward.success)
		throw new Error(
			typed.steward
				? `${typed.steward} is no mail address.`
				: 'Usage: okaeri found NAME --steward EMAIL'
		);
	const locale = typed.locale ?? 'ja';
	if (locale !== 'ja' && locale !== 'en') throw new Error(`--locale is ja or en, not ${locale}.`);
	if (name.trim() === '') throw new Error('A network needs a name.');
	return {
		name,
		nameEn: typed['name-en'] ?? name,
		company: typed.company ?? name,
		host: typed.host === undefined ? undefined : readHost(typed.host),
		locale,
		steward: steward.data
	};
}

/** Browsers ask for a host in small letters, without a port. */
function readHost(text: string): string {
	const host = text.trim().toLowerCase();
	if (/^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/.test(host)) return host;
	throw new Error(`${text} is no host name: write only the name, such as alumni.example.jp.`);
}

/** Makes a real network with its first company and steward, and prints the link by which the steward signs in. */
export async function found(url: string, wish: Wish): Promise<void> {
	const { networkId, slug } = await inTransaction(url, (client) => makeNetwork(client, wish));
	console.log(`The network ${wish.name} is made (${slug}).`);
	const link = await signInLink({ networkId, hosts: wish.host ? [wish.host] : [] }, wish.steward, '/desk');
	console.log(`${wish.steward} signs in here, once, within 15 minutes:\n${link}`);
}

/** Lets a network answer at a host name of its own, in place of the one that it had. */
export async function giveHost(url: string, slug: string, host: string): Promise<void> {
	const name = readHost(host);
	await inTransaction(url, async (client) => {
		await refuseTakenHost(client, name, slug);
		const { rows } = await client.query(
			`select network_id, set_config('okaeri.network_id', network_id::text, true) from network where slug = $1`,
			[slug]
		);
		if (!rows[0]) throw new Error(`There is no network ${slug}.`);
		await client.query('update network set hosts = $2 where network_id = $1', [
			rows[0].network_id,
			[name]
		]);
	});
	console.log(`${slug} answers at ${originAt([name])}.`);
}

/** Everything is written, or nothing is. */
async function inTransaction<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	try {
		await client.query('begin');
		const result = await work(client);
		await client.query('commit');
		return result;
	} catch (error) {
		await client.query('rollback');
		throw error;
	} finally {
		await client.end();
	}
}

/** Makes the network. Gives its id and slug. */
async function makeNetwork(client: pg.Client, wish: Wish): Promise<{ networkId: string; slug: string }> {
	await client.query('lock table network in share row exclusive mode');
	await refuseUnreachable(client, wish.host);
	const { rows } = await client.query<Ids>(
		'select new_id() as network, new_id() as company, new_id() as person'
	);
	const ids = rows[0]!;
	const slug = slugOf(wish.nameEn, ids.network);
	const { rowCount } = await client.query('select from network where slug = $1', [slug]);
	if (rowCount) throw new Error(`There is a network ${slug} already. --name-en gives another name.`);
	await insertNetwork(client, wish, ids, slug);
	await insertSteward(client, wish, ids, wish.steward);
	return { networkId: ids.network, slug };
}

/** The only network answers at every address. As soon as there are two, each needs a host of its own. */
async function refuseUnreachable(client: pg.Client, host: string | undefined): Promise<void> {
	const { rows } = await client.query<{ slug: string; hosts: string[] }>('select slug, hosts from network');
	const homeless = rows.find(({ hosts }) => hosts.length === 0);
	if (homeless)
		throw new Error(
			`The network ${homeless.slug} answers at every address, and could not be reached beside a second one. Give it a host of its own first: okaeri host ${homeless.slug} HOST`
		);
	if (rows.length > 0 && !host)
		throw new Error('There is a network already, so the new one needs a host of its own: --host HOST');
	if (host) await refuseTakenHost(client, host);
}

async function refuseTakenHost(client: pg.Client, host: string, butFor = ''): Promise<void> {
	const { rows } = await client.query('select slug from network where $1 = any (hosts) and slug <> $2', [
		host,
		butFor
	]);
	if (rows[0]) throw new Error(`${host} is the network ${rows[0].slug}’s already.`);
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
		values ($1, $2, $3, '{employee,steward,admin,restricted_reader}')`,
		[network, person, rows[0]!.id]
	);
}
