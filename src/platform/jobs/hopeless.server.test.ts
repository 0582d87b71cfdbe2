import { EventEmitter } from 'node:events';
import { runOnce, type WorkerEvents } from 'graphile-worker';
import { expect, test } from 'vitest';
import { NotFound } from '#platform/http/failures.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { taskOf } from './hopeless.server.ts';

const own = useOwnDatabase();
const networkId = '01a206bd-ab4e-7ca0-8fbf-87e87e6ce1fd';

/** What became of a job: how often it may be tried yet, what it said, and whether the worker told that it failed for good. */
async function run(given: object, work: () => Promise<void>) {
	await own.owner.query(`delete from graphile_worker._private_jobs`);
	await own.owner.query(`select graphile_worker.add_job('try', $1::json, max_attempts => 12)`, [
		JSON.stringify(given)
	]);
	let isToldOf = false;
	const events: WorkerEvents = new EventEmitter();
	events.on('job:failed', () => (isToldOf = true));
	await runOnce({
		connectionString: own.url,
		events,
		taskList: { try: taskOf(work) },
		noHandleSignals: true
	});
	let end = { left: NaN, said: '' };
	// What became of it is written down beside the worker, which may be done before.
	await expect
		.poll(async () => {
			const { rows } = await own.owner.query(
				'select max_attempts - attempts as left, last_error as said from graphile_worker._private_jobs'
			);
			return (end = rows[0]).said;
		})
		.not.toBeNull();
	return { ...end, isToldOf };
}

test('a job whose person is gone fails at once, and says why', async () => {
	const end = await run({ networkId }, async () => {
		throw new NotFound('No such person');
	});
	expect(end).toMatchObject({ left: 0, isToldOf: true });
	expect(end.said).toContain('No such person');
});

test.each([{}, { networkId: 'x' }, { networkId, mailId: '1; drop table mail' }])(
	'a job that names nothing is not begun: %j',
	async (given) => {
		let isBegun = false;
		const end = await run(given, async () => void (isBegun = true));
		expect(end).toMatchObject({ left: 0, isToldOf: true });
		expect(isBegun).toBe(false);
	}
);

test('a job that may succeed later is tried again', async () => {
	const end = await run({ networkId }, async () => {
		throw new Error('The mail server does not answer');
	});
	expect(end).toMatchObject({ left: 11, isToldOf: false });
});
