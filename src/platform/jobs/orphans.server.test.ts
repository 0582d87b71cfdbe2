import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { inNetwork } from '#platform/database/network.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { leaveJob } from './jobs.server.ts';
import { noteWorkers, releaseOrphans } from './orphans.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
let pool: pg.Pool;
beforeAll(async () => {
	hikari = await foundHikari(own.owner);
	pool = new pg.Pool({ connectionString: own.url, application_name: 'worker-alive' });
});
afterAll(() => pool.end());
beforeEach(() => own.owner.query('delete from graphile_worker._private_jobs'));

const leave = (key?: string) =>
	inNetwork(hikari.network, (db) =>
		leaveJob(db, 'standing.changed', hikari.network, key === undefined ? {} : { key })
	);

/** Someone takes every job that waits, as graphile-worker notes it, in a process that has a connection or none. */
async function take(attempts: number, processName: string): Promise<void> {
	await noteWorkers(pool, ['someone'], processName);
	await own.owner.query(
		`update graphile_worker._private_jobs
		set locked_at = now(), locked_by = 'someone', attempts = $1`,
		[attempts]
	);
}

type Left = { key: string | null; attempts: number; isHeld: boolean };
async function jobs(): Promise<Left[]> {
	const { rows } = await own.owner.query<Left>(`
		select key, attempts::int, locked_at is not null as "isHeld"
		from graphile_worker._private_jobs
		order by id
	`);
	return rows;
}

test('a job whose worker is gone is free again, with the try that it has had', async () => {
	await leave('one');
	await take(1, 'worker-gone');
	expect(await releaseOrphans(pool)).toBe(1);
	expect(await jobs()).toEqual([{ key: 'one', attempts: 1, isHeld: false }]);
});

test('a job that handed its key on comes again as well when its worker is gone: what it had begun may be half done', async () => {
	await leave('one');
	await take(1, 'worker-gone');
	await leave('one');
	await releaseOrphans(pool);
	expect(await jobs()).toEqual([
		{ key: null, attempts: 1, isHeld: false },
		{ key: 'one', attempts: 0, isHeld: false }
	]);
});

test('a job stays with its worker while that lives', async () => {
	await leave('one');
	await take(1, 'worker-alive');
	expect(await releaseOrphans(pool)).toBe(0);
	expect(await jobs()).toMatchObject([{ isHeld: true }]);
	await own.owner.query('delete from ground.worker');
});

test('a job whose worker died at the last try is still told as one that failed', async () => {
	await leave();
	await own.owner.query(
		`update graphile_worker._private_jobs set updated_at = now() - interval '1 minute'`
	);
	await take(12, 'worker-gone');
	await releaseOrphans(pool);
	expect(await jobs()).toEqual([{ key: null, attempts: 12, isHeld: false }]);
});
