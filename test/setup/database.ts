import '#platform/clock/ahead.ts';
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { openLogins, passwordsIn, type Addresses } from '#platform/database/logins.ts';
import { migrate } from '#platform/database/migrate.ts';
import { databaseOf } from '#platform/postgres/fresh.ts';
import { throwAwayServer } from '#platform/postgres/throw-away.ts';

declare module 'vitest' {
	interface ProvidedContext {
		serverUrl: string;
		template: string;
		/** The roles' passwords on a server of our own; elsewhere they do not log in. */
		passwords: Addresses | null;
	}
}

/** One PostgreSQL for all tests, with a migrated template that each file copies for itself. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
	const own = process.env.TEST_DATABASE_URL;
	const embedded = own ? undefined : await throwAwayServer('okaeri-test-');
	const serverUrl = own ?? embedded!.server.url;
	if (embedded) await forgetQuickly(serverUrl);
	const template = `okaeri_template_${randomBytes(4).toString('hex')}`;
	await run(serverUrl, `create database ${template}`);
	await migrate(databaseOf(serverUrl, template));
	if (embedded) await copyQuickly(serverUrl, template);
	project.provide('serverUrl', serverUrl);
	project.provide('template', template);
	const passwords = embedded ? passwordsIn(embedded.dataDir) : null;
	if (passwords) await openLogins(databaseOf(serverUrl, template), passwords);
	project.provide('passwords', passwords);
	return async () => {
		if (own) await run(serverUrl, `drop database ${template} with (force)`);
		await embedded?.clear();
	};
}

/** What these tests write need not outlast a power cut; without waiting for the disk they take less time. */
async function forgetQuickly(url: string): Promise<void> {
	for (const setting of ['fsync', 'full_page_writes', 'synchronous_commit'])
		await run(url, `alter system set ${setting} = off`);
	await run(url, 'select pg_reload_conf()');
}

/** Lets the kernel copy the template's files, which takes a quarter of the time, where the file system can. */
async function copyQuickly(url: string, template: string): Promise<void> {
	if (!(await knows(url, 'file_copy_method'))) return; // before 18
	await run(url, 'alter system set file_copy_method = clone');
	await run(url, 'select pg_reload_conf()');
	try {
		await run(url, `create database ${template}_copy template ${template} strategy file_copy`);
		await run(url, `drop database ${template}_copy`);
	} catch (error) {
		console.warn(`Databases are copied the slow way: ${error instanceof Error ? error.message : error}`);
		await run(url, 'alter system reset file_copy_method');
		await run(url, 'select pg_reload_conf()');
	}
}

async function knows(url: string, setting: string): Promise<boolean> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	const { rowCount } = await client.query('select from pg_settings where name = $1', [setting]);
	await client.end();
	return rowCount === 1;
}

async function run(url: string, statement: string): Promise<void> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	await client.query(statement);
	await client.end();
}
