import ICAL from 'ical.js';
import { beforeEach, describe, expect, test } from 'vitest';
import { Forbidden, Invalid, NotFound } from '#platform/http/failures.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { openHosts, saveHosting } from './hosts.server.ts';
import { bookTalk, cancelTalk, moveTalk, talkCalendar, talkOf, talksAhead } from './talks.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
let round = 0;
beforeEach(async () => {
	hikari = await foundHikari(own.owner, `round-${++round}`);
	await saveHosting(hikari.mori, { introduction: '', place: 'オンライン', minutes: 30, isOpen: true, hours: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '12:00', until: '13:00' })) });
});
const slots = async () => (await openHosts(hikari.nakamura, hikari.mori.personId))[0]!.slots;
const mails = async () => (await own.owner.query(`select calendar, calendar_method, address from mail where network_id = $1 order by created_at, mail_id`, [hikari.network.networkId])).rows;

function entry(text: string) {
	const calendar = new ICAL.Component(ICAL.parse(text));
	const event = new ICAL.Event(calendar.getFirstSubcomponent('vevent')!);
	return { method: calendar.getFirstPropertyValue('method'), uid: event.uid, sequence: Number(event.sequence), start: event.startDate.toJSDate() };
}

describe('a casual talk', () => {
	test('is booked at a free time, and that time is free no more', async () => {
		const [first] = await slots();
		const talkId = await bookTalk(hikari.nakamura, hikari.mori.personId, first!, '今の現場のこと');
		expect((await slots()).map(Number)).not.toContain(Number(first));
		await expect(bookTalk(hikari.igarashi, hikari.mori.personId, first!, '')).rejects.toMatchObject({ why: 'slot_taken' });
		expect(await talksAhead(hikari.mori)).toMatchObject([{ talkId, wish: '今の現場のこと' }]);
	});

	test('ten at once for one time: one gets it', async () => {
		const [first] = await slots();
		const tries = await Promise.allSettled(Array.from({ length: 10 }, (_, at) => bookTalk(at % 2 ? hikari.nakamura : hikari.igarashi, hikari.mori.personId, first!, '')));
		expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
		for (const one of tries) if (one.status === 'rejected') expect(one.reason).toBeInstanceOf(Invalid);
		expect(await mails()).toHaveLength(2);
	});

	test('is told to both with a calendar entry that keeps its UID and grows its SEQUENCE (RFC 5546)', async () => {
		const [first, , third] = await slots();
		const talkId = await bookTalk(hikari.nakamura, hikari.mori.personId, first!, '');
		await moveTalk(hikari.nakamura, talkId, third!);
		await cancelTalk(hikari.mori, talkId);
		const entries = (await mails()).filter((mail) => mail.address.startsWith('nakamura')).map((mail) => ({ ...entry(mail.calendar), kept: mail.calendar_method }));
		expect(entries).toEqual([
			{ method: 'REQUEST', kept: 'REQUEST', uid: `${talkId}@okaeri`, sequence: 0, start: first },
			{ method: 'REQUEST', kept: 'REQUEST', uid: `${talkId}@okaeri`, sequence: 1, start: third },
			{ method: 'CANCEL', kept: 'CANCEL', uid: `${talkId}@okaeri`, sequence: 2, start: third }
		]);
		expect(entry(await talkCalendar(hikari.nakamura, talkId))).toMatchObject({ method: 'CANCEL', sequence: 2 });
	});

	test('called off, its time is free again', async () => {
		const [first] = await slots();
		const talkId = await bookTalk(hikari.nakamura, hikari.mori.personId, first!, '');
		await cancelTalk(hikari.nakamura, talkId);
		expect((await slots()).map(Number)).toContain(Number(first));
		await expect(cancelTalk(hikari.nakamura, talkId)).rejects.toThrow(NotFound);
	});

	test('is nobody’s business but theirs', async () => {
		const [first] = await slots();
		const talkId = await bookTalk(hikari.nakamura, hikari.mori.personId, first!, '');
		await expect(talkOf(hikari.igarashi, talkId)).rejects.toThrow(NotFound);
		await expect(cancelTalk(hikari.ishikawa, talkId)).rejects.toThrow(NotFound);
		await expect(moveTalk(hikari.igarashi, talkId, first!)).rejects.toThrow(NotFound);
		await expect(bookTalk(hikari.mori, hikari.mori.personId, first!, '')).rejects.toThrow(Forbidden);
	});

	test('cannot be booked outside the open hours', async () => {
		const [first] = await slots();
		await expect(bookTalk(hikari.nakamura, hikari.mori.personId, new Date(Number(first) + 7 * 60_000), '')).rejects.toMatchObject({ why: 'slot_taken' });
	});
});
