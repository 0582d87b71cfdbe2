import fs from 'node:fs';
import pg from 'pg';
import { closePools } from '#platform/database/connection.server.ts';
import { migrate } from '#platform/database/migrate.ts';
import { useEmbedded } from '#platform/postgres/embedded.ts';
import { databaseOf } from '#platform/postgres/fresh.ts';
import { throwAwayServer } from '#platform/postgres/throw-away.ts';

/** `isKept` where the folder stays, with what was grown in it. */
export type Server = { url: string; dataDir: string; isKept: boolean };

/**
 * Runs `work` with a PostgreSQL of its own, in a folder of its own. Afterwards the server is stopped and the folder
 * removed. The same is done when the bench is interrupted (Ctrl-C, or SIGTERM). With `kept`, that folder is used, and stays.
 */
export async function withServer<T>(work: (server: Server) => Promise<T>, kept = ''): Promise<T> {
	if (kept) return withKept(work, kept);
	const { dataDir, server, clear } = await throwAwayServer('okaeri-bench-');
	try {
		return await work({ url: server.url, dataDir, isKept: false });
	} finally {
		await clear();
	}
}

async function withKept<T>(work: (server: Server) => Promise<T>, dataDir: string): Promise<T> {
	fs.mkdirSync(dataDir, { recursive: true });
	fs.chmodSync(dataDir, 0o755); // its owner may be another user
	const server = await useEmbedded(dataDir);
	try {
		return await work({ url: server.url, dataDir, isKept: true });
	} finally {
		await closePools(); // which the server would wait for
		await server.leave();
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
