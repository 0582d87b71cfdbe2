import type pg from 'pg';
import { isZone } from '#platform/clock/zones.ts';
import { mailAddress } from '#platform/mail/address.ts';
import { answer } from './answering.ts';
import { ask, canAsk } from './asking.ts';
import { readHost, refuseTakenHost, setHost } from './hosts.ts';
import { signInLink } from './link.ts';
import { asOwner, inTransaction } from './owner.ts';

type Wish = {
	name: string;
	nameEn: string;
	company: string;
	host: string | undefined;
	/** The host of the network that answers at every address until now. */
	firstHost: string | undefined;
	locale: string;
	timeZone: string;
	steward: string;
};
type Ids = { network: string; company: string; person: string };

type Option = 'name-en' | 'company' | 'host' | 'first-host' | 'steward' | 'locale' | 'zone';
type Typed = { [option in Option]?: string | undefined };

/** What the command line asks for. Throws, before anything is made, where it cannot be fulfilled. */
export function readWish(name: string, typed: Typed): Wish {
	const locale = typed.locale ?? 'ja';
	if (locale !== 'ja' && locale !== 'en') throw new Error(`--locale is ja or en, not ${locale}.`);
	if (name.trim() === '') throw new Error('A network needs a name: okaeri found NAME --steward EMAIL');
	return {
		name,
		nameEn: typed['name-en'] ?? name,
		company: typed.company ?? name,
		host: typed.host === undefined ? undefined : readHost(typed.host),
		firstHost: typed['first-host'] === undefined ? undefined : readHost(typed['first-host']),
		locale,
		timeZone: readZone(typed.zone ?? 'Asia/Tokyo'),
		steward: readAddress(typed.steward, 'okaeri found NAME --steward EMAIL')
	};
}

/** A mail address as we keep it. Throws with the usage where there is none. */
export function readAddress(text: string | undefined, usage: string): string {
	if (!text) throw new Error(`Usage: ${usage}`);
	const address = mailAddress(text);
	if (!address) throw new Error(`${text} is no mail address.`);
	return address;
}

function readZone(text: string): string {
	if (!isZone(text)) throw new Error(`--zone ${text} is no time zone: write one such as Asia/Tokyo.`);
	return text;
}

/** Makes a real network with its first company and steward, and prints the link by which the steward signs in. */
export async function found(url: string, wish: Wish): Promise<void> {
	const { host, firstHost } = await withHosts(url, wish);
	const whole = { ...wish, host, firstHost };
	const { networkId, slug } = await inTransaction(url, (client) => makeNetwork(client, whole));
	const link = await signInLink({ networkId, hosts: host ? [host] : [] }, wish.steward, '/desk');
	answer(
		[
			`The network ${wish.name} is made (${slug}).`,
			`${wish.steward} signs in here, once, within 15 minutes:`,
			link
		].join('\n'),
		{ network: slug, name: wish.name, steward: wish.steward, link }
	);
}

type Standing = { slug: string; hosts: string[] };

/** Asks at the terminal for the hosts that a second network needs and that were not given. */
async function withHosts(url: string, wish: Wish): Promise<Pick<Wish, 'host' | 'firstHost'>> {
	const { host, firstHost } = wish;
	const others = await asOwner(url, networksIn);
	if (others.length === 0 || !canAsk()) return { host, firstHost };
	const homeless = others.find(({ hosts }) => hosts.length === 0);
	return {
		firstHost:
			homeless && !firstHost
				? readHost(await ask(`Host at which ${homeless.slug} answers from now on: `))
				: firstHost,
		host: host ?? readHost(await ask(`Host at which ${wish.name} answers: `))
	};
}

async function networksIn(client: pg.Client): Promise<Standing[]> {
	return (await client.query<Standing>('select slug, hosts from network order by created_at, slug')).rows;
}

/** Makes the network. Gives its id and slug. */
async function makeNetwork(client: pg.Client, wish: Wish): Promise<{ networkId: string; slug: string }> {
	await client.query('lock table network in share row exclusive mode');
	await settleHosts(client, wish);
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

/**
 * The only network answers at every address. As soon as there are two, each needs a host of its own; the first one gets
 * it in the same transaction, so that it is reachable at every moment. Throws with what is to be typed.
 */
async function settleHosts(client: pg.Client, wish: Wish): Promise<void> {
	const others = await networksIn(client);
	const homeless = others.find(({ hosts }) => hosts.length === 0);
	if (homeless && !wish.firstHost)
		throw new Error(
			[
				`The network ${homeless.slug} answers at every address, and could not be reached beside a second one.`,
				`Say where each answers: ${commandOf(wish)} --first-host HOST-OF-${homeless.slug.toUpperCase()}`
			].join(' ')
		);
	if (!homeless && wish.firstHost)
		throw new Error(
			others.length === 0
				? '--first-host is for a second network; leave it out.'
				: 'Every network has a host already: leave --first-host out. okaeri network host SLUG HOST changes one.'
		);
	if (others.length > 0 && !wish.host)
		throw new Error(
			`There is a network already, so the new one needs a host of its own: ${commandOf(wish)}`
		);
	if (wish.host && wish.host === wish.firstHost)
		throw new Error(
			`${wish.host} can lead to one network only: give --host and --first-host different names.`
		);
	if (homeless) await setHost(client, homeless.slug, wish.firstHost!);
	if (wish.host) await refuseTakenHost(client, wish.host);
}

const commandOf = ({ name, steward, host }: Wish) =>
	`okaeri found "${name}" --steward ${steward} --host ${host ?? 'HOST'}`;

/** The name in small letters with hyphens. A name without Latin letters gives 'network-' and the end of its id. */
function slugOf(name: string, networkId: string): string {
	const slug = name
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '-')
		.slice(0, 30)
		.replace(/^-|-$/g, '');
	return slug.length < 2 ? `network-${networkId.slice(-6)}` : slug;
}

async function insertNetwork(client: pg.Client, wish: Wish, ids: Ids, slug: string): Promise<void> {
	await client.query(`select set_config('okaeri.network_id', $1, true)`, [ids.network]);
	await client.query(
		`insert into network (network_id, slug, name_ja, name_en, hosts, locale, time_zone)
		values ($1, $2, $3, $4, $5, $6, $7)`,
		[ids.network, slug, wish.name, wish.nameEn, wish.host ? [wish.host] : [], wish.locale, wish.timeZone]
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
		`insert into person (network_id, person_id, family_name, locale, time_zone)
		values ($1, $2, $3, $4, $5)`,
		[network, person, email.split('@')[0], wish.locale, wish.timeZone]
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
