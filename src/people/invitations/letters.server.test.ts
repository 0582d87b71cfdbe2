import type { AddressInfo } from 'node:net';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { leaveList, listBy, rejoinList } from '#gathering/notifications/leaving-lists.server.ts';
import { readHrFile } from '#people/hr-imports/reading.server.ts';
import { openImport, storePieces } from '#people/hr-imports/receiving.server.ts';
import { startWriting, writeHrRows } from '#people/hr-imports/writing.server.ts';
import { inNetwork } from '#platform/database/network.server.ts';
import { Invalid, NotFound } from '#platform/http/failures.ts';
import { sendMail } from '#platform/mail/sending.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { invitationBy, join } from './joining.server.ts';
import { remindInvited } from './reminding.server.ts';
import { sendInvitations } from './sending.server.ts';
import { invitationDesk, invitePerson, recordBasis, sendWave } from './waves.server.ts';
import { saveInvitationWords } from './words.server.ts';

const own = useOwnDatabase();
const received: ParsedMail[] = [];
const server = new SMTPServer({
	authOptional: true,
	disabledCommands: ['STARTTLS'],
	onData(stream, _session, done) {
		simpleParser(stream, (error, mail) => {
			received.push(mail);
			done(error);
		});
	}
});
let hikari: Hikari;
let round = 0;

beforeAll(async () => {
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	process.env.SMTP_URL = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
	process.env.MAIL_FROM = 'Okaeri <okaeri@mail.example.jp>';
});
afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));
beforeEach(async () => {
	received.length = 0;
	hikari = await foundHikari(own.owner, `letters-${++round}`);
	await own.owner.query(
		`update network
		set sender_name = 'ひかり アルムナイ事務局', reply_address = 'alumni@hikari.example.jp', contact = '人事部 橋本'
		where network_id = $1`,
		[hikari.network.networkId]
	);
});

const address = () => `watanabe@letters-${round}.example.jp`;
const ofNetwork = async <T>(query: string, ...more: unknown[]) =>
	(await own.owner.query(query, [hikari.network.networkId, ...more])).rows as T[];

/** Does the worker's part: writes the mails of the last wave, and sends what waits. */
async function mailOut(): Promise<ParsedMail | undefined> {
	const [wave] = await ofNetwork<{ id: string }>(
		'select wave_id as id from invitation_wave where network_id = $1 order by wave_id desc limit 1'
	);
	await sendInvitations({ ...hikari.network, waveId: wave!.id });
	return sendWaiting();
}

async function sendWaiting(): Promise<ParsedMail | undefined> {
	const before = received.length;
	const waiting = await ofNetwork<{ id: string }>(
		`select mail_id as id from mail where network_id = $1 and status = 'waiting'`
	);
	for (const { id } of waiting) await sendMail({ ...hikari.network, mailId: id });
	return received[before];
}

async function invite(remindAfter: number | null = null): Promise<ParsedMail> {
	await recordBasis(hikari.hashimoto, 'notice', '2026-11-01', '');
	await sendWave(hikari.hashimoto, { called: '第1回', size: 10, remindAfter });
	return (await mailOut())!;
}

/** Everything that was sent happened so many days ago. */
async function daysPass(days: number): Promise<void> {
	await ofNetwork(
		`update mail set sent_at = sent_at - make_interval(days => $2) where network_id = $1`,
		days
	);
	await ofNetwork(
		`update invitation set sent_at = sent_at - make_interval(days => $2) where network_id = $1`,
		days
	);
}

const linkIn = (mail: ParsedMail, path: string) => new RegExp(`/${path}/(\\S+)`).exec(mail.text!)![1]!;
const optOut = (mail: ParsedMail) => leaveList(hikari.network, linkIn(mail, 'unsubscribe'));
const mayContact = async () =>
	(
		await ofNetwork<{ stopped: boolean }>(
			`select do_not_contact as stopped from contact where network_id = $1 and email = $2`,
			address()
		)
	)[0];

/** The company's file names 渡邉 with his address. */
async function importFile(name: string, number: string): Promise<void> {
	const file = `社員番号,姓,名,メールアドレス,入社日,退職日\n${number},${name},直樹,${address()},2011-04-01,2020-06-30\n`;
	const hrImportId = await openImport(hikari.network, hikari.parentId, 'leavers.csv', null);
	await storePieces(
		hikari.network,
		hrImportId,
		(async function* () {
			yield Buffer.from(file);
		})()
	);
	await readHrFile({ ...hikari.network, hrImportId });
	await inNetwork(hikari.network, (db) => startWriting(db, hrImportId));
	await writeHrRows({ ...hikari.network, hrImportId });
}

