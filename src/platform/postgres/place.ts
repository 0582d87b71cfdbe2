import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { keep } from '#platform/config/kept-secret.ts';
import {
	canRun,
	copyBinaries,
	packagedBinaries,
	unprivilegedOwner,
	type Binaries,
	type Owner
} from './binaries.ts';

export type Place = { binaries: Binaries; owner: Owner; cluster: string; run: string; users: string };

/**
 * Where databases lie whose owner cannot enter the data directory. Not /var/lib/okaeri, which is itself a data directory
 * where Okaeri runs as a service (docs/first-day.md); databases that were put there before are still found.
 */
const elsewhere = '/var/lib/okaeri-of-root';
const elsewhereBefore = '/var/lib/okaeri';

/**
 * Where the embedded server lives for a data directory: its binaries, files and socket, and who owns them.
 * A root whose unprivileged owner cannot reach the checkout gets both under /var/lib/okaeri-of-root instead.
 * The choice is made once, and kept in the file `database-place`. Throws where the database is not there any more, or
 * cannot be reached: an empty one is never begun in its stead.
 */
export function placeOf(dataDir: string): Place {
	const owner = unprivilegedOwner();
	const packaged = packagedBinaries();
	const key = createHash('sha256').update(path.resolve(dataDir)).digest('hex').slice(0, 12);
	fs.mkdirSync(dataDir, { recursive: true });
	const farther = [elsewhere, elsewhereBefore].map((folder) => path.join(folder, key, 'postgres'));
	const cluster = clusterOf(path.resolve(dataDir), farther, owner);
	const binaries = canRun(packaged.postgres, owner)
		? packaged
		: copyBinaries(packaged, `${elsewhere}/postgres`);
	// A socket's path may have 107 bytes at most, so it cannot lie below a long checkout path.
	const run = path.join('/tmp', `okaeri-${process.getuid?.() ?? 'user'}-${key}`);
	for (const dir of [path.dirname(cluster), run]) fs.mkdirSync(dir, { recursive: true });
	fs.chmodSync(run, 0o700);
	if (owner) fs.chownSync(run, owner.uid, owner.gid);
	return { binaries, owner, cluster, run, users: path.join(dataDir, 'users') };
}

/** Is there a database in this folder? Whatever holds this file was one, and is never removed. */
export function holdsDatabase(folder: string): boolean {
	return fs.existsSync(path.join(folder, 'PG_VERSION'));
}

/** Notes where the database of a data directory lies, once there is one. */
export function recordPlace(dataDir: string, cluster: string): void {
	const inside = path.relative(path.resolve(dataDir), cluster);
	keep(recordOf(dataDir), inside.startsWith('..') ? cluster : inside);
}

const recordOf = (dataDir: string) => path.join(path.resolve(dataDir), 'database-place');

/** The database of before, wherever it is; for a new installation the folder that its owner can enter. */
function clusterOf(dataDir: string, farther: string[], owner: Owner): string {
	const inside = path.join(dataDir, 'postgres');
	const known = [inside, ...farther].filter(holdsDatabase);
	const chosen = recorded(dataDir, inside, known) ?? known[0];
	if (chosen === inside && !isEntered(dataDir, owner))
		throw new Error(
			`The database is in ${inside}, but the account that runs PostgreSQL (user id ${owner?.uid}) cannot enter it. Let it pass: chmod o+x ${dataDir}, and the folders above.`
		);
	return chosen ?? (isEntered(dataDir, owner) ? inside : farther[0]!);
}

/** The place that was noted, if one was. Throws where no database of this data directory lies there. */
function recorded(dataDir: string, inside: string, known: string[]): string | undefined {
	const record = recordOf(dataDir);
	if (!fs.existsSync(record)) {
		if (known.length < 2) return undefined;
		throw new Error(
			`There are two databases for this data directory, ${known.join(' and ')}. Write the right one into ${record}.`
		);
	}
	const place = path.resolve(dataDir, fs.readFileSync(record, 'utf8').trim());
	if (known.includes(place)) return place;
	throw new Error(
		holdsDatabase(place)
			? `This data directory was copied or moved; its database is still in ${place}. Stop Okaeri there, copy that folder to ${inside}, and write "postgres" into ${record}.`
			: `The database of this data directory was in ${place}, and is not there any more. Put it back. To begin with an empty one instead, remove ${record}.`
	);
}

function isEntered(dir: string, owner: Owner): boolean {
	return spawnSync('test', ['-x', dir], { ...owner, cwd: '/' }).status === 0;
}
