import ICAL from 'ical.js';
import http from 'node:http';
import type { AddressInfo, LookupFunction } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '#access/actor/actor.server.ts';
import { Forbidden, Invalid, NotFound } from '#platform/http/failures.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { SlotTaken, bookTalk, type With } from './booking/booking.server.ts';
import { briefFor } from './hosting/brief.server.ts';
import { readCalendar } from './hosting/calendars.server.ts';
import { addException, saveHosting, type HostSettings } from './hosting/hosting.server.ts';
import { hostToTalk, poolToTalk } from './booking/hosts.server.ts';
import { cancelTalk, missTalk, moveTalk } from './booking/moving.server.ts';
import { poolsAtDesk, savePool } from './hosting/pools.server.ts';
import { acceptProposal, declineProposal, openProposals, proposeTimes } from './booking/proposals.server.ts';
import { remindOfTalks } from './after/reminding.server.ts';
import { talkCalendar, talkOf, talksAhead } from './talks.server.ts';
import { thankForTalk } from './after/thanking.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
let round = 0;
const settings = (more: Partial<HostSettings> = {}): HostSettings => ({
	introduction: '',
	canTell: '',
	place: 'オンライン',
	ways: ['online'],
	minutes: 30,
	restMinutes: 0,
	weeklyLimit: null,
	timeZone: 'Asia/Tokyo',
	calendarUrl: '',
	isOpen: true,
	hours: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '12:00', until: '13:00' })),
	...more
});
beforeEach(async () => {
	hikari = await foundHikari(own.owner, `round-${++round}`);
	await saveHosting(hikari.mori, settings());
});
const mori = (): With => ({ host: hikari.mori.personId });
const slots = async () => (await hostToTalk(hikari.nakamura, hikari.mori.personId))!.slots;
const book = (actor: Actor, startsAt: Date, whom: With = mori(), wish = '') =>
	bookTalk(actor, whom, { startsAt, way: 'online', telephone: '', wish });
const mails = async () =>
	(
		await own.owner.query(
			`select calendar, calendar_method, address, subject, body_text from mail where network_id = $1 order by created_at, mail_id`,
			[hikari.network.networkId]
		)
	).rows;
const isOver = (talkId: string) =>
	own.owner.query(
		`update casual_talk set starts_at = now() - interval '3 hours', ends_at = now() - interval '2 hours' where talk_id = $1`,
		[talkId]
	);

function entry(text: string) {
	const calendar = new ICAL.Component(ICAL.parse(text) as never);
	const event = new ICAL.Event(calendar.getFirstSubcomponent('vevent')!);
	const status = event.component.getFirstPropertyValue('status');
	return {
		method: calendar.getFirstPropertyValue('method'),
		uid: event.uid,
		sequence: Number(event.sequence),
		start: event.startDate.toJSDate(),
		status
	};
}

