import '#platform/clock/ahead.ts';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { migrate } from '#platform/database/migrate.ts';
import { useEmbedded } from '#platform/postgres/embedded.ts';
import { databaseOf } from '#platform/postgres/fresh.ts';

declare module 'vitest' {
	interface ProvidedContext {
		serverUrl: string;
		template: string;
	}
}

/** One PostgreSQL for all tests, with a migrated template that each file copies for itself. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
	const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'okaeri-test-'));
	fs.chmodSync(dir, 0o755);
	const own = process.env.TEST_DATABASE_URL;
	const embedded = own ? undefined : await useEmbedded(dir);
	const serverUrl = own ?? embedded!.url;
	const template = `okaeri_template_${randomBytes(4).toString('hex')}`;
	await run(serverUrl, `create database ${template}`);
	await migrate(databaseOf(serverUrl, template));
	project.provide('serverUrl', serverUrl);
	project.provide('template', template);
	return async () => {
		if (own) await run(serverUrl, `drop database ${template} with (force)`);
		await embedded?.leave();
		fs.rmSync(dir, { recursive: true, force: true });
	};
}

async function run(url: string, statement: string): Promise<void> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	await client.query(statement);
	await client.end();
}
