import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
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
 * Where the embedded server lives for a data directory: its binaries, files and socket, and who owns them.
 * A root whose unprivileged owner cannot reach the checkout gets both under /var/lib/okaeri instead.
 */
export function placeOf(dataDir: string): Place {
	const owner = unprivilegedOwner();
	const packaged = packagedBinaries();
	const key = createHash('sha256').update(path.resolve(dataDir)).digest('hex').slice(0, 12);
	fs.mkdirSync(dataDir, { recursive: true });
	const home = reachable(dataDir, owner) ? dataDir : path.join('/var/lib/okaeri', key);
	const binaries = canRun(packaged.postgres, owner)
		? packaged
		: copyBinaries(packaged, '/var/lib/okaeri/postgres');
	// A socket's path may have 107 bytes at most, so it cannot lie below a long checkout path.
	const run = path.join('/tmp', `okaeri-${process.getuid?.() ?? 'user'}-${key}`);
	for (const dir of [home, run]) fs.mkdirSync(dir, { recursive: true });
	fs.chmodSync(run, 0o700);
	if (owner) fs.chownSync(run, owner.uid, owner.gid);
	return { binaries, owner, cluster: path.join(home, 'postgres'), run, users: path.join(dataDir, 'users') };
}

function reachable(dir: string, owner: Owner): boolean {
	return spawnSync('test', ['-x', dir], { ...owner, cwd: '/' }).status === 0;
}
