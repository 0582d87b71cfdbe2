import type { AddressInfo } from 'node:net';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { leaveList, listBy, rejoinList } from '#gathering/notifications/leaving-lists.server.ts';
import { writePost } from '#gathering/posts/posts.server.ts';
import { inNetwork } from '#platform/database/network.server.ts';
import { sendMail } from '#platform/mail/sending.server.ts';
import { tellingsFor } from '#telling/digest/tellings.server.ts';
import { NotFound } from '#platform/http/failures.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { sendDigests } from '#gathering/digests/digests.server.ts';

const own = useOwnDatabase();
const received: { mail: ParsedMail; headers: string }[] = [];
const server = new SMTPServer({
	authOptional: true,
	disabledCommands: ['STARTTLS'],
	onRcptTo: ({ address }, _session, done) =>
		done(
			address.startsWith('gone')
				? Object.assign(new Error('5.1.1 No such user'), { responseCode: 550 })
				: null
		),
	onData(stream, _session, done) {
		simpleParser(stream, (error, mail) => {
			received.push({ mail, headers: mail.headerLines.map((one) => one.line).join('\n') });
			done(error);
		});
	}
});
let hikari: Hikari;

beforeAll(async () => {
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	process.env.SMTP_URL = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
	hikari = await foundHikari(own.owner);
	await own.owner.query(
		`update contact set digest_weekday = extract(isodow from now() at time zone 'Asia/Tokyo')`
	);
	await own.owner.query(`update membership set joined_at = now() - interval '1 year'`);
});
afterAll(() => new Promise<void>((done) => server.close(() => done())));

type Mail = { mail_id: string; address: string };

/** Sends what is due, and gives the addresses in order. */
async function send(): Promise<string[]> {
	await sendDigests(hikari.network, tellingsFor);
	const { rows } = await own.owner.query<Mail>(
		`select mail_id, address
		from mail
		where kind = 'digest' and status = 'waiting'`
	);
	for (const { mail_id: mailId } of rows) await sendMail({ ...hikari.network, mailId });
	return rows.map((row) => row.address).sort();
}

/** As if a week had gone by. */
const again = () => own.owner.query('update contact set digested_at = null');

const postOf = (words: string) => ({
	words,
	html: '',
	ticket: crypto.randomUUID(),
	groupId: null,
	uploads: [],
	alts: {},
	poll: []
});

/** 中村 left over transfers; this change answers that. */
async function publishChange(): Promise<void> {
	const { rows } = await own.owner.query(
		`insert into change (
			network_id, status, title, then_words, now_words, since, reasons, author_id, published_at
		)
		values (
			$1, 'published', '転勤のない道', '…', '勤務地を選べます', '2026-10-01', '{relocation}', $2, now()
		)
		returning change_id`,
		[hikari.network.networkId, hikari.hashimoto.personId]
	);
	await own.owner.query(
		`insert into match (network_id, change_id, person_id, tenure_id, reason)
		select $1, $2, person_id, tenure_id, 'relocation'
		from departure
		where person_id = $3`,
		[hikari.network.networkId, rows[0].change_id, hikari.nakamura.personId]
	);
}

/** 森 has come back, and alumni may read how that was. */
async function publishStory(): Promise<void> {
	await own.owner.query(
		`with returned as (
			insert into rehire (network_id, person_id, company_id, tenure_id, returned_on, recorded_by)
			select network_id, person_id, company_id, tenure_id, network_today(), $2
			from tenure
			where person_id = $1
			limit 1
			returning *
		), told as (
			insert into story (network_id, person_id, rehire_id, status, asked_by)
			select network_id, person_id, rehire_id, 'answered', $2
			from returned
			returning *
		)
		insert into story_edition (network_id, story_id, edition, title, words, state, approved_at)
		select network_id, story_id, 'alumni', '戻った日のこと', '玄関で名前を呼ばれました', 'approved', now()
		from told`,
		[hikari.mori.personId, hikari.hashimoto.personId]
	);
}

async function publishLetter(): Promise<void> {
	await own.owner.query(
		`insert into letter (network_id, status, title, words, executive_id, author_id, published_at)
		values ($1, 'published', '秋のご挨拶', '扉は開いています', $2, $2, now())`,
		[hikari.network.networkId, hikari.hashimoto.personId]
	);
}

