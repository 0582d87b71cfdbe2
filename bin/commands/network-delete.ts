import type pg from 'pg';
import { answer } from './answering.ts';
import { ask, canAsk } from './asking.ts';
import { oneNetwork, sizeOf, type Place } from './networks.ts';
import { asOwner, inTransaction } from './owner.ts';

/**
 * Deletes a network with everything in it: people, what they wrote, files, accounts, mails, jobs and its audit log.
 * Nothing else of the installation is touched. The slug has to be typed, or given by --yes. Cannot be undone.
 */
export async function deleteNetwork(url: string, slug: string, yes: string | undefined): Promise<void> {
	const { network, size } = await asOwner(url, async (client) => {
		const found = await oneNetwork(client, slug);
		return { network: found, size: await sizeOf(client, found) };
	});
	const what = `${network.name} (${slug}): ${size.people} people, ${size.members} members, ${size.posts} posts`;
	await confirm(slug, yes, what);
	await inTransaction(url, (client) => removeAll(client, network));
	answer(`Deleted: ${what}. Backups that were made before still hold it.`, {
		network: slug,
		deleted: size
	});
}

async function confirm(slug: string, yes: string | undefined, what: string): Promise<void> {
	if (yes === slug) return;
	if (yes !== undefined)
		throw new Error(`--yes says ${yes}, and the network is ${slug}. Nothing was deleted.`);
	if (!canAsk())
		throw new Error(
			`This deletes ${what}, and cannot be undone. To do it: okaeri network delete ${slug} --yes ${slug}`
		);
	const typed = await ask(`This deletes ${what}, and cannot be undone.\nType ${slug} to do it: `);
	if (typed !== slug) throw new Error('Nothing was deleted.');
}

/** Deletes every row of a network, in the running transaction. */
export async function removeAll(client: pg.Client, { networkId }: Pick<Place, 'networkId'>): Promise<void> {
	await client.query(
		`select set_config('okaeri.network_id', $1, true), set_config('okaeri.network_goes', $1, true)`,
		[networkId]
	);
	// Whoever writes into the network now waits, and then finds it gone.
	await client.query('select from network where network_id = $1 for update', [networkId]);
	await forgetTries(client, networkId);
	for (const table of await tablesInOrder(client))
		await client.query(`delete from ${table} where network_id = $1`, [networkId]);
	await client.query(`delete from graphile_worker._private_jobs where payload ->> 'networkId' = $1`, [
		networkId
	]);
}

/** Counted tries stand under the ids of networks, people and tokens. */
async function forgetTries(client: pg.Client, networkId: string): Promise<void> {
	await client.query(
		`with id as (
			select $1::text as id
			union all
			select person_id::text from person where network_id = $1::uuid
			union all
			select token_id::text from api_token where network_id = $1::uuid
		)
		delete from auth.attempt a
		using id
		where substring(a.key from '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}') = id.id`,
		[networkId]
	);
}

type Table = { name: string; referredBy: string[] };

/** Every table that keeps rows of networks, each before those to which its rows refer. The network itself is the last. */
async function tablesInOrder(client: pg.Client): Promise<string[]> {
	const { rows } = await client.query<Table>(`
		select c.oid::regclass::text as name,
			array(
				select distinct f.conrelid::regclass::text
				from pg_constraint f
				join pg_class r on r.oid = f.conrelid and not r.relispartition
				where f.contype = 'f'
					and f.confrelid = c.oid
					and f.conrelid <> c.oid
			) as "referredBy"
		from pg_class c
		join pg_attribute a on a.attrelid = c.oid and a.attname = 'network_id' and not a.attisdropped
		where c.relkind in ('r', 'p')
			and not c.relispartition
			and c.relnamespace::regnamespace::text in ('public', 'auth', 'directory', 'ground')
		order by 1
	`);
	const order: string[] = [];
	let left = rows;
	while (left.length > 0) {
		const free = left.filter(({ referredBy }) => referredBy.every((other) => order.includes(other)));
		if (free.length === 0)
			throw new Error(`These tables refer to each other: ${left.map(({ name }) => name).join(', ')}`);
		order.push(...free.map(({ name }) => name));
		left = left.filter((table) => !free.includes(table));
	}
	return order;
}
