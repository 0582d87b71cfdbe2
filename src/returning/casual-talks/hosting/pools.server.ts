import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { Invalid, NotFound } from '#platform/http/failures.ts';
import { inNetwork, readNetwork, type Db } from '#platform/database/network.server.ts';
import { nameColumns } from '#people/persons/names.server.ts';
import type { Named } from '#people/persons/person.ts';

export type PoolAtDesk = {
	poolId: string;
	name: string;
	introduction: string;
	hostsNeeded: number;
	minutes: number;
	isOpen: boolean;
	hosts: string[];
};
export type HostAtDesk = Named & { personId: string; isOpen: boolean; hasHours: boolean; talks: number };

type Brief = { thinks: string; expects: string };

/**
 * The pools, the hosts and the brief, for the desk. Of the hosts it shows who is open and how many talks each has had:
 * a count, and nothing of what was said.
 */
export async function poolsAtDesk(
	actor: Actor
): Promise<{ pools: PoolAtDesk[]; hosts: HostAtDesk[]; brief: Brief }> {
	authorize(actor, 'talks.see');
	return readNetwork(actor, async (db) => {
		const [pools, hosts, brief] = await Promise.all([
			allPools(db),
			allHosts(db),
			db.selectFrom('talkBrief').select(['thinks', 'expects']).executeTakeFirst()
		]);
		return { pools, hosts, brief: brief ?? { thinks: '', expects: '' } };
	});
}

async function allPools(db: Db): Promise<PoolAtDesk[]> {
	const { rows } = await sql<PoolAtDesk>`
		select o.pool_id, o.name, o.introduction, o.hosts_needed, o.minutes, o.is_open,
			array(select x.person_id from talk_pool_host x where x.pool_id = o.pool_id) as hosts
		from talk_pool o
		order by o.made_at
		limit 50
	`.execute(db);
	return rows;
}

async function allHosts(db: Db): Promise<HostAtDesk[]> {
	const { rows } = await sql<HostAtDesk>`
		select h.person_id, ${nameColumns('p')}, h.is_open,
			exists (select from host_hours w where w.person_id = h.person_id) as has_hours,
			(
				select count(*)::int
				from casual_talk_host x
				where x.host_id = h.person_id and x.is_booked
			) as talks
		from host h
		join person p using (network_id, person_id)
		order by h.is_open desc, p.family_kana, h.person_id
		limit 300
	`.execute(db);
	return rows;
}

export type PoolForm = Omit<PoolAtDesk, 'poolId'>;

/** Makes a pool, or changes the one given. Throws Invalid if it has fewer hosts than a talk needs; NotFound. */
export async function savePool(
	actor: Actor,
	poolId: string | null,
	{ hosts, ...pool }: PoolForm
): Promise<void> {
	authorize(actor, 'talks.see');
	if (hosts.length < pool.hostsNeeded) throw new Invalid('too_few_hosts', 'hosts');
	await inNetwork(actor, async (db) => {
		const savedId = poolId ? await changePool(db, poolId, pool) : await makePool(db, actor, pool);
		await keepHosts(db, savedId, hosts);
		await writeAudit(db, actor, 'talk_pool.save', savedId);
	});
}

type PoolFields = Omit<PoolForm, 'hosts'>;

async function changePool(db: Db, poolId: string, pool: PoolFields): Promise<string> {
	const changed = await db
		.updateTable('talkPool')
		.set(pool)
		.where('poolId', '=', poolId)
		.returning('poolId')
		.executeTakeFirst();
	if (!changed) throw new NotFound('No such pool');
	return changed.poolId;
}

async function makePool(db: Db, { networkId }: Actor, pool: PoolFields): Promise<string> {
	const { poolId } = await db
		.insertInto('talkPool')
		.values({ networkId, ...pool })
		.returning('poolId')
		.executeTakeFirstOrThrow();
	return poolId;
}

async function keepHosts(db: Db, poolId: string, hosts: string[]): Promise<void> {
	await sql`delete from talk_pool_host where pool_id = ${poolId}::uuid`.execute(db);
	await sql`
		insert into talk_pool_host (network_id, pool_id, person_id)
		select network_id, ${poolId}::uuid, person_id
		from host
		where person_id = any (${hosts}::uuid[])
	`.execute(db);
}

/** Saves what every host reads before a talk, in the company's own words. */
export async function saveBrief(actor: Actor, brief: Brief): Promise<void> {
	authorize(actor, 'talks.see');
	await inNetwork(actor, async (db) => {
		await db
			.insertInto('talkBrief')
			.values({ networkId: actor.networkId, ...brief })
			.onConflict((conflict) => conflict.column('networkId').doUpdateSet(brief))
			.execute();
		await writeAudit(db, actor, 'talk_brief.save');
	});
}