describe('a casual talk', () => {
	test('is booked at a free time, and that time is free no more', async () => {
		const [first] = await slots();
		const talkId = await book(hikari.nakamura, first!, mori(), '今の現場のこと');
		expect((await slots()).map(Number)).not.toContain(Number(first));
		await expect(book(hikari.igarashi, first!)).rejects.toMatchObject({ why: 'slot_taken' });
		expect(await talksAhead(hikari.mori)).toMatchObject([{ talkId, wish: '今の現場のこと' }]);
	});

	test('that was just taken comes with other times near it', async () => {
		const [first, second] = await slots();
		await book(hikari.nakamura, first!);
		const refused = await book(hikari.igarashi, first!).catch((error: unknown) => error);
		expect(refused).toBeInstanceOf(SlotTaken);
		expect((refused as SlotTaken).others[0]).toEqual(second);
		expect((refused as SlotTaken).others).toHaveLength(6);
	});

	test('leaves the host the rest they want, and keeps their limit of a week', async () => {
		await saveHosting(hikari.mori, settings({ restMinutes: 15 }));
		const [first] = await slots();
		await book(hikari.nakamura, first!);
		expect((await slots()).map(Number)).not.toContain(Number(first) + 30 * 60_000);
		await saveHosting(hikari.mori, settings({ weeklyLimit: 1 }));
		const sameWeek = (await slots()).filter(
			(slot) =>
				Math.abs(Number(slot) - Number(first)) < 24 * 3_600_000 &&
				slot.getUTCDay() >= first!.getUTCDay() &&
				slot.getUTCDay() !== 1
		);
		expect(sameWeek).toEqual([]);
	});

	test('is told to everyone with a calendar entry that keeps its UID and grows its SEQUENCE (RFC 5546)', async () => {
		const [first, , third] = await slots();
		const talkId = await book(hikari.nakamura, first!);
		await moveTalk(hikari.nakamura, talkId, third!);
		await cancelTalk(hikari.mori, talkId);
		const entries = (await mails())
			.filter((mail) => mail.address.startsWith('nakamura'))
			.map((mail) => ({ ...entry(mail.calendar), kept: mail.calendar_method }));
		expect(entries).toEqual([
			{
				method: 'REQUEST',
				kept: 'REQUEST',
				uid: `${talkId}@okaeri`,
				sequence: 0,
				start: first,
				status: 'CONFIRMED'
			},
			{
				method: 'REQUEST',
				kept: 'REQUEST',
				uid: `${talkId}@okaeri`,
				sequence: 1,
				start: third,
				status: 'CONFIRMED'
			},
			{
				method: 'CANCEL',
				kept: 'CANCEL',
				uid: `${talkId}@okaeri`,
				sequence: 2,
				start: third,
				status: 'CANCELLED'
			}
		]);
		expect(entry(await talkCalendar(hikari.nakamura, talkId))).toMatchObject({
			method: 'CANCEL',
			sequence: 2
		});
	});

	test('called off, its time is free again', async () => {
		const [first] = await slots();
		const talkId = await book(hikari.nakamura, first!);
		await cancelTalk(hikari.nakamura, talkId);
		expect((await slots()).map(Number)).toContain(Number(first));
		await expect(cancelTalk(hikari.nakamura, talkId)).rejects.toThrow(NotFound);
	});

	test('is nobody’s business but theirs', async () => {
		const [first] = await slots();
		const talkId = await book(hikari.nakamura, first!);
		await expect(talkOf(hikari.igarashi, talkId)).rejects.toThrow(NotFound);
		await expect(cancelTalk(hikari.ishikawa, talkId)).rejects.toThrow(NotFound);
		await expect(moveTalk(hikari.igarashi, talkId, first!)).rejects.toThrow(NotFound);
		await expect(briefFor(hikari.ishikawa, talkId)).rejects.toThrow(NotFound);
		await expect(book(hikari.mori, first!)).rejects.toThrow(Forbidden);
	});

	test('cannot be booked outside the open hours, nor by a way that the host does not offer', async () => {
		const [first] = await slots();
		await expect(book(hikari.nakamura, new Date(Number(first) + 7 * 60_000))).rejects.toMatchObject({
			why: 'slot_taken'
		});
		await expect(
			bookTalk(hikari.nakamura, mori(), { startsAt: first!, way: 'on_site', telephone: '', wish: '' })
		).rejects.toMatchObject({ why: 'not_usable', field: 'way' });
		await saveHosting(hikari.mori, settings({ ways: ['telephone'] }));
		await expect(
			bookTalk(hikari.nakamura, mori(), { startsAt: first!, way: 'telephone', telephone: '', wish: '' })
		).rejects.toMatchObject({ why: 'required', field: 'telephone' });
	});

	test('reminds both the day before, once', async () => {
		const [first] = await slots();
		const talkId = await book(hikari.nakamura, first!);
		await own.owner.query(
			`update casual_talk set starts_at = now() + interval '20 hours', ends_at = now() + interval '21 hours', booked_at = now() - interval '3 days' where talk_id = $1`,
			[talkId]
		);
		await remindOfTalks(hikari.network);
		await remindOfTalks(hikari.network);
		expect((await mails()).filter((mail) => mail.subject.startsWith('明日は'))).toHaveLength(2);
	});

	test('that did not take place leaves nobody to blame', async () => {
		const [first] = await slots();
		const talkId = await book(hikari.nakamura, first!);
		await expect(missTalk(hikari.mori, talkId)).rejects.toThrow(Invalid);
		await isOver(talkId);
		await missTalk(hikari.mori, talkId);
		expect((await talkOf(hikari.nakamura, talkId)).state).toBe('missed');
		const [told] = (await mails()).filter((mail) => mail.address.startsWith('nakamura')).slice(-1);
		expect(told.body_text).toMatch(/よくあることです[\s\S]*別の時間を選ぶ/);
	});
});

