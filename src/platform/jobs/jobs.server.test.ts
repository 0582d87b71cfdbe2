import { beforeAll, beforeEach, expect, test } from 'vitest';
import { inNetwork } from '#platform/database/network.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { leaveJob, leaveJobs } from './jobs.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
beforeAll(async () => {
	hikari = await foundHikari(own.owner);
});
beforeEach(() => own.owner.query('delete from graphile_worker._private_jobs'));

const leave = (options: { after?: number; isPutOff?: boolean } = {}) =>
	inNetwork(hikari.network, (db) =>
		leaveJob(db, 'standing.changed', hikari.network, { key: 'one', ...options })
	);

type Due = { key: string | null; seconds: number };
/** The jobs that are there, with the seconds until each is due. */
async function due(): Promise<Due[]> {
	const { rows } = await own.owner.query<Due>(`
		select key, round(extract(epoch from run_at - now()))::int as seconds
		from graphile_worker.jobs
		order by id
	`);
	return rows;
}
const makeOlder = (seconds: number) =>
	own.owner.query('update graphile_worker._private_jobs set run_at = run_at - make_interval(secs => $1)', [
		seconds
	]);

test('a job that is asked for all the time keeps its first due time', async () => {
	await leave({ after: 60 });
	for (let asked = 0; asked < 3; asked++) {
		await makeOlder(10);
		await leave({ after: 60 });
	}
	expect(await due()).toEqual([{ key: 'one', seconds: 30 }]);
});

test('a job that is wanted sooner than it waits comes sooner', async () => {
	await leave({ after: 7200 });
	await leave();
	expect(await due()).toEqual([{ key: 'one', seconds: 0 }]);
});

test('a job that is put off takes the new time', async () => {
	await leave({ after: 60 });
	await leave({ after: 7200, isPutOff: true });
	expect(await due()).toEqual([{ key: 'one', seconds: 7200 }]);
});

test('a run that is asked for while one runs comes after it', async () => {
	await leave();
	await makeOlder(100);
	await own.owner.query(
		`update graphile_worker._private_jobs set locked_at = now(), locked_by = 'someone'`
	);
	await leave({ after: 3 });
	expect(await due()).toEqual([
		{ key: null, seconds: -100 },
		{ key: 'one', seconds: 3 }
	]);
});

test('a job that runs when another of its key is left keeps its tries, so that it is not told as one that failed', async () => {
	for (const options of [{}, { isPutOff: true }]) {
		await leave();
		await own.owner.query(
			`update graphile_worker._private_jobs set locked_at = now(), locked_by = 'someone', attempts = 1`
		);
		await leave(options);
		const { rows } = await own.owner.query(`
			select key, attempts::int, max_attempts::int as most, locked_at is not null as "isHeld"
			from graphile_worker._private_jobs
			order by id
		`);
		expect(rows).toEqual([
			{ key: null, attempts: 1, most: 12, isHeld: true },
			{ key: 'one', attempts: 0, most: 12, isHeld: false }
		]);
		await own.owner.query('delete from graphile_worker._private_jobs');
	}
});

test('many jobs are left in one statement, each by the rules of one', async () => {
	await leave({ after: 60 });
	await inNetwork(hikari.network, (db) =>
		leaveJobs(
			db,
			'standing.changed',
			['one', 'two', undefined, undefined].map((key, at) => ({
				job: hikari.network,
				...(key ? { key } : {}),
				after: 100 + at
			}))
		)
	);
	expect((await due()).sort((a, b) => a.seconds - b.seconds)).toEqual([
		{ key: 'one', seconds: 60 },
		{ key: 'two', seconds: 101 },
		{ key: null, seconds: 102 },
		{ key: null, seconds: 103 }
	]);
	await own.owner.query(`
		update graphile_worker._private_jobs
		set locked_at = now(), locked_by = 'someone', attempts = 1
		where key = 'one'
	`);
	await inNetwork(hikari.network, (db) =>
		leaveJobs(db, 'standing.changed', [
			{ job: hikari.network, key: 'one', after: 5 },
			{ job: hikari.network, key: 'three' }
		])
	);
	const { rows } = await own.owner.query(`
		select key, attempts::int, max_attempts::int as most, payload, locked_at is not null as "isHeld"
		from graphile_worker._private_jobs
		where key = 'one' or locked_at is not null
		order by id
	`);
	expect(rows).toMatchObject([
		{ key: null, attempts: 1, most: 12, isHeld: true },
		{ key: 'one', attempts: 0, most: 12, isHeld: false, payload: hikari.network }
	]);
});

test('of no jobs nothing is left', async () => {
	await inNetwork(hikari.network, (db) => leaveJobs(db, 'standing.changed', []));
	expect(await due()).toEqual([]);
});
