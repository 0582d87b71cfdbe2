import { authPool } from '#platform/database/connection.server.ts';
import type { InNetwork } from '#platform/database/network.server.ts';

type OwnSession = { created_at: Date; last_used_at: Date; device: string; address: string };

/** From where and with which device an account is signed in, for its owner. Nothing in it opens a session. */
export async function sessionsOf({ networkId }: InNetwork, accountId: string): Promise<OwnSession[]> {
	const client = await authPool().connect();
	try {
		await client.query('begin read only');
		await client.query(`select set_config('okaeri.network_id', $1, true)`, [networkId]);
		const { rows } = await client.query<OwnSession>(
			`select created_at, updated_at as last_used_at, coalesce(user_agent, '') as device,
				coalesce(ip_address, '') as address
			from auth.session
			where user_id = $1
			order by created_at`,
			[accountId]
		);
		return rows;
	} finally {
		await client.query('rollback');
		client.release();
	}
}
