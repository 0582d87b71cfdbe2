import fs from 'node:fs';
import path from 'node:path';

const folder = path.resolve(import.meta.dirname, '../../../db/migrations');

/** The names of the migrations that this program brings, in their order. */
export function knownMigrations(): string[] {
	return fs
		.readdirSync(folder)
		.filter((file) => file.endsWith('.sql'))
		.sort();
}
