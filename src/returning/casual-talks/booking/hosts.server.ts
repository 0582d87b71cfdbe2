import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { memberIsColleague } from '#access/policy/roles.server.ts';
import { mayMeet } from '#people/blocks/blocks.server.ts';
import { nameColumns } from '#people/persons/names.server.ts';
import type { Named } from '#people/persons/person.ts';
import { goesOn } from '#people/tenures/employed.server.ts';
import { readNetwork, type Db } from '#platform/database/network.server.ts';
import { availabilityOf, daysAhead } from '../hosting/availability.server.ts';
import { freeSlots, leadHours, sharedSlots } from '../slots.ts';
import type { Way } from '../talk.ts';

export type Host = Named & {
	personId: string;
	pictureId: string | null;
	timeZone: string;
	introduction: string;
	canTell: string;
	ways: Way[];
	minutes: number;
	department: string | null;
	title: string | null;
};
export type HostWithSlots = Host & { slots: Date[] };
export type Pool = {
	poolId: string;
	name: string;
	introduction: string;
	hostsNeeded: number;
	minutes: number;
	hosts: string[];
	ways: Way[];
};
export type PoolWithSlots = Pool & { slots: Date[] };

/** The three weeks in which talks can be booked, from the first moment that leaves a host time to prepare. */
export const bookable = (now: Date) => ({
	from: new Date(now.getTime() + leadHours * 3_600_000),
	until: new Date(now.getTime() + daysAhead * 86_400_000)
});

/** Whom an alumnus can talk with: the open hosts and pools, each with the next free times. */
export async function doorsToTalk(actor: Actor): Promise<{ hosts: HostWithSlots[]; pools: PoolWithSlots[] }> {
	authorize(actor, 'talk.book');
	return readNetwork(actor, async (db) => {
		const [hosts, pools] = await Promise.all([openHosts(db, actor), openPools(db, actor)]);
		return { hosts: await withSlots(db, hosts), pools: await poolsWithSlots(db, pools) };
	});
}

/** One open host with their free times; undefined if they are not open. */
export async function hostToTalk(actor: Actor, hostId: string): Promise<HostWithSlots | undefined> {
	authorize(actor, 'talk.book');
	return readNetwork(actor, async (db) => (await withSlots(db, await openHosts(db, actor, hostId)))[0]);
}

/** One open pool with its free times; undefined if it is not open. */
export async function poolToTalk(actor: Actor, poolId: string): Promise<PoolWithSlots | undefined> {
	authorize(actor, 'talk.book');
	return readNetwork(
		actor,
		async (db) => (await poolsWithSlots(db, await openPools(db, actor, poolId)))[0]
	);
}

/**
 * The hosts who are open for talks with an alumnus, without those whom a block keeps apart from them; with `only`, just
 * that host, if they are one of them.
 */
export async function openHosts(db: Db, alumnus: Actor, only?: string): Promise<Host[]> {
	const { rows } = await sql<Host>`
		select p.person_id, ${nameColumns('p')},
			case when f.is_listed then f.picture_id end as picture_id,
			coalesce(nullif(h.time_zone, ''), p.time_zone) as time_zone,
			h.introduction, h.can_tell, h.ways, h.minutes, t.department, t.title
		from host h
		join person p using (network_id, person_id)
		join membership m using (network_id, person_id)
		left join profile f using (network_id, person_id)
		left join lateral (
			select department, title
			from tenure t
			where t.person_id = h.person_id and ${goesOn('t')}
			order by started_on desc
			limit 1
		) t on true
		where h.is_open
			and ${memberIsColleague('m')}
			and ${mayMeet(sql`h.person_id`, alumnus.personId)}
			and (${only ?? null}::uuid is null or h.person_id = ${only ?? null}::uuid)
		order by h.person_id
		limit 50
	`.execute(db);
	return rows;
}

/**
 * The pools that are open and have enough hosts who are open for talks with an alumnus; with `only`, just that pool, if
 * it is one of them. Its hosts are those whom no block keeps apart from the alumnus.
 */
export async function openPools(db: Db, alumnus: Actor, only?: string): Promise<Pool[]> {
	const { rows } = await sql<Pool>`
		select o.pool_id, o.name, o.introduction, o.hosts_needed, o.minutes,
			array_agg(x.person_id order by x.person_id) as hosts,
			(
				select coalesce(array_agg(distinct way), '{}')
				from host h, unnest(h.ways) way
				where h.person_id = any (array_agg(x.person_id))
			) as ways
		from talk_pool o
		join talk_pool_host x using (network_id, pool_id)
		join host h on h.person_id = x.person_id and h.is_open
		join membership m on m.person_id = x.person_id and ${memberIsColleague('m')}
		where o.is_open
			and ${mayMeet(sql`x.person_id`, alumnus.personId)}
			and (${only ?? null}::uuid is null or o.pool_id = ${only ?? null}::uuid)
		group by o.network_id, o.pool_id
		having count(*) >= o.hosts_needed
		order by o.pool_id
		limit 20
	`.execute(db);
	return rows;
}

async function withSlots(db: Db, hosts: Host[]): Promise<HostWithSlots[]> {
	const availability = await availabilityOf(
		db,
		hosts.map((host) => host.personId)
	);
	const within = bookable(new Date());
	return hosts.map((host) => ({
		...host,
		slots: freeSlots(availability.get(host.personId)!, { ...within, minutes: host.minutes })
	}));
}

async function poolsWithSlots(db: Db, pools: Pool[]): Promise<PoolWithSlots[]> {
	if (pools.length === 0) return [];
	const availability = await availabilityOf(db, [...new Set(pools.flatMap((pool) => pool.hosts))]);
	const within = bookable(new Date());
	return pools.map((pool) => ({
		...pool,
		slots: sharedSlots(
			pool.hosts.map((id) => availability.get(id)!),
			pool.hostsNeeded,
			{ ...within, minutes: pool.minutes }
		)
	}));
}
