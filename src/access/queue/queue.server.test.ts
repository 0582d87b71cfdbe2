import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { Actor } from '#access/actor/actor.server.ts';
import { inNetwork } from '#platform/database/network.server.ts';
import { Forbidden, Invalid } from '#platform/http/failures.ts';
import { leaveJob } from '#platform/jobs/jobs.server.ts';
import { workAbout } from '#platform/log/about.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { dropJobs, queueAtDesk, retryJobs } from './queue.server.ts';

const own = useOwnDatabase();
let ours: Hikari;
let theirs: Hikari;
let admin: Actor;
beforeAll(async () => {
	ours = await foundHikari(own.owner, 'ours');
	theirs = await foundHikari(own.owner, 'theirs');
	admin = { ...ours.hashimoto, roles: ['employee', 'admin'] };
});

/** Two jobs of ours failed for good, and one of theirs; one of ours waits. */
beforeEach(async () => {
	await own.owner.query('delete from graphile_worker._private_jobs');
	for (const { network } of [ours, theirs])
		await inNetwork(network, (db) => leaveJob(db, 'keeping.tidy', network));
	await inNetwork(ours.network, (db) => leaveJob(db, 'digest.send', ours.network));
	await own.owner.query(`
		update graphile_worker._private_jobs
		set attempts = max_attempts,
			last_error = E'No such person: 中村 隆 <goro@example.jp>\\n    at somewhere'
	`);
	await inNetwork(ours.network, (db) => leaveJob(db, 'reasons.read', ours.network));
});

const none = { ids: [], isAll: false, kind: undefined };
const idsOf = async (who: Actor) => (await queueAtDesk(who, undefined)).jobs.map(({ jobId }) => jobId);
async function attemptsLeft(): Promise<number[]> {
	const { rows } = await own.owner.query(
		'select max_attempts - attempts as left from graphile_worker.jobs order by id'
	);
	return rows.map(({ left }) => left as number);
}

test('an administrator sees the failed jobs of the network alone, and why, without a name', async () => {
	const { states, jobs, kinds } = await queueAtDesk(admin, undefined);
	expect(states).toMatchObject({ due: 1, given_up: 2 });
	expect(kinds.map(({ job }) => job).sort()).toEqual(['digest.send', 'keeping.tidy']);
	expect(jobs.map(({ cause, said }) => ({ cause, said }))).toEqual(
		[1, 2].map(() => ({ cause: 'gone', said: 'No such person: … … <…@…>' }))
	);
	expect((await queueAtDesk(admin, 'digest.send')).jobs).toHaveLength(1);
});

test('one is tried again from the beginning, and all of a kind are dropped, on record', async () => {
	const { jobs } = await queueAtDesk(admin, 'keeping.tidy');
	const ids = jobs.map(({ jobId }) => jobId);
	expect(await retryJobs(admin, { ...none, ids })).toBe(1);
	expect(await retryJobs(admin, { ...none, ids }), 'it does not fail any more').toBe(0);
	expect(await attemptsLeft()).toEqual([12, 0, 0, 12]);
	expect(await dropJobs(admin, { ...none, isAll: true, kind: 'digest.send' })).toBe(1);
	expect(await idsOf(admin)).toEqual([]);
	const { rows } = await own.owner.query(
		`select act, detail from audit where act like 'jobs.%' order by audit_id`
	);
	expect(rows).toEqual([
		{ act: 'jobs.retried', detail: { jobs: [{ job: 'keeping.tidy', count: 1 }] } },
		{ act: 'jobs.dropped', detail: { jobs: [{ job: 'digest.send', count: 1 }] } }
	]);
	await expect(dropJobs(admin, none)).rejects.toThrow(Invalid);
});

test('nobody else sees or settles them, and an administrator reaches none of another network, nor one that waits', async () => {
	const { rows } = await own.owner.query('select id from graphile_worker.jobs order by id');
	const [, foreign, , waiting] = rows.map(({ id }) => Number(id));
	for (const settle of [retryJobs, dropJobs]) {
		expect(await settle(admin, { ...none, ids: [foreign!, waiting!] })).toBe(0);
		for (const who of [ours.hashimoto, ours.nakamura])
			await expect(settle(who, { ...none, isAll: true })).rejects.toThrow(Forbidden);
	}
	await expect(queueAtDesk(ours.hashimoto, undefined)).rejects.toThrow(Forbidden);
	expect(await attemptsLeft()).toEqual([0, 0, 0, 12]);
});

test('a job says by which request it was left', async () => {
	await workAbout({ request: 'r', route: '/x' }, () =>
		inNetwork(ours.network, (db) => leaveJob(db, 'openings.close', ours.network))
	);
	const { rows } = await own.owner.query(
		`select payload from graphile_worker._private_jobs where payload ->> 'request' is not null`
	);
	expect(rows).toMatchObject([{ payload: { networkId: ours.network.networkId, request: 'r' } }]);
});
