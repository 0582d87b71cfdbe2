import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keptSecret, longEnough } from '#platform/config/kept-secret.ts';
import { makeCluster, runningServer } from '#platform/postgres/cluster.ts';
import { unprivilegedOwner } from '#platform/postgres/binaries.ts';
import { placeOf, recordPlace } from '#platform/postgres/place.ts';

let dir: string;
let farther: string | undefined;
beforeEach(() => {
	dir = fs.mkdtempSync(path.join(os.tmpdir(), 'okaeri-place-'));
	fs.chmodSync(dir, 0o755);
	farther = undefined;
});
afterEach(() => {
	for (const folder of [dir, farther]) if (folder) fs.rmSync(folder, { recursive: true, force: true });
});

const isRoot = unprivilegedOwner() !== undefined;

/** A folder that PostgreSQL would take for its own. */
function pretendDatabase(folder: string): void {
	fs.mkdirSync(folder, { recursive: true });
	fs.writeFileSync(path.join(folder, 'PG_VERSION'), '18\n');
}

test.runIf(isRoot)('a data directory that was closed to the database’s account is said, not replaced', () => {
	const before = placeOf(dir);
	pretendDatabase(before.cluster);
	fs.chmodSync(dir, 0o700);
	expect(() => placeOf(dir)).toThrow(/cannot enter it.*chmod o\+x/);
	recordPlace(dir, before.cluster);
	expect(() => placeOf(dir)).toThrow(/cannot enter it/);
	fs.chmodSync(dir, 0o711);
	expect(placeOf(dir).cluster).toBe(before.cluster);
});

test.runIf(isRoot)(
	'a database that had to lie elsewhere stays there when its data directory is opened',
	() => {
		fs.chmodSync(dir, 0o700);
		const place = placeOf(dir);
		farther = path.dirname(place.cluster);
		expect(place.cluster.startsWith(dir)).toBe(false);
		pretendDatabase(place.cluster);
		recordPlace(dir, place.cluster);
		fs.chmodSync(dir, 0o755);
		expect(placeOf(dir).cluster).toBe(place.cluster);
	}
);

test('a database that is gone is not begun anew, and a copied data directory says where its database is', () => {
	const { cluster } = placeOf(dir);
	pretendDatabase(cluster);
	recordPlace(dir, cluster);
	fs.renameSync(cluster, `${cluster}-lost`);
	expect(() => placeOf(dir)).toThrow(/was in .*postgres, and is not there any more/);

	pretendDatabase(path.join(dir, 'another/postgres'));
	fs.writeFileSync(path.join(dir, 'database-place'), path.join(dir, 'another/postgres'));
	expect(() => placeOf(dir)).toThrow(/copied or moved; its database is still in/);
});

test('nothing in the database’s folder is ever removed', () => {
	const place = placeOf(dir);
	pretendDatabase(place.cluster);
	fs.writeFileSync(path.join(place.cluster, 'kept'), 'x');
	makeCluster(place, 'x'.repeat(40));
	expect(fs.readdirSync(place.cluster).sort()).toEqual(['PG_VERSION', 'kept']);
	fs.rmSync(path.join(place.cluster, 'PG_VERSION'));
	expect(() => makeCluster(place, 'x'.repeat(40))).toThrow('holds files, but no database');
	expect(fs.readdirSync(place.cluster)).toEqual(['kept']);
});

test('a pid file names a server of ours only where that process runs on these files', () => {
	const place = placeOf(dir);
	fs.mkdirSync(place.cluster);
	fs.writeFileSync(path.join(place.cluster, 'postmaster.pid'), `${process.pid}\n${place.cluster}\n`);
	expect(runningServer(place)).toBeUndefined();
});

test('a secret is made once, as a whole, for its owner only; one that was written half is refused', () => {
	const file = path.join(dir, 'secret');
	const made = keptSecret(file);
	expect(made.length).toBeGreaterThan(40);
	expect(keptSecret(file)).toBe(made);
	expect(fs.statSync(file).mode & 0o777).toBe(0o600);
	expect(fs.readdirSync(dir)).toEqual(['secret']);
	fs.writeFileSync(file, '');
	expect(() => keptSecret(file)).toThrow(/secret is too short .*0 characters/);
	expect(fs.readFileSync(file, 'utf8'), 'what is there is not replaced silently').toBe('');
	expect(() => longEnough('too short', 'OKAERI_SECRET')).toThrow('OKAERI_SECRET is too short');
});

test('a secret that finds no room leaves nothing behind that could be taken for one', () => {
	if (!fs.existsSync('/dev/full')) return;
	const file = path.join(dir, 'secret');
	fs.symlinkSync('/dev/full', `${file}.${process.pid}.new`);
	expect(() => keptSecret(file)).toThrow('ENOSPC');
	expect(fs.readdirSync(dir)).toEqual([]);
	expect(keptSecret(file).length).toBeGreaterThan(40);
});