describe('the weekly digest', () => {
	test('does not come when there is nothing worth it', async () => {
		expect(await send()).toEqual([]);
		await writePost(hikari.hashimoto, { ...postOf('会社からのお知らせ'), asCompany: true });
		await publishLetter();
		await again();
		expect(await send(), 'company news alone is not worth it, nor is a letter').toEqual([]);
	});

	test('leads with what a colleague wrote, arrives over SMTP in both forms with a way out, once a week', async () => {
		await writePost(hikari.igarashi, postOf('近くに越してきました。お茶でもどうですか'));
		await publishChange();
		await publishStory();
		await own.owner.query('update contact set wants_digest = false where person_id = $1', [
			hikari.mori.personId
		]);
		await again();
		expect(await send()).toEqual(['nakamura@hikari.example.jp']);
		expect(await send()).toEqual([]);
		const { mail, headers } = received.at(-1)!;
		expect(mail.subject).toMatch(/^五十嵐 亮さん「近くに越してきました/);
		expect(mail.text!.indexOf('お茶でも')).toBeLessThan(mail.text!.indexOf('転勤のない道'));
		expect(mail.text).toContain('同じ部署だった方');
		expect(mail.text!.indexOf('転勤のない道')).toBeLessThan(mail.text!.indexOf('手紙「秋のご挨拶」'));
		expect(mail.text).toMatch(/森 健一さんの話「戻った日のこと」[^]*\/stories\//);
		expect(mail.html).toContain('五十嵐 亮さん');
		expect(mail.html).not.toMatch(/<script|class="[^"]*svelte/);
		expect(headers).toMatch(/^List-Unsubscribe:\s+<http.*\/unsubscribe\/[\w.-]+>$/m);
		expect(headers).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click$/m);
		expect(headers).toMatch(/^List-ID: .*<digest\.hikari\.okaeri>$/im);
	});

	test('does not speak of returning without consent to that, and does not come to who reached their cap', async () => {
		await own.owner.query(
			`update consent set withdrawn_at = now(), withdrawn_how = 'page'
			where person_id = $1 and purpose = 'return_mail'`,
			[hikari.nakamura.personId]
		);
		await again();
		expect(await send()).toEqual(['nakamura@hikari.example.jp']);
		expect(received.at(-1)!.mail.text).not.toMatch(/転勤のない道|秋のご挨拶|戻った日のこと/);
		await own.owner.query('update contact set mails_per_month = 2');
		await again();
		expect(await send()).toEqual([]);
		await own.owner.query('update contact set mails_per_month = 9');
	});
});

describe('the way out', () => {
	const token = () => /unsubscribe\/([\w.-]+)>/.exec(received.at(-1)!.headers)![1]!;

	test('stops the list with one click, and can be taken back', async () => {
		expect(await listBy(hikari.network, token())).toMatchObject({
			list: 'digest',
			address: 'nakamura@hikari.example.jp'
		});
		await leaveList(hikari.network, token());
		await again();
		expect(await send()).toEqual([]);
		await rejoinList(hikari.network, token());
		await again();
		expect(await send()).toEqual(['nakamura@hikari.example.jp']);
	});

	test('opens to nobody without our sign, nor in another network', async () => {
		const [mailId, sign] = token().split('.');
		for (const forged of [
			`${mailId}.`,
			`${mailId}.AAAAAAAAAAAAAAAAAAAAAA`,
			`01a206bd-ab4e-7ca0-8fbf-87e87e6ce1fd.${sign}`,
			'x',
			''
		])
			await expect(leaveList(hikari.network, forged)).rejects.toThrow(NotFound);
		const theirs = await foundHikari(own.owner, 'theirs');
		await expect(leaveList(theirs.network, token())).rejects.toThrow(NotFound);
		await own.owner.query(`select set_config('okaeri.network_id', $1, false)`, [
			hikari.network.networkId
		]);
	});

	test('an address that the server refuses gets no more mail until the desk lets it', async () => {
		await own.owner.query(`update contact set email = 'gone@hikari.example.jp' where person_id = $1`, [
			hikari.nakamura.personId
		]);
		await again();
		expect(await send()).toEqual(['gone@hikari.example.jp']);
		const { rows } = await own.owner.query(`select status, failure from mail where address like 'gone%'`);
		expect(rows).toEqual([{ status: 'failed', failure: expect.stringContaining('No such user') }]);
		expect((await own.owner.query('select address, why from mail_stop')).rows).toEqual([
			{ address: 'gone@hikari.example.jp', why: 'bounce' }
		]);
		await again();
		expect(await send(), 'not even tried').toEqual([]);
		await inNetwork(hikari.network, (db) => db.deleteFrom('mailStop').execute());
		await again();
		expect(await send()).toEqual(['gone@hikari.example.jp']);
	});
});

test('who came back gets the digest too, with nothing that speaks of returning', async () => {
	await own.owner.query('update contact set wants_digest = true, digested_at = null where person_id = $1', [
		hikari.mori.personId
	]);
	expect(await send()).toEqual(['mori@hikari.example.jp']);
	expect(received.at(-1)!.mail.text).toContain('お茶でも');
	expect(received.at(-1)!.mail.text).not.toMatch(/転勤のない道|秋のご挨拶|戻った日のこと/);
});
