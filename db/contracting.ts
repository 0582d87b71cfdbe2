import fs from 'node:fs';
import path from 'node:path';
import { takenBy, type Rehearsed } from '#platform/upgrade/rehearsal.ts';
import { contractions, isEarlier } from '#platform/upgrade/contractions.ts';
import { migrationText } from '#platform/database/migrate.ts';

const root = path.resolve(import.meta.dirname, '..');
const listed = path.join(root, 'db/migrations/contracted.txt');

/**
 * Why migrations may not come in as they are, in words (docs/decisions/0051): each takes away, or demands, something of
 * which the version before knows nothing, and does not say since which release no code needs it.
 */
export function hastyMigrations(seen: Rehearsed[]): string[] {
	const { version } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')) as {
		version: string;
	};
	const known = new Set(fs.readFileSync(listed, 'utf8').split('\n').filter(Boolean));
	return seen.flatMap((migration) => {
		const unknown = takenBy(migration).filter((thing) => !known.has(`${migration.name}  ${thing}`));
		return refusals({ ...migration, taken: unknown }, migrationText(migration.name), version);
	});
}

type Taking = { name: string; taken: string[] };

/** What is refused of a migration with this text, in a program of this version. */
export function refusals({ name, taken }: Taking, text: string, version: string): string[] {
	const since = contractions(text);
	return taken.flatMap((thing) => {
		const release = since.get(thing);
		if (release === undefined)
			return [
				`db/migrations/${name} takes from the version before what it may need: ${thing}. Keep it for one more release, then say: -- contracts since RELEASE: ${thing}`
			];
		return isEarlier(release, version)
			? []
			: [
					`db/migrations/${name} takes ${thing} away, but ${release} is not released before ${version}: code that needs it may still run beside it.`
				];
	});
}
