import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { migrate } from '#platform/database/migrate.ts';
import { useEmbedded } from '#platform/postgres/embedded.ts';
import { databaseOf } from '#platform/postgres/fresh.ts';

export type Server = { url: string; dataDir: string };

/**
 * Runs `work` with a PostgreSQL of its own, in a folder of its own. Afterwards the server is stopped and the folder
 * removed. The same is done when the bench is interrupted (Ctrl-C, or SIGTERM); it then ends with 130.
 */
export async function withServer<T>(work: (server: Server) => Promise<T>): Promise<T> {
	const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'okaeri-bench-'));
	fs.chmodSync(dataDir, 0o755);
	const starting = useEmbedded(dataDir);
	let clearing: Promise<void> | undefined;
	const clear = () => (clearing ??= clearAway(starting, dataDir));
	const interrupt = async () => {
		process.on('uncaughtException', () => undefined); // open connections lose their server now, as intended
		await clear().finally(() => process.exit(130));
	};
	process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
	try {
		const { url } = await starting;
		return await work({ url, dataDir });
	} finally {
		await clear();
		process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
	}
}

async function clearAway(starting: ReturnType<typeof useEmbedded>, dataDir: string): Promise<void> {
	const server = await starting.catch(() => undefined); // where it did not start there is nothing to stop
	await server?.leave();
	fs.rmSync(dataDir, { recursive: true, force: true });
}

/** Makes the database of the server anew, migrated and empty. Its address stays, because a process reads it once. */
export async function emptyDatabase({ url }: Server): Promise<void> {
	const client = new pg.Client({ connectionString: databaseOf(url, 'postgres') });
	await client.connect();
	try {
		await client.query('drop database okaeri with (force)');
		await client.query('create database okaeri');
	} finally {
		await client.end();
	}
	await migrate(url);
}
