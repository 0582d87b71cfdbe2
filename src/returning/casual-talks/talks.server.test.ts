import ICAL from 'ical.js';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '#access/actor/actor.server.ts';
import { Forbidden, Invalid, NotFound } from '#platform/http/failures.ts';
import { openAtNoon } from '#test/fixtures/hosting.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { missTalk, talkWasHeld } from './after/missing.server.ts';
import { remindOfTalks } from './after/reminding.server.ts';
import { thankForTalk } from './after/thanking.server.ts';
import { bookTalk, type With } from './booking/booking.server.ts';
import { hostToTalk } from './booking/hosts.server.ts';
import { cancelTalk, tellCalledOff } from './booking/calling-off.server.ts';
import { moveTalk } from './booking/moving.server.ts';
import { placeTalk } from './booking/placing.server.ts';
import { briefFor } from './hosting/brief.server.ts';
import { saveHosting } from './hosting/hosting.server.ts';
import { talkCalendar, talkOf } from './talks.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
let round = 0;
beforeEach(async () => {
	hikari = await foundHikari(own.owner, `round-${++round}`);
	await saveHosting(hikari.mori, openAtNoon());
});
const slots = async () => (await hostToTalk(hikari.nakamura, hikari.mori.personId))!.slots;
const mori = (): With => ({ host: hikari.mori.personId });
const book = (actor: Actor, startsAt: Date, whom: With = mori(), wish = '') =>
	bookTalk(actor, whom, { startsAt, way: 'online', telephone: '', wish });
const mails = async () =>
	(
		await own.owner.query(
			`select calendar, calendar_method, address, subject, body_text
			from mail
			where network_id = $1
			order by created_at, mail_id`,
			[hikari.network.networkId]
		)
	).rows;
const isOver = (talkId: string) =>
	own.owner.query(
		`update casual_talk
		set starts_at = now() - interval '3 hours', ends_at = now() - interval '2 hours'
		where talk_id = $1`,
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

test('that is over is not called off any more', async () => {
	const [first] = await slots();
	const talkId = await book(hikari.nakamura, first!);
	await isOver(talkId);
	const before = (await mails()).length;
	for (const actor of [hikari.nakamura, hikari.mori])
		await expect(cancelTalk(actor, talkId)).rejects.toMatchObject({ why: 'talk_over' });
	expect(await mails()).toHaveLength(before);
	expect(await talkOf(hikari.nakamura, talkId)).toMatchObject({ state: 'booked' });
});

test('is told to everyone with a calendar entry that keeps its UID and grows its SEQUENCE (RFC 5546)', async () => {
	const [first, , third] = await slots();
	const talkId = await book(hikari.nakamura, first!);
	await moveTalk(hikari.nakamura, talkId, third!);
	await cancelTalk(hikari.mori, talkId);
	await tellCalledOff({ ...hikari.network, talkId });
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

describe('where a talk takes place', () => {
	const told = async (whom: string) =>
		(await mails())
			.filter((mail) => mail.address.startsWith(whom))
			.map((mail) => mail.body_text as string);

	test('is said by the host, and told to both; until then both read what to do', async () => {
		await saveHosting(hikari.mori, { ...openAtNoon(), place: '' });
		const [first] = await slots();
		const talkId = await book(hikari.nakamura, first!);
		expect((await told('nakamura')).at(-1)).toContain('お相手からお知らせします');
		expect((await told('mori')).at(-1)).toContain('まだ決まっていません');
		await placeTalk(hikari.mori, talkId, '本社1階');
		await placeTalk(hikari.mori, talkId, '本社1階');
		expect((await talkOf(hikari.nakamura, talkId)).place).toBe('本社1階');
		const mailed = await told('nakamura');
		expect(mailed).toHaveLength(2);
		expect(mailed.at(-1)).toContain('場所: 本社1階');
		const { calendar } = (await mails()).findLast((mail) => mail.address.startsWith('nakamura'));
		expect(entry(calendar)).toMatchObject({ method: 'REQUEST', sequence: 1 });
		expect(calendar).toContain('LOCATION:本社1階');
	});

	test('is not for the alumnus nor a stranger to say, and not when it is over', async () => {
		const [first] = await slots();
		const talkId = await book(hikari.nakamura, first!);
		for (const actor of [hikari.nakamura, hikari.ishikawa])
			await expect(placeTalk(actor, talkId, 'x')).rejects.toThrow(NotFound);
		await isOver(talkId);
		await expect(placeTalk(hikari.mori, talkId, 'x')).rejects.toMatchObject({ why: 'talk_over' });
	});
});

describe('what is told of a talk', () => {
	test('reminds both the day before, once', async () => {
		const [first] = await slots();
		const talkId = await book(hikari.nakamura, first!);
		await own.owner.query(
			`update casual_talk
			set starts_at = now() + interval '20 hours',
				ends_at = now() + interval '21 hours',
				booked_at = now() - interval '3 days'
			where talk_id = $1`,
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
		await expect(talkWasHeld(hikari.igarashi, talkId)).rejects.toThrow(NotFound);
		await talkWasHeld(hikari.nakamura, talkId);
		expect((await talkOf(hikari.mori, talkId)).state, 'noted by mistake').toBe('booked');
		await expect(talkWasHeld(hikari.nakamura, talkId)).rejects.toThrow(NotFound);
	});
});

describe('what a host reads and writes', () => {
	test('the brief holds what changed since they left, and no reason and no standing', async () => {
		await own.owner.query(
			`insert into change (
				network_id, title, then_words, now_words, since, reasons, author_id, status, published_at
			)
			values
				($1, '時短の延長', 'a', 'b', '2024-04-01', '{childcare}', $2, 'published', now()),
				($1, '昔の変化', 'a', 'b', '2019-04-01', '{relocation}', $2, 'published', now())`,
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
