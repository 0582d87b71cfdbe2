import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#access/actor/actor.server.ts';
import { notificationsOf } from '#gathering/notifications/notifications.server.ts';
import { NotFound } from '#platform/http/failures.ts';
import { readNetwork } from '#platform/database/network.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { cancelEvent } from './changing.server.ts';
import { announceEvent, type EventWish } from './events.server.ts';
import { feedBy, makeFeed } from './feeds.server.ts';
import { reply } from './replies.server.ts';
import { localOf } from './series.ts';
import { remindAndAsk } from './tasks.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
beforeAll(async () => {
	hikari = await foundHikari(own.owner);
});

const inHours = (hours: number) => localOf(new Date(Date.now() + hours * 3_600_000), 'Asia/Tokyo');
const wish = (more: Partial<EventWish> = {}): EventWish => ({
	title: '同窓会',
	words: '',
	html: '',
	kind: 'on_site',
	place: '本社',
	url: '',
	startsAt: inHours(5),
	endsAt: inHours(7),
	timeZone: 'Asia/Tokyo',
	capacity: null,
	guestsAtMost: 0,
	question: '',
	...more
});
const once = { rhythm: 'none', times: 2 } as const;
const yes = { comes: true, guests: 0, said: '' };
const kindsFor = async (actor: Actor) =>
	(await readNetwork(actor, (db) => notificationsOf(db, actor))).map((one) => one.kind);

describe('what an event tells its guests', () => {
	test('reminds once on the day before, and tells who replied when it is called off', async () => {
		const id = await announceEvent(hikari.hashimoto, null, wish({ title: '明日の会' }), once);
		await reply(hikari.igarashi, id, yes);
		const reminded = async () =>
			(await readNetwork(hikari.igarashi, (db) => notificationsOf(db, hikari.igarashi))).filter(
				(one) => one.kind === 'event_reminder' && one.about === '明日の会'
			);
		await remindAndAsk(hikari.network);
		expect(await reminded(), 'who said so just now').toEqual([]);
		await own.owner.query(`update event_reply set replied_at = replied_at - interval '7 hours'`);
		await remindAndAsk(hikari.network);
		await remindAndAsk(hikari.network);
		expect(await reminded()).toHaveLength(1);
		await cancelEvent(hikari.hashimoto, id);
		expect(await kindsFor(hikari.igarashi)).toContain('event_cancelled');
		await expect(reply(hikari.nakamura, id, yes)).rejects.toMatchObject({ why: 'event_over' });
	});

	test('stands in the calendar of who comes, at an address that is theirs alone', async () => {
		const id = await announceEvent(hikari.hashimoto, null, wish({ title: '暦の会' }), once);
		await reply(hikari.nakamura, id, yes);
		const token = await makeFeed(hikari.nakamura);
		expect((await feedBy(hikari.network, token, 'https://x.example')).map((one) => one.title)).toContain(
			'暦の会'
		);
		await makeFeed(hikari.nakamura);
		await expect(feedBy(hikari.network, token, 'https://x.example'), 'replaced').rejects.toThrow(
			NotFound
		);
		await expect(feedBy(hikari.network, 'guess', 'https://x.example')).rejects.toThrow(NotFound);
	});
});
