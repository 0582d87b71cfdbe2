import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#access/actor/actor.server.ts';
import { notificationsOf } from '#gathering/notifications/notifications.server.ts';
import { block, unblock } from '#people/blocks/blocks.server.ts';
import { readNetwork } from '#platform/database/network.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { checkIn } from './checking-in.server.ts';
import { cancelEvent, editEvent } from './changing.server.ts';
import { announceEvent, eventFor, type EventWish } from './events.server.ts';
import { guestCounts, reply } from './replies.server.ts';
import { localOf } from './series.ts';

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
const end = (id: string) =>
	own.owner.query(
		`update event set starts_at = now() - interval '4 hours', ends_at = now() - interval '2 hours' where event_id = $1`,
		[id]
	);
const kindsFor = async (actor: Actor) =>
	(await readNetwork(actor, (db) => notificationsOf(db, actor))).map((one) => one.kind);

describe('an event that is full or over', () => {
	test('lets nobody in who waits, until a place is free', async () => {
		const id = await announceEvent(hikari.hashimoto, null, wish({ capacity: 1 }), once);
		await reply(hikari.nakamura, id, yes);
		await reply(hikari.igarashi, id, yes);
		const waits = { personId: hikari.igarashi.personId };
		await expect(checkIn(hikari.hashimoto, id, waits)).rejects.toMatchObject({ why: 'no_place' });
		await own.owner.query('update event set capacity = 2 where event_id = $1', [id]);
		await checkIn(hikari.hashimoto, id, waits);
		expect((await readNetwork(hikari.mori, (db) => eventFor(db, hikari.mori, id))).going).toBe(2);
	});

	test('counts for each reader those whom its list names, and is full for everybody', async () => {
		const { hashimoto, igarashi, mori, nakamura } = hikari;
		const id = await announceEvent(hashimoto, null, wish({ capacity: 3, guestsAtMost: 1 }), once);
		await reply(nakamura, id, { ...yes, guests: 1 });
		await reply(igarashi, id, yes);
		await block(nakamura, mori.personId);
		const seen = async (actor: Actor) =>
			readNetwork(actor, async (db) => {
				const { going, taken } = await eventFor(db, actor, id);
				return { going, taken, listed: (await guestCounts(db, actor, id)).going };
			});
		expect(await seen(mori)).toEqual({ going: 1, taken: 3, listed: 1 });
		expect(await seen(igarashi)).toEqual({ going: 3, taken: 3, listed: 2 });
		await reply(mori, id, yes);
		expect((await readNetwork(mori, (db) => eventFor(db, mori, id))).myAnswer).toBe('waiting');
		await unblock(nakamura, mori.personId);
	});

	test('tells nobody of a change, and cannot be called off', async () => {
		const id = await announceEvent(hikari.hashimoto, null, wish(), once);
		await reply(hikari.nakamura, id, yes);
		await end(id);
		await own.owner.query('delete from notification');
		await expect(cancelEvent(hikari.hashimoto, id)).rejects.toMatchObject({ why: 'event_over' });
		await editEvent(hikari.hashimoto, id, { ...wish({ place: '支社' }), revision: 1 });
		expect(await kindsFor(hikari.nakamura)).toEqual([]);
	});
});
