import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

const folder = path.resolve(import.meta.dirname, 'migrations');
const listed = 'db/migrations/digests.txt';

/** The digest of each migration by its name. */
export type Digests = Map<string, string>;

/** What the migrations in the folder are now. */
export function digestsNow(): Digests {
	const names = fs.readdirSync(folder).filter((name) => name.endsWith('.sql'));
	return new Map(names.sort().map((name) => [name, digestOf(path.join(folder, name))]));
}

const digestOf = (file: string) => createHash('sha256').update(fs.readFileSync(file)).digest('hex');

/** What the list in the folder says they were when they came in, and what the main branch says, where there is one. */
export function digestsKept(): Digests {
	const file = path.join(folder, 'digests.txt');
	const here = fs.existsSync(file) ? parseDigests(fs.readFileSync(file, 'utf8')) : new Map();
	return new Map([...here, ...parseDigests(onMain())]);
}

/** The list as it is on the main branch; empty where git does not know that branch (a shallow or foreign clone). */
function onMain(): string {
	const git = (...args: string[]) =>
		execFileSync('git', args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
	for (const branch of ['origin/main', 'main'])
		try {
			return git('show', `${branch}:${listed}`);
		} catch {
			continue; // no git here, no such branch, or no list on it yet
		}
	return '';
}

export function parseDigests(text: string): Digests {
	const lines = text.split('\n').filter(Boolean);
	return new Map(lines.map((line) => line.split('  ').reverse() as [string, string]));
}

export function digestsText(digests: Digests): string {
	return [...digests].map(([name, digest]) => `${digest}  ${name}\n`).join('');
}

/** Every migration that was kept and is not any more what it was, in words. */
export function changedMigrations(kept: Digests, now: Digests): string[] {
	return [...kept]
		.filter(([name, digest]) => now.get(name) !== digest)
		.map(([name]) =>
			now.has(name)
				? `db/migrations/${name} was changed, but may have run somewhere. Write a new migration instead.`
				: `db/migrations/${name} is gone, but may have run somewhere. Put it back.`
		);
}
