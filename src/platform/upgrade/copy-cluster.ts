import fs from 'node:fs';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import pg from 'pg';
import { syncFolder } from '#platform/config/kept-secret.ts';
import type { Owner } from '#platform/postgres/binaries.ts';

/** What PostgreSQL makes anew at each start; a copy of it would be wrong. */
const emptied = new Set([
	'pg_wal',
	'pg_replslot',
	'pg_stat_tmp',
	'pg_subtrans',
	'pg_notify',
	'pg_serial',
	'pg_snapshots',
	'pg_dynshmem'
]);
const leftOut =
	/^(postmaster\.(pid|opts)|pg_internal\.init.*|pgsql_tmp.*|backup_label(\.old)?|tablespace_map)$/;
const segment = /^[0-9A-F]{24}$/;

/**
 * Copies the files of a cluster that runs, so that PostgreSQL can start from the copy: it holds all that was committed
 * when the copy ended. The server keeps what it writes meanwhile in its log, which is copied last
 * (PostgreSQL's own way: pg_backup_start, copy, pg_backup_stop).
 */
export async function copyCluster(from: { url: string; cluster: string; owner: Owner }, to: string) {
	const client = new pg.Client({ connectionString: from.url });
	await client.connect();
	try {
		// The slot, which goes with this connection, keeps the log of the meantime from being thrown away.
		await client.query('select pg_create_physical_replication_slot($1, true, true)', [
			`okaeri_snapshot_${process.pid}`
		]);
		await client.query(`select pg_backup_start('before an upgrade', true)`);
		copyFolder(from.cluster, to, from.owner);
		const { rows } = await client.query<{ labelfile: string }>(
			'select labelfile from pg_backup_stop(false)'
		);
		const label = rows[0]!.labelfile;
		for (const folder of ['', 'archive_status', 'summaries'])
			makeFolder(path.join(to, 'pg_wal', folder), from.owner);
		const first = /\(file ([0-9A-F]{24})\)/.exec(label)![1]!;
		for (const name of fs.readdirSync(path.join(from.cluster, 'pg_wal')))
			if (segment.test(name) && name >= first)
				copyFile(path.join(from.cluster, 'pg_wal', name), path.join(to, 'pg_wal', name), from.owner);
		const file = path.join(to, 'backup_label');
		fs.writeFileSync(file, label, { mode: 0o600 });
		if (from.owner) fs.chownSync(file, from.owner.uid, from.owner.gid);
		toDisk(to);
	} finally {
		await client.end();
	}
}

function makeFolder(folder: string, owner: Owner): void {
	fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
	if (owner) fs.chownSync(folder, owner.uid, owner.gid);
}

function copyFolder(from: string, to: string, owner: Owner): void {
	makeFolder(to, owner);
	for (const entry of fs.readdirSync(from, { withFileTypes: true })) {
		if (leftOut.test(entry.name)) continue;
		const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
		if (entry.isDirectory() && emptied.has(entry.name)) makeFolder(target, owner);
		else if (entry.isDirectory()) copyFolder(source, target, owner);
		else if (entry.isFile()) copyFile(source, target, owner);
	}
}

/** Copies a file; where the file system can, without using room (a reflink). One that is deleted meanwhile is left out. */
function copyFile(from: string, to: string, owner: Owner): void {
	try {
		fs.copyFileSync(from, to, fs.constants.COPYFILE_FICLONE);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT' && !fs.existsSync(from)) return;
		throw error;
	}
	if (owner) fs.chownSync(to, owner.uid, owner.gid);
}

/** Waits until the copy is on the disk, not only on its way there. */
function toDisk(folder: string): void {
	const done = spawnSync('sync', process.platform === 'linux' ? ['-f', folder] : [], { encoding: 'utf8' });
	if (done.status !== 0)
		throw new Error(`The copy could not be written to the disk: ${done.stderr ?? done.error?.message}`);
	syncFolder(path.dirname(folder));
}

/** The bytes that the files of a folder take. */
export function bytesIn(folder: string): number {
	let bytes = 0;
	for (const entry of fs.readdirSync(folder, { withFileTypes: true, recursive: true })) {
		const stat = entry.isFile()
			? fs.statSync(path.join(entry.parentPath, entry.name), { throwIfNoEntry: false })
			: undefined;
		bytes += stat?.size ?? 0;
	}
	return bytes;
}
