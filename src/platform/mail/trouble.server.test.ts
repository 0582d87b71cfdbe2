import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { inNetwork } from '#platform/database/network.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { MailServer } from '#test/fixtures/mail-server.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { leaveMail, type MailKind } from './mail.server.ts';
import { secondsToNextTry } from './outcome.ts';
import { lookAfterMails, sendMail } from './sending.server.ts';
import { letter } from './template.ts';

const own = useOwnDatabase();
const server = new MailServer();
let hikari: Hikari;

beforeAll(async () => {
	await server.open();
	process.env.SMTP_URL = server.url;
	hikari = await foundHikari(own.owner);
});
afterAll(() => server.close());
beforeEach(async () => {
	server.reset();
	await own.owner.query(`
		delete from mail;
		delete from mail_stop;
		delete from graphile_worker._private_jobs
	`);
});

async function leave(kind: MailKind = 'talk', expiresAt?: Date): Promise<string> {
	await inNetwork(hikari.network, (db) =>
		leaveMail(db, hikari.network, {
			kind,
			address: 'nakamura@hikari.example.jp',
			letter: letter('面談のご案内', [{ say: 'こんにちは。' }], { network: 'ひかりの輪', why: '…' }),
			...(expiresAt ? { expiresAt } : {})
		})
	);
	return (await own.owner.query('select mail_id from mail order by mail_id desc limit 1')).rows[0].mail_id;
}
const send = (mailId: string) => sendMail({ ...hikari.network, mailId });
async function state(mailId: string) {
	const { rows } = await own.owner.query(
		'select status, tries, failure, body_text is not null as "hasBody" from mail where mail_id = $1',
		[mailId]
	);
	return rows[0];
}
type Left = { task: string; seconds: number };
/** The jobs that wait, with the seconds until each is due. */
async function jobs(): Promise<Left[]> {
	const { rows } = await own.owner.query<Left>(`
		select task_identifier as task, round(extract(epoch from run_at - now()))::int as seconds
		from graphile_worker.jobs
		order by 1
	`);
	return rows;
}
const takeJobs = () => own.owner.query('delete from graphile_worker._private_jobs');
const stops = async () => (await own.owner.query('select address from mail_stop')).rows;
const change = (what: string, mailId: string) =>
	own.owner.query(`update mail set ${what} where mail_id = $1`, [mailId]);

describe('a mail that the server does not take', () => {
	test.each([
		['RCPT TO', '554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org'],
		['RCPT TO', '550 5.7.1 relaying denied'],
		['RCPT TO', '530 5.7.0 Must issue a STARTTLS command first'],
		['RCPT TO', '552 5.2.2 mailbox full'],
		['RCPT TO', '501 Bad recipient address syntax'],
		['RCPT TO', '550 5.1.8 Sender domain not found'],
		['DATA', '552 5.2.2 mailbox full']
	] as const)('%s -> %s: the mail waits, the desk is told, the address stays', async (step, answer) => {
		server.answers = { [step]: answer };
		const mailId = await leave();
		await takeJobs();
		await send(mailId);
		expect(await state(mailId)).toMatchObject({ status: 'waiting', failure: answer, hasBody: true });
		expect(await stops()).toEqual([]);
		expect((await jobs()).map(({ task }) => task)).toEqual(['mail.send', 'mail.trouble']);
	});

	test.each([
		['RCPT TO', '550 5.1.1 user unknown'],
		['RCPT TO', '550-5.1.1 The email account\r\n550 5.1.1 does not exist'],
		['DATA', '550 5.1.1 user unknown'],
		['DATA', '550 5.2.1 mailbox disabled']
	] as const)('%s -> %s: no more mail goes to the address', async (step, answer) => {
		server.answers = { [step]: answer };
		const mailId = await leave();
		await takeJobs();
		await send(mailId);
		expect(await state(mailId)).toMatchObject({ status: 'failed', hasBody: false });
		expect(await stops()).toEqual([{ address: 'nakamura@hikari.example.jp' }]);
		expect(await jobs()).toEqual([]);
	});

	test('refused when the whole mail has come in: it is not sent again, and the address stays', async () => {
		server.answers = { DATA: '550 5.7.1 message content rejected' };
		const mailId = await leave();
		await takeJobs();
		await send(mailId);
		await send(mailId);
		expect(server.mails).toHaveLength(1);
		expect(await state(mailId)).toMatchObject({ status: 'failed', tries: 1 });
		expect(await stops()).toEqual([]);
		expect((await jobs()).map(({ task }) => task)).toEqual(['mail.trouble']);
	});
});

describe('a mail that is put off', () => {
	test('is tried again at growing distances, at most every half an hour, for five days', async () => {
		server.answers = { DATA: '451 4.7.1 Try again later' };
		const mailId = await leave();
		await takeJobs();
		await send(mailId);
		expect(await jobs()).toEqual([{ task: 'mail.send', seconds: 15 }]);
		await change('tries = 300', mailId);
		await takeJobs();
		await send(mailId);
		expect(await jobs()).toEqual([{ task: 'mail.send', seconds: 1800 }]);
		await change(
			`created_at = now() - interval '6 days', not_before = now() - interval '6 days'`,
			mailId
		);
		await takeJobs();
		await send(mailId);
		expect(await state(mailId)).toMatchObject({ status: 'failed', failure: '451 4.7.1 Try again later' });
		expect((await jobs()).map(({ task }) => task)).toEqual(['mail.trouble']);
		expect(
			Array.from({ length: 400 }, (_, tries) => secondsToNextTry(tries)).every((s) => s <= 1800)
		).toBe(true);
	});
});

