import fs from 'node:fs';
import path from 'node:path';
import { keep, syncFolder } from '#platform/config/kept-secret.ts';
import { placeOf } from '#platform/postgres/place.ts';
import { runs, markOf } from '#platform/postgres/process.ts';
import { bytesIn, copyCluster } from './copy-cluster.ts';
import type { Program } from './program.ts';

/** What is known of a copy of the database from before an upgrade. `newest` is the newest migration in it. */
export type About = { takenAt: string; newest: string; program: Program | null; bytes: number };
export type Snapshot = About & { folder: string };

/** Older ones go when a new one is taken. */
const kept = 2;

/** Snapshots lie beside the database, so that putting one back is a new name and no second copy. */
const folderOf = (dataDir: string) =>
	path.join(path.dirname(placeOf(path.resolve(dataDir)).cluster), 'before-upgrade');

/** The files of the database in a snapshot. */
export const clusterIn = (snapshot: Snapshot) => path.join(snapshot.folder, 'postgres');

/** The snapshots of a data directory, the newest first. One that was not finished is none. */
export function snapshotsOf(dataDir: string): Snapshot[] {
	const all = folderOf(dataDir);
	if (!fs.existsSync(all)) return [];
	return fs
		.readdirSync(all)
		.filter((name) => fs.existsSync(path.join(all, name, 'about.json')) && !name.includes('.half'))
		.map((name) => ({
			folder: path.join(all, name),
			...(JSON.parse(fs.readFileSync(path.join(all, name, 'about.json'), 'utf8')) as About)
		}))
		.sort((a, b) => b.takenAt.localeCompare(a.takenAt));
}

/** What a snapshot needs, and what is free there, in bytes. */
export function roomFor(dataDir: string): { needed: number; free: number } {
	const { cluster } = placeOf(path.resolve(dataDir));
	const { bavail, bsize } = fs.statfsSync(path.dirname(cluster));
	return { needed: bytesIn(cluster), free: bavail * bsize };
}

/** What must stay free for the upgrade itself, which writes as well. */
const reserve = 200_000_000;

/**
 * Takes a copy of the embedded database while it runs, and drops older ones. Throws, with figures, where there is too
 * little room for it.
 */
export async function takeSnapshot(
	dataDir: string,
	url: string,
	{ newest, program }: Pick<About, 'newest' | 'program'>
): Promise<Snapshot> {
	const { cluster, owner } = placeOf(path.resolve(dataDir));
	const all = folderOf(dataDir);
	dropHalves(all);
	const { needed, free } = roomFor(dataDir);
	if (!clones(cluster) && free < needed + reserve)
		throw new Error(
			[
				'Before it is upgraded the database is copied, and there is too little room:',
				`${megabytes(needed + reserve)} are needed beside ${cluster}, ${megabytes(free)} are free.`,
				'Make room; or make a backup elsewhere and start once with UPGRADE_SNAPSHOT=off.'
			].join(' ')
		);
	const about: About = { takenAt: new Date().toISOString(), newest, program, bytes: needed };
	const folder = path.join(all, about.takenAt.replaceAll(/[:.]/g, '-'));
	const half = `${folder}.half`;
	fs.mkdirSync(half, { recursive: true });
	for (const above of [all, half]) if (owner) fs.chownSync(above, owner.uid, owner.gid);
	keep(path.join(half, 'by'), markOf(process.pid));
	await copyCluster({ url, cluster, owner }, path.join(half, 'postgres'));
	keep(path.join(half, 'about.json'), `${JSON.stringify(about)}\n`);
	fs.renameSync(half, folder);
	syncFolder(all);
	for (const old of snapshotsOf(dataDir).slice(kept)) fs.rmSync(old.folder, { recursive: true });
	return { ...about, folder };
}

export const megabytes = (bytes: number) => `${Math.ceil(bytes / 1_000_000).toLocaleString('en')} MB`;

/** Does the file system copy without using room? */
function clones(cluster: string): boolean {
	const trial = `${cluster}.trial-${process.pid}`;
	try {
		fs.copyFileSync(path.join(cluster, 'PG_VERSION'), trial, fs.constants.COPYFILE_FICLONE_FORCE);
		return true;
	} catch {
		return false; // each file system says so with an error of its own
	} finally {
		fs.rmSync(trial, { force: true });
	}
}

/** Removes what an interrupted copy left. */
function dropHalves(all: string): void {
	if (!fs.existsSync(all)) return;
	for (const name of fs.readdirSync(all).filter((name) => name.endsWith('.half'))) {
		const by = path.join(all, name, 'by');
		const isWorkedOn = fs.existsSync(by) && runs(fs.readFileSync(by, 'utf8'));
		if (!isWorkedOn) fs.rmSync(path.join(all, name), { recursive: true, force: true });
	}
}