describe('what a host reads and writes', () => {
	test('the brief holds what changed since they left, and no reason and no standing', async () => {
		await own.owner.query(
			`insert into change (network_id, title, then_words, now_words, since, reasons, author_id, status, published_at) values ($1, '時短の延長', 'a', 'b', '2024-04-01', '{childcare}', $2, 'published', now()), ($1, '昔の変化', 'a', 'b', '2019-04-01', '{relocation}', $2, 'published', now())`,
			[hikari.network.networkId, hikari.hashimoto.personId]
		);
		const talkId = await book(hikari.nakamura, (await slots())[0]!);
		const brief = await briefFor(hikari.mori, talkId);
		expect(brief.changes.map((change) => change.title)).toEqual(['時短の延長']);
		expect(JSON.stringify(brief)).not.toMatch(/relocation|転勤|standing|quadrant/);
	});

	test('lines after the talk reach the alumnus as a message, and judge only if the host insists', async () => {
		const talkId = await book(hikari.nakamura, (await slots())[0]!);
		const ticket = crypto.randomUUID();
		await expect(
			thankForTalk(hikari.mori, talkId, { words: 'ありがとうございました。', ticket, isMeant: false })
		).rejects.toThrow(NotFound);
		await isOver(talkId);
		await expect(
			thankForTalk(hikari.mori, talkId, { words: '面談の評価はAでした。', ticket, isMeant: false })
		).rejects.toMatchObject({ why: 'words_judge' });
		await thankForTalk(hikari.mori, talkId, {
			words: 'ありがとうございました。',
			ticket,
			isMeant: false
		});
		const { rows } = await own.owner.query(`select words from message where network_id = $1`, [
			hikari.network.networkId
		]);
		expect(rows).toEqual([{ words: 'ありがとうございました。' }]);
		await expect(
			thankForTalk(hikari.nakamura, talkId, { words: 'x', ticket, isMeant: true })
		).rejects.toThrow(Forbidden);
	});
});

describe('a pool', () => {
	const pool = async (hostsNeeded: number) => {
		await saveHosting(hikari.ishikawa, settings({ minutes: 60 }));
		await savePool(hikari.hashimoto, null, {
			name: '現場と経営',
			introduction: '',
			hostsNeeded,
			minutes: 30,
			isOpen: true,
			hosts: [hikari.mori.personId, hikari.ishikawa.personId]
		});
		return (await poolsAtDesk(hikari.hashimoto)).pools[0]!.poolId;
	};

	test('takes turns: who has not talked for longest is next', async () => {
		const poolId = await pool(1);
		const [first, second, third] = (await poolToTalk(hikari.nakamura, poolId))!.slots;
		const hostOf = async (talkId: string) =>
			(await own.owner.query(`select host_id from casual_talk_host where talk_id = $1`, [talkId]))
				.rows[0].host_id;
		const one = await hostOf(await book(hikari.nakamura, first!, { pool: poolId }));
		const two = await hostOf(await book(hikari.nakamura, second!, { pool: poolId }));
		const three = await hostOf(await book(hikari.nakamura, third!, { pool: poolId }));
		expect(new Set([one, two])).toEqual(new Set([hikari.mori.personId, hikari.ishikawa.personId]));
		expect(three).toBe(one);
	});

	test('of two together offers only when both are free', async () => {
		const poolId = await pool(2);
		const [first] = (await poolToTalk(hikari.nakamura, poolId))!.slots;
		await book(hikari.igarashi, first!);
		expect((await poolToTalk(hikari.nakamura, poolId))!.slots.map(Number)).not.toContain(Number(first));
		const [next] = (await poolToTalk(hikari.nakamura, poolId))!.slots;
		const talk = await talkOf(hikari.mori, await book(hikari.nakamura, next!, { pool: poolId }));
		expect(talk.hosts).toHaveLength(2);
		await expect(
			savePool(hikari.hashimoto, poolId, {
				name: 'x',
				introduction: '',
				hostsNeeded: 3,
				minutes: 30,
				isOpen: true,
				hosts: [hikari.mori.personId]
			})
		).rejects.toMatchObject({ why: 'too_few_hosts' });
	});
});