describe('an invitation', () => {
	test('looks like who sends it: sender, company, network, contact, and an id of the sender’s domain', async () => {
		const mail = await invite();
		expect(mail.from?.value).toEqual([
			{ name: 'ひかり アルムナイ事務局', address: 'okaeri@mail.example.jp' }
		]);
		expect(mail.replyTo?.value[0]?.address).toBe('alumni@hikari.example.jp');
		expect(mail.subject).toBe('【株式会社ひかり製作所】ひかりの輪へのご招待');
		expect(mail.messageId).toMatch(/^<[0-9a-f-]{36}@mail\.example\.jp>$/);
		for (const said of ['株式会社ひかり製作所', 'ひかりの輪', '人事部 橋本'])
			expect(mail.text).toContain(said);
		expect(mail.text).toContain('2026年11月1日に通知しています');
		expect(mail.text).toContain('アルムナイ事務局が登録したものです');
	});

	test('offers to be stopped, to a person and to their mail program', async () => {
		const mail = await invite();
		const list = mail.headers.get('list') as unknown as { unsubscribe: { url: string }; help?: unknown };
		const link = `/unsubscribe/${linkIn(mail, 'unsubscribe')}`;
		expect(list.unsubscribe.url.endsWith(link)).toBe(true);
		expect(list.help, 'a page for members helps nobody here').toBeUndefined();
		expect(mail.headerLines.map(({ line }) => line)).toContain(
			'List-Unsubscribe-Post: List-Unsubscribe=One-Click'
		);
		expect(mail.html).toContain(link);
	});

	test('says which import brought the address', async () => {
		await ofNetwork('delete from contact where network_id = $1 and email = $2', address());
		await importFile('渡邉', 'A-1');
		const mail = await invite();
		expect(mail.text).toMatch(
			/このアドレスは、\d{4}年\d+月\d+日に株式会社ひかり製作所の人事記録から登録しました/
		);
	});

	test('is in the network’s own words, and says who sends it all the same', async () => {
		const words = {
			subject: 'お元気ですか',
			words: '創立50周年の会を開きます。\nお待ちしています。',
			revision: 0
		};
		await saveInvitationWords(hikari.hashimoto, 'ja', words);
		const mail = await invite();
		expect(mail.subject).toBe('ひかりの輪: お元気ですか');
		expect(mail.text).toMatch(/^渡邉さん\n\n創立50周年の会を開きます。\nお待ちしています。/);
		expect(mail.text).toContain('/join/');
		expect(mail.text).toContain('株式会社ひかり製作所に在籍されていた方へ');
	});
});

describe('who opts out with one click', () => {
	test('is not written to any more, by a wave or one by one', async () => {
		const mail = await invite();
		expect(await listBy(hikari.network, linkIn(mail, 'unsubscribe'))).toMatchObject({
			list: 'invitation'
		});
		await optOut(mail);
		await optOut(mail);
		expect(await mayContact()).toEqual({ stopped: true });
		await daysPass(40);
		await expect(
			sendWave(hikari.hashimoto, { called: '第2回', size: 10, again: true })
		).rejects.toMatchObject({ why: 'nobody_to_invite' });
		await expect(invitePerson(hikari.hashimoto, hikari.watanabeId, '個別', true)).rejects.toThrow(
			Invalid
		);
		expect(await invitationDesk(hikari.hashimoto)).toMatchObject({ ready: 0, optedOut: 1 });
	});

	test('stays out when a file brings the address again, whatever became of the record', async () => {
		await optOut(await invite());
		await importFile('渡邉', 'A-1');
		expect(await mayContact()).toEqual({ stopped: true });
		await ofNetwork('delete from contact where network_id = $1 and email = $2', address());
		await importFile('渡辺', 'B-7');
		expect(await mayContact(), 'the same address under another name').toEqual({ stopped: true });
		await ofNetwork(
			`update contact set email = 'other@x.example', do_not_contact = false where network_id = $1 and email = $2`,
			address()
		);
		await ofNetwork(
			`update contact set email = $2 where network_id = $1 and email = 'other@x.example'`,
			address()
		);
		expect(await mayContact(), 'an address that was mended').toEqual({ stopped: true });
		const [kept] = await ofNetwork<{ text: string }>(
			`select row_to_json(o)::text as text from opt_out o where network_id = $1`
		);
		expect(kept!.text).not.toContain('watanabe');
	});

	test('stops nobody in another network', async () => {
		const before = hikari;
		const mail = await invite();
		const other = await foundHikari(own.owner, `letters-${++round}`);
		await expect(leaveList(other.network, linkIn(mail, 'unsubscribe'))).rejects.toThrow(NotFound);
		await own.owner.query('update contact set email = $1 where person_id = $2', [
			`watanabe@letters-${round - 1}.example.jp`,
			other.watanabeId
		]);
		hikari = before;
		await own.owner.query(`select set_config('okaeri.network_id', $1, false)`, [
			before.network.networkId
		]);
		await optOut(mail);
		await own.owner.query(`select set_config('okaeri.network_id', $1, false)`, [other.network.networkId]);
		const { rows } = await own.owner.query('select do_not_contact from contact where person_id = $1', [
			other.watanabeId
		]);
		expect(rows).toEqual([{ do_not_contact: false }]);
	});

	test('can take it back, but not what the desk had stopped', async () => {
		const mail = await invite();
		await optOut(mail);
		await rejoinList(hikari.network, linkIn(mail, 'unsubscribe'));
		expect(await mayContact()).toEqual({ stopped: false });
		await ofNetwork(
			'update contact set do_not_contact = true where network_id = $1 and email = $2',
			address()
		);
		await optOut(mail);
		await rejoinList(hikari.network, linkIn(mail, 'unsubscribe'));
		expect(await mayContact()).toEqual({ stopped: true });
	});

	test('may still join, and is then a member like others', async () => {
		const mail = await invite();
		await optOut(mail);
		await join(hikari.network, linkIn(mail, 'join'), {
			consents: ['network'],
			reasons: [],
			reasonWords: '',
			standing: { canReturn: 'unknown', wantsToReturn: 'unknown' },
			password: '',
			locale: 'ja',
			today: '2026-11-23'
		});
		expect(await mayContact()).toEqual({ stopped: false });
		await optOut(mail);
		expect(await mayContact(), 'a member decides on their own page').toEqual({ stopped: false });
	});
});

