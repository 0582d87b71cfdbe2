import type pg from 'pg';
import { originAt } from '#platform/config/config.ts';
import { answer } from './answering.ts';
import { asOwner } from './owner.ts';

export type Place = {
	networkId: string;
	slug: string;
	name: string;
	hosts: string[];
	isDemo: boolean;
	timeZone: string;
};

type Size = { members: number; people: number; posts: number };
type Listed = Place & Size;

/** The installation's networks, or the one of this slug, by slug. */
export async function networksOf(client: pg.Client, slug?: string): Promise<Place[]> {
	const { rows } = await client.query<Place>(
		`select network_id as "networkId", slug, name_ja as name, hosts, is_demo as "isDemo",
			time_zone as "timeZone"
		from network
		where $1::text is null or slug = $1
		order by slug`,
		[slug ?? null]
	);
	return rows;
}

/**
 * The network of this slug, or the only one there is. Throws, with those there are, where none or several could be meant.
 */
export async function oneNetwork(client: pg.Client, slug: string | undefined): Promise<Place> {
	const all = await networksOf(client);
	const slugs = all.map((network) => network.slug).join(' | ');
	if (all.length === 0) throw new Error('There is no network yet: okaeri found NAME --steward EMAIL');
	if (slug === undefined && all.length > 1)
		throw new Error(`There are several networks. Say which: --network ${slugs}`);
	const network = slug === undefined ? all[0] : all.find((place) => place.slug === slug);
	if (!network) throw new Error(`There is no network ${slug}. There is: ${slugs}`);
	return network;
}

/** How much a network holds. The connection then works in it. */
export async function sizeOf(client: pg.Client, { networkId }: Place): Promise<Size> {
	await client.query(`select set_config('okaeri.network_id', $1, false)`, [networkId]);
	const { rows } = await client.query<Size>(
		`select
			(select count(*)::int from membership where network_id = $1) as members,
			(select count(*)::int from person where network_id = $1) as people,
			(select count(*)::int from post where network_id = $1) as posts`,
		[networkId]
	);
	return rows[0]!;
}

/** Prints each network with where it answers and how much it holds. */
export async function listNetworks(url: string): Promise<void> {
	await asOwner(url, async (client) => {
		const networks = await networksOf(client);
		const listed: Listed[] = [];
		for (const network of networks) listed.push({ ...network, ...(await sizeOf(client, network)) });
		const none = 'There is no network yet: okaeri found NAME --steward EMAIL';
		answer(listed.length === 0 ? none : listed.map(inWords).join('\n'), {
			networks: listed.map(({ networkId: _, ...network }) => ({
				...network,
				origin: originAt(network.hosts)
			}))
		});
	});
}

function inWords({ slug, name, hosts, members, people, isDemo }: Listed): string {
	const where = hosts.length > 0 ? originAt(hosts) : `every address (${originAt([])})`;
	return `${slug}  ${name}  ${where}  ${members} members of ${people} people${isDemo ? ', demo' : ''}`;
}
