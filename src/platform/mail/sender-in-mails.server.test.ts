import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inNetwork } from '#platform/database/network.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { MailServer } from '#test/fixtures/mail-server.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { leaveMail } from './mail.server.ts';
import { sendMail } from './sending.server.ts';
import { letter } from './template.ts';

const own = useOwnDatabase();
const server = new MailServer();
let ours: Hikari;
let theirs: Hikari;

beforeAll(async () => {
	await server.open();
	process.env.SMTP_URL = server.url;
	process.env.MAIL_FROM = 'Okaeri <okaeri@mail.example.jp>';
	ours = await foundHikari(own.owner, 'ours');
	theirs = await foundHikari(own.owner, 'theirs');
	await own.owner.query(`
		update network
		set sender_name = 'ひかり製作所 アルムナイ事務局',
			reply_address = 'alumni@ours.example.jp',
			postal_address = '〒100-0001 東京都千代田区千代田1-1',
			contact = '03-0000-0000',
			hosts = '{ours.example.jp}',
			logo_mark = 'abc'
		where slug = 'ours'
	`);
});
afterAll(() => server.close());

async function mailFrom({ network, nakamura }: Hikari) {
	const written = letter('件名', [{ say: 'こんにちは。' }], { network: network.nameJa, why: '…' });
	await inNetwork(network, (db) =>
		leaveMail(db, network, {
			kind: 'talk',
			personId: nakamura.personId,
			address: 'nakamura@else.example.jp',
			letter: written
		})
	);
	const { rows } = await own.owner.query<{ id: string }>(
		'select mail_id as id from mail where network_id = $1 order by mail_id desc limit 1',
		[network.networkId]
	);
	server.reset();
	await sendMail({ ...network, mailId: rows[0]!.id });
	return simpleParser(server.mails[0]!);
}

test('a mail is from its network, answers go to it, and its foot has where it is and whom to ask', async () => {
	const mail = await mailFrom(ours);
	expect(mail.from?.value).toEqual([
		{ name: 'ひかり製作所 アルムナイ事務局', address: 'okaeri@mail.example.jp' }
	]);
	expect(mail.replyTo?.value[0]?.address).toBe('alumni@ours.example.jp');
	expect(mail.text).toContain(
		'ひかり製作所 アルムナイ事務局\n〒100-0001 東京都千代田区千代田1-1\nお問い合わせ：03-0000-0000'
	);
	expect(mail.html).toContain('〒100-0001 東京都千代田区千代田1-1<br>お問い合わせ：03-0000-0000');
	expect(mail.html).toMatch(/<img src="https?:\/\/ours\.example\.jp(:\d+)?\/logo\/mail\?r=abc"/);
});

test('the other network, which has set nothing, is not written in its name', async () => {
	const mail = await mailFrom(theirs);
	expect(mail.from?.value).toEqual([{ name: 'ひかりの輪', address: 'okaeri@mail.example.jp' }]);
	expect(mail.replyTo).toBeUndefined();
	expect(`${mail.text}${mail.html}`).not.toMatch(/事務局|千代田|<img/);
});