describe('a reminder', () => {
	test('goes out once, after the days that were chosen, and both links open', async () => {
		const mail = await invite(7);
		await remindInvited(hikari.network);
		expect(await ofNetwork(`select from mail where network_id = $1 and status = 'waiting'`)).toHaveLength(
			0
		);
		await daysPass(7);
		await remindInvited(hikari.network);
		await remindInvited(hikari.network);
		const reminders = await ofNetwork<{ subject: string; text: string }>(
			`select subject, body_text as text from mail where network_id = $1 and status = 'waiting'`
		);
		expect(reminders).toHaveLength(1);
		expect(reminders[0]!.subject).toBe('再送：【株式会社ひかり製作所】ひかりの輪へのご招待');
		expect(reminders[0]!.text).toContain('もう一度だけ');
		const second = /join\/(\S+)/.exec(reminders[0]!.text)![1]!;
		for (const token of [linkIn(mail, 'join'), second])
			expect(await invitationBy(hikari.network, token)).toMatchObject({ state: 'open' });
		expect((await invitationDesk(hikari.hashimoto)).waves[0]).toMatchObject({ remindAfter: 7 });
	});

	test.each<[string, (mail: ParsedMail) => Promise<unknown>]>([
		['who opted out', optOut],
		[
			'whose address refuses mail',
			() =>
				ofNetwork(
					`insert into mail_stop (network_id, address, why) values ($1, $2, 'bounce')`,
					address()
				)
		],
		[
			'whose wave was stopped',
			() => ofNetwork(`update invitation_wave set state = 'stopped' where network_id = $1`)
		],
		[
			'whose invitation never arrived',
			() => ofNetwork(`update mail set status = 'failed' where network_id = $1`)
		],
		[
			'whose address is another now',
			() =>
				ofNetwork(
					`update contact set email = 'new@x.example' where network_id = $1 and email = $2`,
					address()
				)
		]
	])('never goes to someone %s', async (_, happens) => {
		const mail = await invite(5);
		await daysPass(6);
		await happens(mail);
		await remindInvited(hikari.network);
		expect(await ofNetwork(`select from mail where network_id = $1 and status = 'waiting'`)).toHaveLength(
			0
		);
	});

	test('is sent by choice only', async () => {
		await invite();
		await daysPass(12);
		await remindInvited(hikari.network);
		expect(await ofNetwork(`select from mail where network_id = $1 and status = 'waiting'`)).toHaveLength(
			0
		);
	});
});

describe('nobody is invited twice within thirty days', () => {
	test('without the desk saying so', async () => {
		await invite();
		await daysPass(20);
		await expect(sendWave(hikari.hashimoto, { called: '第2回', size: 10 })).rejects.toThrow(Invalid);
		await expect(invitePerson(hikari.hashimoto, hikari.watanabeId, '個別')).rejects.toMatchObject({
			why: 'invited_lately'
		});
		await invitePerson(hikari.hashimoto, hikari.watanabeId, '個別', true);
		expect(await mailOut()).toBeDefined();
		await daysPass(31);
		await sendWave(hikari.hashimoto, { called: '第3回', size: 10 });
		expect(await mailOut()).toBeDefined();
	});

	test('but a mail that was taken back unsent counts for nothing', async () => {
		await invite();
		await ofNetwork(`update mail set status = 'cancelled' where network_id = $1`);
		await sendWave(hikari.hashimoto, { called: '第2回', size: 10 });
		expect(await mailOut()).toBeDefined();
	});
});
