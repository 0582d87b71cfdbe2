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
	const template = `okaeri_template_${randomBytes(4).toString('hex')}`;
	await run(serverUrl, `create database ${template}`);
	await migrate(databaseOf(serverUrl, template));
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

async function run(url: string, statement: string): Promise<void> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	await client.query(statement);
	await client.end();
}
