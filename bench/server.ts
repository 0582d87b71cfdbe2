import pg from 'pg';
import { closePools } from '#platform/database/connection.server.ts';
import { migrate } from '#platform/database/migrate.ts';
import { databaseOf } from '#platform/postgres/fresh.ts';
import { throwAwayServer } from '#platform/postgres/throw-away.ts';

export type Server = { url: string; dataDir: string };

/**
 * Runs `work` with a PostgreSQL of its own, in a folder of its own. Afterwards the server is stopped and the folder
 * removed. The same is done when the bench is interrupted (Ctrl-C, or SIGTERM).
 */
export async function withServer<T>(work: (server: Server) => Promise<T>): Promise<T> {
	const { dataDir, server, clear } = await throwAwayServer('okaeri-bench-');
	try {
		return await work({ url: server.url, dataDir });
	} finally {
		await clear();
	}
}

/** Makes the database of the server anew, migrated and empty. Its address stays, because a process reads it once. */
export async function emptyDatabase({ url }: Server): Promise<void> {
	await closePools(); // of what was measured before
	await withClient(databaseOf(url, 'postgres'), async (client) => {
		await client.query('drop database okaeri with (force)');
		await client.query('create database okaeri');
	});
	await migrate(url);
}

/** Runs `work` with a connection of its own, which is ended afterwards, whatever comes of it. */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	try {
		return await work(client);
	} finally {
		await client.end();
	}
}
