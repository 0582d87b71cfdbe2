import type { PostgresPoolClient } from 'kysely';
import type pg from 'pg';
import { z } from 'zod';
import { alsoSet } from '#platform/database/connection.server.ts';

type Answer = Pick<pg.QueryResult, 'command' | 'rowCount' | 'rows'>;

const begun: Answer = { command: 'BEGIN', rowCount: 0, rows: [] };

/**
 * A connection whose every statement sees the accounts of one network only, on which row-level security keys. A
 * statement outside of a transaction gets one of its own, and is answered when that is kept. The network is bound to the
 * transaction and never to the connection, which may serve another network next.
 */
export function boundTo(client: pg.PoolClient, networkId: string): PostgresPoolClient {
	const bind = `select set_config('okaeri.network_id', '${z.uuid().parse(networkId)}', true)${alsoSet('auth')}`;
	let isOpen = false;
	let broken: Error | undefined;

	async function alone(text: string, values: readonly unknown[]): Promise<Answer> {
		// They travel together. Where the statement fails, the transaction has failed, and its commit keeps nothing.
		const [, answer] = await Promise.all([
			client.query(`begin; ${bind}`),
			client.query(text, [...values]),
			client.query('commit')
		]);
		return answer;
	}

	async function query(text: string, values: readonly unknown[] = []): Promise<Answer> {
		if (/^(commit|rollback)$/.test(text)) isOpen = false;
		else if (/^(begin|start transaction)\b/.test(text)) {
			isOpen = true;
			await client.query(`${text}; ${bind}`);
			return begun;
		} else if (!isOpen)
			try {
				return await alone(text, values);
			} catch (error) {
				await client.query('rollback').catch((failure: Error) => (broken = failure));
				throw error;
			}
		return client.query(text, [...values]);
	}

	return {
		query: query as unknown as PostgresPoolClient['query'],
		release: () => client.release(broken)
	};
}
