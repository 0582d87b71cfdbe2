import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { Invalid, NotFound } from '#platform/http/failures.ts';
import { inNetwork, readNetwork } from '#platform/database/network.server.ts';
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

/** The pools and the hosts, for the desk: who is open, and how many talks each of them has had (a count, nothing of what was said). */
export async function poolsAtDesk(
	actor: Actor
): Promise<{ pools: PoolAtDesk[]; hosts: HostAtDesk[]; brief: { thinks: string; expects: string } }> {
	authorize(actor, 'talks.see');
	return readNetwork(actor, async (db) => {
		const [pools, hosts, brief] = await Promise.all([
			sql<PoolAtDesk>`select o.pool_id, o.name, o.introduction, o.hosts_needed, o.minutes, o.is_open, array(select x.person_id from talk_pool_host x where x.pool_id = o.pool_id) as hosts from talk_pool o order by o.made_at limit 50`.execute(
				db
			),
			sql<HostAtDesk>`select h.person_id, p.family_name, p.given_name, p.family_kana, p.given_kana, h.is_open, exists (select from host_hours w where w.person_id = h.person_id) as has_hours,
				(select count(*)::int from casual_talk_host x where x.host_id = h.person_id and x.is_booked) as talks from host h join person p using (network_id, person_id) order by h.is_open desc, p.family_kana, h.person_id limit 300`.execute(
				db
			),
			db.selectFrom('talkBrief').select(['thinks', 'expects']).executeTakeFirst()
		]);
		return { pools: pools.rows, hosts: hosts.rows, brief: brief ?? { thinks: '', expects: '' } };
	});
}

export type PoolForm = Omit<PoolAtDesk, 'poolId'>;

/** Makes a pool, or changes one. Throws Invalid where it has fewer hosts than a talk needs, NotFound. */
export async function savePool(
	actor: Actor,
	poolId: string | null,
	{ hosts, ...pool }: PoolForm
): Promise<void> {
	authorize(actor, 'talks.see');
	if (hosts.length < pool.hostsNeeded) throw new Invalid('too_few_hosts', 'hosts');
	const { networkId } = actor;
	await inNetwork(actor, async (db) => {
		const saved = poolId
			? await db
					.updateTable('talkPool')
					.set(pool)
					.where('poolId', '=', poolId)
					.returning('poolId')
					.executeTakeFirst()
			: await db
					.insertInto('talkPool')
					.values({ networkId, ...pool })
					.returning('poolId')
					.executeTakeFirst();
		if (!saved) throw new NotFound('No such pool');
		await db.deleteFrom('talkPoolHost').where('poolId', '=', saved.poolId).execute();
		await sql`insert into talk_pool_host (network_id, pool_id, person_id) select network_id, ${saved.poolId}::uuid, person_id from host where person_id = any (${hosts}::uuid[])`.execute(
			db
		);
		await writeAudit(db, actor, 'talk_pool.save', saved.poolId);
	});
}

/** Keeps what every host reads before a talk, in the company's own words. */
export async function saveBrief(actor: Actor, brief: { thinks: string; expects: string }): Promise<void> {
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
