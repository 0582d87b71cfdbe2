import fs from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { throwAwayServer, type ThrowAway } from '#platform/postgres/throw-away.ts';
import { useEmbedded, type Embedded } from '#platform/postgres/embedded.ts';
import { putBack } from '#platform/upgrade/rollback.ts';
import { clusterIn, snapshotsOf, takeSnapshot } from '#platform/upgrade/snapshots.ts';

let place: ThrowAway;
let server: Embedded;

beforeAll(async () => {
	place = await throwAwayServer('okaeri-upgrade-');
	server = place.server;
	await run(
		'create schema ground',
		'create table ground.migration (name text)',
		`insert into ground.migration values ('0001_old.sql')`,
		'create table written (words text)'
	);
}, 120_000);
afterAll(async () => {
	await server.leave();
	await place.clear();
});
afterEach(() => vi.restoreAllMocks());

async function run(...statements: string[]): Promise<string[]> {
	const client = new pg.Client({ connectionString: server.url });
	await client.connect();
	let last: pg.QueryResult | undefined;
	for (const statement of statements) last = await client.query(statement);
	await client.end();
	return (last?.rows ?? []).map((row) => String(Object.values(row)[0]));
}

const write = (words: string) => run(`insert into written values ('${words}')`);
const written = () => run('select words from written order by words');
const snapshot = (newest: string) => takeSnapshot(place.dataDir, server.url, { newest, program: null });

test('a database that is copied while it runs is put back as it was, and the other one is kept', async () => {
	await write('before');
	const taken = await snapshot('0001_old.sql');
	await write('after');
	await expect(putBack(place.dataDir, taken)).rejects.toThrow(/in use. Stop Okaeri/);
	expect(await written()).toEqual(['after', 'before']);

	await server.leave();
	const aside = await putBack(place.dataDir, taken);
	server = await useEmbedded(place.dataDir);
	expect(await written()).toEqual(['before']);
	expect(fs.existsSync(path.join(aside, 'PG_VERSION'))).toBe(true);
	expect(snapshotsOf(place.dataDir)).toEqual([]);
}, 120_000);

test('a copy that does not hold what it says is not taken: everything stays as it was', async () => {
	const taken = await snapshot('0000_of_another.sql');
	await write('kept');
	await server.leave();
	await expect(putBack(place.dataDir, taken)).rejects.toThrow(/everything is as it was .* 0001_old\.sql/);
	server = await useEmbedded(place.dataDir);
	expect(await written()).toContain('kept');
	expect(fs.existsSync(path.join(clusterIn(taken), 'PG_VERSION'))).toBe(true);
}, 120_000);

test('two copies are kept, what was left half is removed, and too little room is said with figures', async () => {
	const half = path.join(place.dataDir, 'before-upgrade', '2020-01-01.half');
	fs.mkdirSync(half, { recursive: true });
	await snapshot('0001_old.sql');
	await snapshot('0002_new.sql');
	const kept = snapshotsOf(place.dataDir).map(({ newest }) => newest);
	expect(kept).toEqual(['0002_new.sql', '0001_old.sql']);
	expect(fs.existsSync(half)).toBe(false);

	const copy = fs.copyFileSync;
	vi.spyOn(fs, 'copyFileSync').mockImplementation((from, to, mode) => {
		if (mode === fs.constants.COPYFILE_FICLONE_FORCE) throw new Error('ENOTSUP');
		copy(from, to, mode);
	});
	vi.spyOn(fs, 'statfsSync').mockReturnValue({ bavail: 10, bsize: 1_000_000 } as unknown as fs.StatsFs);
	await expect(snapshot('4')).rejects.toThrow(/too little room: \d+ MB are needed .* 10 MB are free/);
	expect(snapshotsOf(place.dataDir)).toHaveLength(2);
}, 120_000);
