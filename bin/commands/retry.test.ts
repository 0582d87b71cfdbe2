import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { inNetwork } from '#platform/database/network.server.ts';
import { leaveJob } from '#platform/jobs/jobs.server.ts';
import { leaveMail } from '#platform/mail/mail.server.ts';
import { letter } from '#platform/mail/template.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { retry } from './retry.ts';

const own = useOwnDatabase();
let hikari: Hikari;
beforeAll(async () => {
	hikari = await foundHikari(own.owner);
});
afterEach(() => void vi.restoreAllMocks());

test('what was given up is said and tried again', async () => {
	await inNetwork(hikari.network, async (db) => {
		await leaveJob(db, 'keeping.tidy', hikari.network);
		await leaveMail(db, hikari.network, {
			kind: 'talk',
			address: 'nakamura@hikari.example.jp',
			letter: letter('…', [{ say: '…' }], { network: 'ひかりの輪', why: '…' })
		});
	});
	await own.owner.query(`update mail set status = 'failed', tries = 240, failure = '451 Try later'`);
	await own.owner.query(`
		update graphile_worker._private_jobs
		set attempts = max_attempts, last_error = E'The disk was full\\n  at somewhere', run_at = now() + interval '1 day'
	`);
	const said: string[] = [];
	vi.spyOn(console, 'log').mockImplementation((line: string) => void said.push(line));
	await retry(own.url);
	expect(said.flatMap((words) => words.split('\n'))).toEqual([
		expect.stringMatching(/^job \d+ keeping\.tidy: The disk was full$/),
		expect.stringMatching(/^mail \S+ talk: 451 Try later$/),
		'Tried again: 1 jobs, 1 mails.'
	]);
	const { rows: mails } = await own.owner.query('select status, tries from mail');
	expect(mails).toEqual([{ status: 'waiting', tries: 0 }]);
	const { rows: jobs } = await own.owner.query(
		'select task_identifier as task, attempts from graphile_worker.jobs where run_at <= now() order by id'
	);
	expect(jobs).toEqual([
		{ task: 'keeping.tidy', attempts: 0 },
		{ task: 'mail.send', attempts: 0 }
	]);
	await retry(own.url);
	expect(said.at(-1)).toBe('Tried again: 0 jobs, 0 mails.');
});
