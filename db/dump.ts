/**
 * Writes db/schema.sql (what the migrations add up to, for reading) and src/platform/database/tables.ts (the types
 * that Kysely works with) from a freshly migrated database, and lists the digests of new migrations in
 * db/migrations/digests.txt. With --check it only says whether all of them are current.
 * Refuses a migration that was changed after it came in: it may have run somewhere. Refuses one that takes away what the
 * version before may need (decision 51).
 */
import fs from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { migrate } from '#platform/database/migrate.ts';
import { withEmptyDatabase } from '#platform/postgres/fresh.ts';
import { nothing } from '#platform/upgrade/catalogue.ts';
import { watch, type Rehearsed } from '#platform/upgrade/rehearsal.ts';
import { readColumns } from './columns.ts';
import { hastyMigrations } from './contracting.ts';
import { changedMigrations, digestsKept, digestsNow, digestsText } from './digests.ts';
import { readSchemaText, schemas } from './schema-text.ts';
import { typesText } from './table-types.ts';

const root = path.resolve(import.meta.dirname, '..');

const changed = changedMigrations(digestsKept(), digestsNow());
if (changed.length > 0) {
	console.error(changed.join('\n'));
	process.exit(1);
}
keep('db/migrations/digests.txt', digestsText(digestsNow()));

const seen: Rehearsed[] = [];
await withEmptyDatabase(async (url) => {
	await migrate(url, { within: watch(nothing, (migration) => seen.push(migration)) });
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	try {
		await client.query('set search_path = public');
		const columns = await readColumns(client, schemas);
		const inPublic = columns.filter((column) => column.schema === 'public');
		keep('db/schema.sql', await readSchemaText(client, columns));
		keep('src/platform/database/tables.ts', typesText(inPublic));
	} finally {
		await client.end();
	}
}, process.env.DATABASE_URL);

const hasty = hastyMigrations(seen);
if (hasty.length > 0) {
	console.error(hasty.join('\n'));
	process.exitCode = 1;
}

/** Writes a file. With --check it compares instead, and ends with 1 where the file is not current. */
function keep(file: string, text: string): void {
	const place = path.join(root, file);
	if (!process.argv.includes('--check')) {
		fs.writeFileSync(place, text);
	} else if (!fs.existsSync(place) || fs.readFileSync(place, 'utf8') !== text) {
		console.error(`${file} is not what the migrations add up to. Run: node db/dump.ts`);
		process.exitCode = 1;
	}
}