describe('for whom no time fits', () => {
	test('three may be proposed; the host takes one, or says what would suit', async () => {
		const evening = new Date(Math.ceil(Date.now() / 3_600_000) * 3_600_000 + 30 * 3_600_000);
		const asked = { times: [evening], way: 'online' as const, telephone: '', wish: '夜なら' };
		await proposeTimes(hikari.nakamura, hikari.mori.personId, asked);
		await expect(proposeTimes(hikari.nakamura, hikari.mori.personId, asked)).rejects.toMatchObject({
			why: 'already_proposed'
		});
		const [proposal] = await openProposals(hikari.mori);
		await expect(acceptProposal(hikari.ishikawa, proposal!.proposalId, evening)).rejects.toThrow(
			NotFound
		);
		await expect(
			acceptProposal(hikari.mori, proposal!.proposalId, new Date(Number(evening) + 60_000))
		).rejects.toThrow(Invalid);
		const talkId = await acceptProposal(hikari.mori, proposal!.proposalId, evening);
		expect((await talkOf(hikari.nakamura, talkId)).startsAt).toEqual(evening);
		await proposeTimes(hikari.igarashi, hikari.mori.personId, asked);
		const [second] = await openProposals(hikari.mori);
		await expect(acceptProposal(hikari.mori, second!.proposalId, evening)).rejects.toMatchObject({
			why: 'slot_taken'
		});
		await declineProposal(hikari.mori, second!.proposalId, {
			words: '土曜の午前ではいかがですか。',
			ticket: crypto.randomUUID()
		});
		expect(await openProposals(hikari.mori)).toEqual([]);
		await expect(
			proposeTimes(hikari.nakamura, hikari.mori.personId, { ...asked, times: [new Date(0)] })
		).rejects.toThrow(Invalid);
	});
});

describe('another calendar of the host', () => {
	let answer = '';
	const server = http.createServer(
		(_, response) => void response.writeHead(200, { 'content-type': 'text/calendar' }).end(answer)
	);
	beforeAll(() => new Promise<void>((done) => server.listen(0, '127.0.0.1', done)));
	afterAll(() => void server.close());
	const lookup: LookupFunction = (_host, options, done) =>
		options.all
			? done(null, [{ address: '127.0.0.1', family: 4 }] as never, 0)
			: done(null, '127.0.0.1', 4);
	const stamp = (at: Date) => at.toISOString().replace(/[-:]|\.\d+/g, '');

	test('keeps its busy times free; what cannot be read changes nothing and is shown', async () => {
		const [first] = await slots();
		await saveHosting(hikari.mori, settings({ calendarUrl: 'webcal://calendar.example.jp/secret.ics' }));
		await own.owner.query(`update host set calendar_url = $1 where person_id = $2`, [
			`http://calendar.example:${(server.address() as AddressInfo).port}/`,
			hikari.mori.personId
		]);
		answer = [
			'BEGIN:VCALENDAR',
			'VERSION:2.0',
			'PRODID:x',
			'BEGIN:VEVENT',
			'UID:x',
			'DTSTAMP:20260101T000000Z',
			`DTSTART:${stamp(first!)}`,
			'DURATION:PT30M',
			'SUMMARY:歯医者',
			'END:VEVENT',
			'END:VCALENDAR',
			''
		].join('\r\n');
		const where = { networkId: hikari.network.networkId, personId: hikari.mori.personId };
		await readCalendar(where, { lookup });
		expect((await slots()).map(Number)).not.toContain(Number(first));
		answer = 'nothing of the kind';
		await readCalendar(where, { lookup });
		expect((await slots()).map(Number)).not.toContain(Number(first));
		expect(
			(
				await own.owner.query('select calendar_problem from host where person_id = $1', [
					hikari.mori.personId
				])
			).rows[0].calendar_problem
		).toBe('unreadable');
		await saveHosting(hikari.mori, settings());
		expect((await slots()).map(Number)).toContain(Number(first));
	});

	test.each([
		'http://127.0.0.1/x.ics',
		'http://169.254.169.254/',
		'file:///etc/passwd',
		'https://user:pw@calendar.example.jp/'
	])('is refused at %s', async (calendarUrl) => {
		await expect(saveHosting(hikari.mori, settings({ calendarUrl }))).rejects.toMatchObject({
			why: 'not_a_link'
		});
	});
});

test('a day off is a day off', async () => {
	const [first] = await slots();
	const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Tokyo' }).format(first);
	await addException(hikari.mori, { day, from: null, until: null, timeZone: 'Asia/Tokyo' });
	expect((await slots()).map(Number)).not.toContain(Number(first));
});
