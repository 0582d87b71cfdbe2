import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { throwAwayServer } from './throw-away.ts';

/**
 * Gives `work` the address of an empty database of its own, without a schema, and drops it afterwards. It lies on the
 * server of `serverUrl`, or on an embedded one made for the purpose.
 */
export async function withEmptyDatabase<T>(
	work: (url: string) => Promise<T>,
	serverUrl?: string
): Promise<T> {
	if (serverUrl) return onServer(serverUrl, work);
	const { server, clear } = await throwAwayServer('okaeri-fresh-');
	try {
		return await onServer(server.url, work);
	} finally {
		await clear();
	}
}

async function onServer<T>(serverUrl: string, work: (url: string) => Promise<T>): Promise<T> {
	const name = `okaeri_${randomBytes(6).toString('hex')}`;
	const server = new pg.Client({ connectionString: serverUrl });
	await server.connect();
	try {
		await server.query(`create database ${name}`);
		return await work(databaseOf(serverUrl, name));
	} finally {
		await server.query(`drop database if exists ${name} with (force)`);
		await server.end();
	}
}

/** The same server's address with another database. */
export function databaseOf(url: string, name: string): string {
	return url.replace(/^(postgres(?:ql)?:\/\/[^/]*\/)[^?]*/, `$1${name}`);
}