describe('a connection that breaks', () => {
	test.each(['reset', 'hang'] as const)(
		'when the whole mail has gone out (%s): once more, then the desk is asked',
		async (behaviour) => {
			server.answers = { DATA: behaviour };
			const mailId = await leave();
			await takeJobs();
			await send(mailId);
			expect(await state(mailId)).toMatchObject({ status: 'waiting' });
			for (let at = 0; at < 3; at++) await send(mailId);
			expect(server.mails).toHaveLength(2);
			expect(await state(mailId)).toMatchObject({ status: 'unsure', hasBody: true });
			expect((await jobs()).map(({ task }) => task)).toContain('mail.trouble');
		}
	);

	test('after the whole of a mail, over a connection that has carried another one: the same', async () => {
		const [before, mailId] = [await leave(), await leave()];
		await send(before);
		server.answers = { DATA: 'reset' };
		for (let at = 0; at < 3; at++) await send(mailId);
		expect(server.mails).toHaveLength(3);
		expect(await state(before)).toMatchObject({ status: 'sent', tries: 1 });
		expect(await state(mailId)).toMatchObject({ status: 'unsure', tries: 2 });
	});

	test('between two mails: the second goes over a new one, at its first try', async () => {
		const [before, mailId] = [await leave(), await leave()];
		await send(before);
		server.once = { 'MAIL FROM': 'reset' };
		await send(mailId);
		expect(server.mails).toHaveLength(2);
		expect(await state(mailId)).toMatchObject({ status: 'sent', tries: 1 });
	});

	test('before the mail has gone out: it cannot have arrived, so it is simply tried again', async () => {
		server.isEarly = true;
		const mailId = await leave();
		for (let at = 0; at < 3; at++) await send(mailId);
		expect(await state(mailId)).toMatchObject({ status: 'waiting', tries: 3 });
		server.isEarly = false;
		await send(mailId);
		expect(await state(mailId)).toMatchObject({ status: 'sent' });
	});

	test('a server that hangs holds no row and no connection to the database', async () => {
		server.answers = { DATA: 'hang' };
		const mailId = await leave();
		server.onMail = async () => {
			const { rows } = await own.owner.query(
				`select state from pg_stat_activity where datname = current_database() and state like 'idle in%'`
			);
			expect(rows).toEqual([]);
			await own.owner.query('select from mail where mail_id = $1 for update nowait', [mailId]);
			server.mails.push('nothing was held');
		};
		await send(mailId);
		expect(server.mails.at(-1)).toBe('nothing was held');
	});
});

describe('a worker that freezes in the middle', () => {
	test('its mail is not lost when its job is given to another one', async () => {
		const mailId = await leave();
		await change(`tries = 1, claimed_until = now() + interval '100 seconds'`, mailId);
		await takeJobs();
		await send(mailId);
		expect(server.mails, 'the claim still holds').toEqual([]);
		const [job] = await jobs();
		expect(job).toMatchObject({ task: 'mail.send' });
		expect(job!.seconds).toBeGreaterThan(90);
		await change(`claimed_until = now() - interval '1 second'`, mailId);
		await send(mailId);
		expect(server.mails).toHaveLength(1);
		expect(await state(mailId)).toMatchObject({ status: 'sent' });
	});

	test('when it happens twice, the desk is asked', async () => {
		const mailId = await leave();
		await change(`tries = 2, lost = 1, claimed_until = now() - interval '1 second'`, mailId);
		await send(mailId);
		expect(server.mails).toEqual([]);
		expect(await state(mailId)).toMatchObject({ status: 'unsure' });
	});

	test('a try that was taken over says nothing but that the mail was sent', async () => {
		const mailId = await leave();
		server.answers = { DATA: '451 4.7.1 Try again later' };
		server.onMail = async () => void (await change('tries = tries + 1', mailId));
		await send(mailId);
		expect((await state(mailId)).failure).toBeNull();
		server.answers = {};
		await change('claimed_until = null', mailId);
		await send(mailId);
		expect(await state(mailId)).toMatchObject({ status: 'sent' });
	});
});

describe('what is no longer of use, or was left behind', () => {
	test('a sign-in link that has expired is not sent', async () => {
		const mailId = await leave('sign_in', new Date(Date.now() - 1000));
		await send(mailId);
		expect(server.connections).toBe(0);
		expect(await state(mailId)).toMatchObject({ status: 'expired', hasBody: false });
	});

	test('a mail that someone waits for has a job of its own kind', async () => {
		await leave('sign_in', new Date(Date.now() + 900_000));
		await leave('digest');
		expect((await jobs()).map(({ task }) => task)).toEqual(['mail.send', 'mail.send_at_once']);
	});

	test('a mail that was tried and has no job gets one', async () => {
		const mailId = await leave();
		await takeJobs();
		await change('tries = 3', mailId);
		await lookAfterMails(hikari.network);
		expect(await jobs()).toEqual([{ task: 'mail.send', seconds: 1800 }]);
	});
});
