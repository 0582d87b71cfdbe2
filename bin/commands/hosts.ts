import type pg from 'pg';
import { originAt } from '#platform/config/config.ts';
import { answer } from './answering.ts';
import { inTransaction } from './owner.ts';

/** Browsers ask for a host in small letters, without a port. */
export function readHost(text: string): string {
	const host = text.trim().toLowerCase();
	if (/^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/.test(host)) return host;
	throw new Error(`${text} is no host name: write only the name, such as alumni.example.jp.`);
}

/** Lets a network answer at a host name of its own, in place of the one that it had. */
export async function giveHost(url: string, slug: string, host: string): Promise<void> {
	const name = readHost(host);
	await inTransaction(url, (client) => setHost(client, slug, name));
	const origin = originAt([name]);
	answer(`${slug} answers at ${origin}.`, { network: slug, origin });
}

/** Throws where no network has this slug, and where the host is another one's. */
export async function setHost(client: pg.Client, slug: string, host: string): Promise<void> {
	await refuseTakenHost(client, host, slug);
	const { rows } = await client.query(
		`select network_id, set_config('okaeri.network_id', network_id::text, true) from network where slug = $1`,
		[slug]
	);
	if (!rows[0]) throw new Error(`There is no network ${slug}. okaeri network list names those there are.`);
	await client.query('update network set hosts = $2 where network_id = $1', [rows[0].network_id, [host]]);
}

export async function refuseTakenHost(client: pg.Client, host: string, butFor = ''): Promise<void> {
	const { rows } = await client.query('select slug from network where $1 = any (hosts) and slug <> $2', [
		host,
		butFor
	]);
	if (rows[0]) throw new Error(`${host} is the network ${rows[0].slug}’s already. Choose another name.`);
}
