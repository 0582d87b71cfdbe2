import { sql } from 'kysely';
import type pg from 'pg';
import { inNetwork, readNetwork, type InNetwork } from '#platform/database/network.server.ts';
import { signPlace } from './signature.server.ts';

type End = { number: number; hash: Buffer };

/**
 * Every night: signs where the chain ends, so that a chain that somebody computes anew does not fit, and deletes the
 * lines that are older than the network keeps them. Only the worker's own role may do the latter.
 */
export async function tidyAudit(network: InNetwork, worker: Pick<pg.Pool, 'query'>): Promise<void> {
	await signEnd(network);
	const up = await readNetwork(network, async (db) => {
		const { rows } = await sql<End>`
			select number, hash
			from audit
			where exists (select from audit_setting where keep_days is not null)
				and number < coalesce((
					select min(a.number)
					from audit a
					where a.at >= now() - make_interval(days => (select keep_days from audit_setting))
				), (select c.number + 1 from audit_chain c))
			order by number desc
			limit 1
		`.execute(db);
		return rows[0];
	});
	if (!up) return;
	const signature = signPlace({ ...network, ...up, isCut: true });
	await worker.query('select cut_audit($1, $2, $3)', [network.networkId, up.number, signature]);
}

/** Signs the last line, unless that is done. */
async function signEnd({ networkId }: InNetwork): Promise<void> {
	await inNetwork({ networkId }, async (db) => {
		const { rows } = await sql<End>`
			select number, hash
			from audit_chain c
			where not exists (select from audit_checkpoint p where p.number = c.number)
		`.execute(db);
		const [end] = rows;
		if (!end) return;
		const signature = signPlace({ networkId, ...end, isCut: false });
		await db
			.insertInto('auditCheckpoint')
			.values({ networkId, ...end, signature })
			.execute();
	});
}
