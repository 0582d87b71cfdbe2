import type { AddressInfo } from 'node:net';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inNetwork } from '#platform/database/network.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { leaveMail } from './mail.server.ts';
import { sendMail } from './sending.server.ts';
import { letter } from './template.ts';

const own = useOwnDatabase();
const received: ParsedMail[] = [];
let answers = true;
const server = new SMTPServer({
	authOptional: true,
	disabledCommands: ['STARTTLS'],
	onData(stream, _session, done) {
		simpleParser(stream, (error, mail) => {
			if (answers) received.push(mail);
			done(answers ? error : Object.assign(new Error('Try later'), { responseCode: 451 }));
		});
	}
});
let hikari: Hikari;

beforeAll(async () => {
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	process.env.SMTP_URL = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
	process.env.MAIL_FROM = 'ひかりの輪 <okaeri@hikari.example.jp>';
	hikari = await foundHikari(own.owner);
});
afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));

async function leave(): Promise<string> {
	const written = letter(
		'転勤のない道ができました',
		[
			{ say: '中村さん、こんにちは。' },
			{ was: '全国転勤', now: '<b>地域</b>総合職' },
			{ button: '読む', href: 'https://hikari.example.jp/since/1?a=1&b=2' }
		],
		{ network: 'ひかりの輪', why: '…' }
	);
	await inNetwork(hikari.network, (db) =>
		leaveMail(db, hikari.network, {
			kind: 'match',
			personId: hikari.nakamura.personId,
			address: 'nakamura@hikari.example.jp',
			letter: written
		})
	);
	const { rows } = await own.owner.query('select mail_id from mail order by mail_id desc limit 1');
	return rows[0].mail_id as string;
}

test('a mail arrives at a real SMTP server as it was written, in both forms, and its body is forgotten here', async () => {
	const mailId = await leave();
	await sendMail({ ...hikari.network, mailId });
	const [mail] = received;
	expect(mail?.subject).toBe('転勤のない道ができました');
	expect(mail?.from?.text).toBe('"ひかりの輪" <okaeri@hikari.example.jp>');
	expect(mail?.text).toContain('当時: 全国転勤\n今: <b>地域</b>総合職');
	expect(mail?.html).toContain('&lt;b&gt;地域&lt;/b&gt;総合職');
	expect(mail?.html).toContain('href="https://hikari.example.jp/since/1?a=1&amp;b=2"');
	expect(mail?.messageId).toBe(`<${mailId}@hikari.example.jp>`);
	const { rows } = await own.owner.query(
		'select status, body_text, body_html from mail where mail_id = $1',
		[mailId]
	);
	expect(rows).toEqual([{ status: 'sent', body_text: null, body_html: null }]);
});

test('run again, the job sends nothing', async () => {
	const before = received.length;
	const mailId = await leave();
	await sendMail({ ...hikari.network, mailId });
	await sendMail({ ...hikari.network, mailId });
	expect(received.length).toBe(before + 1);
});

test('what the server does not take stays waiting, and is sent at another try', async () => {
	const mailId = await leave();
	answers = false;
	await sendMail({ ...hikari.network, mailId });
	expect((await own.owner.query('select status from mail where mail_id = $1', [mailId])).rows).toEqual([
		{ status: 'waiting' }
	]);
	answers = true;
	await sendMail({ ...hikari.network, mailId });
	expect((await own.owner.query('select status from mail where mail_id = $1', [mailId])).rows).toEqual([
		{ status: 'sent' }
	]);
});
