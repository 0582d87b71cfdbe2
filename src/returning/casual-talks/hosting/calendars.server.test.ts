import http from 'node:http';
import type { AddressInfo, LookupFunction } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { dayAt } from '#platform/clock/today.ts';
import { openAtNoon } from '#test/fixtures/hosting.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { hostToTalk } from '../booking/hosts.server.ts';
import { readCalendar, readCalendars } from './calendars.server.ts';
import { addException, ownHosting, saveHosting } from './hosting.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
let round = 0;
beforeEach(async () => {
	hikari = await foundHikari(own.owner, `round-${++round}`);
	await saveHosting(hikari.mori, openAtNoon());
});
const ofMori = () => ({ networkId: hikari.network.networkId, personId: hikari.mori.personId });
const slots = async () => (await hostToTalk(hikari.nakamura, hikari.mori.personId))!.slots;

const stamp = (at: Date) => at.toISOString().replace(/[-:]|\.\d+/g, '');
const busyFrom = (start: Date) =>
	[
		'BEGIN:VCALENDAR',
		'VERSION:2.0',
		'PRODID:x',
		'BEGIN:VEVENT',
		'UID:x',
		'DTSTAMP:20260101T000000Z',
		`DTSTART:${stamp(start)}`,
		'DURATION:PT30M',
		'SUMMARY:歯医者',
		'END:VEVENT',
		'END:VCALENDAR',
		''
	].join('\r\n');

let answer = '';
const server = http.createServer(
	(_, response) => void response.writeHead(200, { 'content-type': 'text/calendar' }).end(answer)
);
beforeAll(() => new Promise<void>((done) => server.listen(0, '127.0.0.1', done)));
afterAll(() => void server.close());
const lookup: LookupFunction = (_host, options, done) =>
	options.all ? done(null, [{ address: '127.0.0.1', family: 4 }] as never, 0) : done(null, '127.0.0.1', 4);

describe('another calendar of the host', () => {
	test('keeps its busy times free; what cannot be read changes nothing and is shown', async () => {
		const [first] = await slots();
		await saveHosting(
			hikari.mori,
			openAtNoon({ calendarUrl: 'webcal://calendar.example.jp/secret.ics' })
		);
		await own.owner.query(`update host set calendar_url = $1 where person_id = $2`, [
			`http://calendar.example:${(server.address() as AddressInfo).port}/`,
			hikari.mori.personId
		]);
		answer = busyFrom(first!);
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
		await saveHosting(hikari.mori, openAtNoon());
		expect((await slots()).map(Number)).toContain(Number(first));
	});

	test('tells the host why it is not read', async () => {
		const [first] = await slots();
		await saveHosting(hikari.mori, openAtNoon({ calendarUrl: 'https://calendar.example.jp/mine.ics' }));
		await own.owner.query(`update host set calendar_url = $1 where person_id = $2`, [
			`http://calendar.example:${(server.address() as AddressInfo).port}/`,
			hikari.mori.personId
		]);
		answer = busyFrom(first!).replace('SUMMARY:歯医者', 'RRULE:FREQ=HOURLY');
		await readCalendar(ofMori(), { lookup });
		expect(await ownHosting(hikari.mori)).toMatchObject({
			calendarProblem: 'sub_daily',
			calendarReadAt: null
		});
	});
});

describe('another calendar', () => {
	test('however often it is to be read, one reading waits for each host', async () => {
		for (const at of ['one', 'two', 'three'])
			await saveHosting(
				hikari.mori,
				openAtNoon({ calendarUrl: `https://calendar.example.jp/${at}.ics` })
			);
		await readCalendars(ofMori());
		await readCalendars(ofMori());
		const { rows } = await own.owner.query(
			`select payload->>'personId' as person
			from graphile_worker._private_jobs
			join graphile_worker._private_tasks t on t.id = task_id
			where t.identifier = 'calendar.read' and payload->>'networkId' = $1`,
			[hikari.network.networkId]
		);
		expect(rows).toEqual([{ person: hikari.mori.personId }]);
	});

	test.each([
		'http://127.0.0.1/x.ics',
		'http://169.254.169.254/',
		'file:///etc/passwd',
		'https://user:pw@calendar.example.jp/'
	])('is refused at %s', async (calendarUrl) => {
		await expect(saveHosting(hikari.mori, openAtNoon({ calendarUrl }))).rejects.toMatchObject({
			why: 'not_a_link'
		});
	});
});

test('a day off is a day off', async () => {
	const [first] = await slots();
	const day = dayAt(first!, 'Asia/Tokyo');
	await addException(hikari.mori, { day, from: null, until: null, timeZone: 'Asia/Tokyo' });
	expect((await slots()).map(Number)).not.toContain(Number(first));
});
