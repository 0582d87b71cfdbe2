import { beforeAll, expect, test } from 'vitest';
import type { Actor } from '#access/actor/actor.server.ts';
import { readNetwork } from '#platform/database/network.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { calendarOf } from './calendar.ts';
import { announceEvent, eventFor, events, type EventWish } from './events.server.ts';
import { feedBy, makeFeed } from './feeds.server.ts';
import { reply } from './replies.server.ts';
import { localOf } from './series.ts';

const own = useOwnDatabase();
const link = 'https://meet.example.jp/secret-room';
let hikari: Hikari;
let eventId: string;
beforeAll(async () => {
	hikari = await foundHikari(own.owner);
	eventId = await announceEvent(hikari.hashimoto, null, wish(), { rhythm: 'none', times: 2 });
});

const inHours = (hours: number) => localOf(new Date(Date.now() + hours * 3_600_000), 'Asia/Tokyo');
const wish = (): EventWish => ({
	title: '夜の会',
	words: '',
	html: '',
	kind: 'online',
	place: '',
	url: link,
	startsAt: inHours(5),
	endsAt: inHours(7),
	timeZone: 'Asia/Tokyo',
	capacity: 1,
	guestsAtMost: 0,
	question: ''
});
const answer = (actor: Actor, comes: boolean) => reply(actor, eventId, { comes, guests: 0, said: '' });

/** Everything that a member's pages and calendar files get of the event. */
async function allSaidTo(actor: Actor): Promise<string> {
	const page = await readNetwork(actor, (db) => eventFor(db, actor, eventId));
	const list = await readNetwork(actor, (db) => events(db, actor, 'ahead'));
	const feed = await feedBy(hikari.network, await makeFeed(actor), 'https://hikari.example.jp');
	const file = calendarOf('ひかりの輪', [{ ...page, page: 'https://hikari.example.jp/events/1' }]);
	return JSON.stringify([page, list, feed, file, calendarOf('ひかりの輪', feed)]);
}

test('the link of an online event reaches those who come and who run it, and nobody else by any way', async () => {
	expect(await allSaidTo(hikari.nakamura), 'without an answer').not.toContain('secret-room');
	await answer(hikari.nakamura, true);
	await answer(hikari.igarashi, true);
	await answer(hikari.mori, false);
	expect(await allSaidTo(hikari.nakamura), 'who comes').toContain('secret-room');
	expect(await allSaidTo(hikari.igarashi), 'who waits').not.toContain('secret-room');
	expect(await allSaidTo(hikari.mori), 'who does not come').not.toContain('secret-room');
	expect(await allSaidTo(hikari.hashimoto), 'who runs it').toContain('secret-room');
	expect(await readNetwork(hikari.mori, (db) => eventFor(db, hikari.mori, eventId))).toMatchObject({
		url: '',
		hasUrl: true
	});
	await answer(hikari.nakamura, false);
	expect(await allSaidTo(hikari.nakamura), 'who comes no more').not.toContain('secret-room');
	expect(await allSaidTo(hikari.igarashi), 'who moved up').toContain('secret-room');
});
