import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { MailServer } from '#test/fixtures/mail-server.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';

const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'okaeri-health-'));
process.env.OKAERI_DATA = dataDir;
const secretOfTests = process.env.OKAERI_SECRET;
delete process.env.OKAERI_SECRET;

const own = useOwnDatabase();
const server = new MailServer();
let hikari: Hikari;
beforeAll(async () => {
	await server.open();
	process.env.SMTP_URL = server.url;
	hikari = await foundHikari(own.owner);
});
afterAll(async () => {
	await server.close();
	process.env.OKAERI_SECRET = secretOfTests;
	fs.rmSync(dataDir, { recursive: true, force: true });
});

/** As a process sees it that has just begun. */
async function fresh() {
	vi.resetModules();
	const { whatIsWrong } = await import('#platform/health/health.server.ts');
	const { examine } = await import('../../bin/commands/doctor.ts');
	const { closePools } = await import('#platform/database/connection.server.ts');
	return {
		up: () => whatIsWrong().finally(closePools),
		bad: async () =>
			(await examine(own.url)).filter(({ state }) => state === 'NOT ').map(({ text }) => text),
		tried: async (address: string) =>
			(await examine(own.url, address)).map(({ text }) => text).filter((text) => text.includes('mail'))
	};
}

test('where all is well nothing is said', async () => {
	const { up, bad } = await fresh();
	expect(await up()).toEqual([]);
	expect(await bad()).toEqual([]);
});

test('a database that can be read but not written is seen', async () => {
	const name = new URL(own.url).pathname.slice(1);
	await own.owner.query(`alter database ${name} set default_transaction_read_only = on`);
	try {
		await expect((await fresh()).up()).rejects.toThrow('read-only');
	} finally {
		await own.owner.query(`alter database ${name} reset default_transaction_read_only`);
	}
});

test('an empty secret, and a data directory that is a dead end, are seen by both', async () => {
	fs.writeFileSync(path.join(dataDir, 'secret'), '');
	fs.writeFileSync(path.join(dataDir, 'database-place'), 'nowhere');
	const { up, bad } = await fresh();
	const seen = [
		expect.stringContaining('nowhere is not there'),
		expect.stringContaining('secret is too short')
	];
	expect(await up()).toEqual(seen);
	expect(await bad()).toEqual(seen);
	for (const file of ['secret', 'database-place']) fs.rmSync(path.join(dataDir, file));
});

test('jobs that nobody does, a worker that is stuck, and mails that wait are seen', async () => {
	await own.owner.query(`
		select graphile_worker.add_job('late', run_at => now() - interval '1 hour'),
			graphile_worker.add_job('stuck', run_at => now() - interval '1 hour'),
			graphile_worker.add_job('over', max_attempts => 1)`);
	await own.owner.query(`
		update graphile_worker._private_jobs j
		set locked_at = case t.identifier when 'stuck' then now() - interval '1 hour' end,
			attempts = case t.identifier when 'over' then 1 else 0 end
		from graphile_worker._private_tasks t
		where t.id = j.task_id`);
	await own.owner.query(
		`insert into mail (network_id, kind, address, subject, not_before, expires_at)
		values ($1, 'x', 'x@example.jp', 'x', now() - interval '2 hours', null),
			($1, 'x', 'x@example.jp', 'too old to be of use', now() - interval '2 hours', now() - interval '1 hour')`,
		[hikari.network.networkId]
	);
	const { bad } = await fresh();
	expect(await bad()).toEqual([
		expect.stringContaining('1 jobs have failed for good'),
		expect.stringContaining('1 jobs are due for more than 15 minutes'),
		expect.stringContaining('1 jobs are being worked on for more than 30 minutes'),
		'no worker is running now',
		expect.stringMatching(/^mail of hikari stands still: 1 could have gone since /)
	]);
});

test('a mail server is really connected to, and a test mail really sent', async () => {
	await own.owner.query('delete from mail');
	expect(await (await fresh()).tried('operator@hikari.example.jp')).toEqual([
		expect.stringMatching(/^the mail server 127\.0\.0\.1:\d+ can be reached and lets us in$/),
		'mail stands still nowhere',
		'a test mail went out to operator@hikari.example.jp'
	]);
	expect(server.mails).toHaveLength(1);
	server.answers = { 'RCPT TO': '550 5.1.1 User unknown' };
	expect(await (await fresh()).tried('nobody@hikari.example.jp')).toContainEqual(
		'the test mail to nobody@hikari.example.jp was not taken: 550 5.1.1 User unknown'
	);
	process.env.SMTP_URL = 'smtp://127.0.0.1:1';
	expect(await (await fresh()).bad()).toContainEqual(
		expect.stringMatching(/^the mail server 127\.0\.0\.1:1 cannot be used: .*ECONNREFUSED/)
	);
	process.env.SMTP_URL = server.url;
});
