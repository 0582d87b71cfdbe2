import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#access/actor/actor.server.ts';
import { notificationsOf } from '#gathering/notifications/notifications.server.ts';
import { Forbidden, Invalid, NotFound, Stale } from '#platform/http/failures.ts';
import { readNetwork } from '#platform/database/network.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { checkIn, takeBack } from './checking-in.server.ts';
import { editEvent, sumUp } from './changing.server.ts';
import { announceEvent, eventFor, events, mustAnnounce, type EventWish } from './events.server.ts';
import { guestCounts, guestsAtOnce, guestsOf, ownReply, reply, sayThought } from './replies.server.ts';
import { localOf } from './series.ts';
import { announce, remindAndAsk } from './tasks.server.ts';

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
const no = { comes: false, guests: 0, said: '' };
const answer = async (actor: Actor, id: string) =>
	(await readNetwork(actor, (db) => ownReply(db, actor, id)))?.answer;
const end = (id: string) =>
	own.owner.query(
		`update event set starts_at = now() - interval '4 hours', ends_at = now() - interval '2 hours' where event_id = $1`,
		[id]
	);
const kindsFor = async (actor: Actor) =>
	(await readNetwork(actor, (db) => notificationsOf(db, actor))).map((one) => one.kind);

describe('an event', () => {
	test('is announced by the desk, management and event hosts; its readers are told', async () => {
		await expect(announceEvent(hikari.nakamura, null, wish(), once)).rejects.toThrow(Forbidden);
		await expect(announceEvent(hikari.mori, null, wish(), once)).rejects.toThrow(Forbidden);
		await expect(
			readNetwork(hikari.nakamura, (db) => mustAnnounce(db, hikari.nakamura, null)),
			'nor is the form opened for them'
		).rejects.toThrow(Forbidden);
		const id = await announceEvent({ ...hikari.nakamura, helps: ['event_host'] }, null, wish(), once);
		await announce({ ...hikari.network, eventId: id });
		expect(await kindsFor(hikari.mori)).toContain('event_announced');
		for (const wrong of [
			{ endsAt: inHours(4) },
			{ startsAt: inHours(-5), endsAt: inHours(-4) },
			{ place: '' },
			{ kind: 'online' as const, url: 'javascript:1' }
		])
			await expect(announceEvent(hikari.hashimoto, null, wish(wrong), once)).rejects.toThrow(Invalid);
	});

	test('comes again as often as said', async () => {
		await announceEvent(
			hikari.hashimoto,
			null,
			wish({ title: '月例会', startsAt: inHours(400), endsAt: inHours(401) }),
			{ rhythm: 'monthly', times: 4 }
		);
		expect(
			(await readNetwork(hikari.mori, (db) => events(db, hikari.mori, 'ahead'))).filter(
				(one) => one.title === '月例会'
			)
		).toHaveLength(4);
	});
});

describe('the places of an event', () => {
	test('let people wait when all are taken, and move them up when one is given back', async () => {
		const id = await announceEvent(hikari.hashimoto, null, wish({ capacity: 2, guestsAtMost: 1 }), once);
		await reply(hikari.nakamura, id, { ...yes, guests: 1 });
		await reply(hikari.igarashi, id, yes);
		await reply(hikari.mori, id, yes);
		expect([
			await answer(hikari.nakamura, id),
			await answer(hikari.igarashi, id),
			await answer(hikari.mori, id)
		]).toEqual(['going', 'waiting', 'waiting']);
		await reply(hikari.nakamura, id, yes); // leaves the guest at home
		expect([await answer(hikari.igarashi, id), await answer(hikari.mori, id)]).toEqual([
			'going',
			'waiting'
		]);
		await expect(
			reply(hikari.nakamura, id, { ...yes, guests: 1 }),
			'keeps the place'
		).rejects.toMatchObject({ why: 'no_room' });
		expect(await answer(hikari.nakamura, id)).toBe('going');
		await reply(hikari.nakamura, id, no);
		expect(await answer(hikari.mori, id)).toBe('going');
		expect(await kindsFor(hikari.mori)).toContain('event_moved_up');
		await expect(reply(hikari.nakamura, id, { ...yes, guests: 2 })).rejects.toMatchObject({
			why: 'too_many_guests'
		});
	});

	test('go to one of many who ask at once for the last one', async () => {
		const id = await announceEvent(hikari.hashimoto, null, wish({ capacity: 1 }), once);
		await Promise.all(
			[hikari.nakamura, hikari.igarashi, hikari.mori, hikari.ishikawa].map((one) => reply(one, id, yes))
		);
		const answers = await Promise.all(
			[hikari.nakamura, hikari.igarashi, hikari.mori, hikari.ishikawa].map((one) => answer(one, id))
		);
		expect(answers.sort()).toEqual(['going', 'waiting', 'waiting', 'waiting']);
		await own.owner.query('update event set capacity = 3 where event_id = $1', [id]);
		const one = await readNetwork(hikari.hashimoto, (db) => eventFor(db, hikari.hashimoto, id));
		await editEvent(hikari.hashimoto, id, { ...wish({ capacity: 3 }), revision: one.revision });
		expect(
			(await readNetwork(hikari.hashimoto, (db) => guestsOf(db, hikari.hashimoto, id))).filter(
				(guest) => guest.answer === 'going'
			)
		).toHaveLength(3);
		await expect(editEvent(hikari.hashimoto, id, { ...wish(), revision: one.revision })).rejects.toThrow(
			Stale
		);
		await expect(editEvent(hikari.nakamura, id, { ...wish(), revision: 9 })).rejects.toThrow(Forbidden);
	});
});

describe('the guests of an event', () => {
	test('are listed with who comes and who waits, a page at a time, each person once', async () => {
		const id = await announceEvent(hikari.hashimoto, null, wish(), once);
		const { networkId } = hikari.network;
		await own.owner.query(`select set_config('okaeri.network_id', $1, false)`, [networkId]);
		await own.owner.query('set session_replication_role = replica'); // members without accounts, which nobody signs in as
		await own.owner.query(
			`with them as (
				insert into person (network_id, family_name, given_name)
				select $1, '客', n::text
				from generate_series(1, 130) n
				returning person_id, given_name
			),
			members as (
				insert into membership (network_id, person_id, account_id, roles)
				select $1, person_id, new_id(), '{alumnus}'
				from them
			)
			insert into event_reply (network_id, event_id, person_id, answer, waits_since)
			select $1, $2, person_id,
				case when given_name::int <= 120 then 'going' else 'waiting' end,
				case when given_name::int > 120 then now() end
			from them`,
			[networkId, id]
		);
		await own.owner.query('set session_replication_role = origin');
		const page = (after?: string) =>
			readNetwork(hikari.hashimoto, (db) => guestsOf(db, hikari.hashimoto, id, { after }));
		const first = await page();
		expect(first).toHaveLength(guestsAtOnce);
		const rest = await page(first.at(-1)!.personId);
		expect(rest.map((guest) => guest.answer)).toEqual([
			...Array.from({ length: 20 }, () => 'going'),
			...Array.from({ length: 10 }, () => 'waiting')
		]);
		expect(new Set([...first, ...rest].map((guest) => guest.personId)).size).toBe(130);
		expect(await readNetwork(hikari.hashimoto, (db) => guestCounts(db, hikari.hashimoto, id))).toEqual({
			going: 120,
			waiting: 10,
			came: 0
		});
	});
});

describe('the day of an event', () => {
	test('lets people in by their pass once, asks them what they thought, and is summed up', async () => {
		const id = await announceEvent(hikari.hashimoto, null, wish(), once);
		const other = await announceEvent(hikari.hashimoto, null, wish(), once);
		await reply(hikari.nakamura, id, yes);
		await reply(hikari.igarashi, id, yes);
		const { pass } = (await readNetwork(hikari.nakamura, (db) => ownReply(db, hikari.nakamura, id)))!;
		await expect(checkIn(hikari.igarashi, id, { pass }), 'guests do not keep the door').rejects.toThrow(
			Forbidden
		);
		await expect(checkIn(hikari.hashimoto, other, { pass })).rejects.toThrow(NotFound);
		expect(await checkIn(hikari.hashimoto, id, { pass })).toMatchObject({
			familyName: '中村',
			wasIn: false
		});
		expect(await checkIn(hikari.hashimoto, id, { pass })).toMatchObject({ wasIn: true });
		const { rows } = await own.owner.query(
			`select count(*)::int as n from touchpoint where kind = 'event_came' and subject_id = $1`,
			[id]
		);
		expect(rows[0].n).toBe(1);
		await checkIn(hikari.hashimoto, id, { personId: hikari.igarashi.personId });
		await takeBack(hikari.hashimoto, id, hikari.igarashi.personId);
		await expect(
			sumUp(hikari.hashimoto, id, { words: 'まだ', html: '', uploads: [], alts: {} })
		).rejects.toMatchObject({ why: 'not_over' });
		await end(id);
		await remindAndAsk(hikari.network);
		await remindAndAsk(hikari.network);
		expect((await kindsFor(hikari.nakamura)).filter((kind) => kind === 'event_question')).toHaveLength(1);
		expect(await kindsFor(hikari.igarashi)).not.toContain('event_question');
		const ofHost = (await kindsFor(hikari.hashimoto)).filter((kind) => kind === 'event_over');
		expect(ofHost, 'the host is reminded of the report').toHaveLength(1);
		await sayThought(hikari.nakamura, id, 'good', 'また来ます');
		await expect(sayThought(hikari.igarashi, id, 'good', '')).rejects.toThrow(NotFound);
		await sumUp(hikari.hashimoto, id, { words: '楽しい会でした', html: '', uploads: [], alts: {} });
		expect((await readNetwork(hikari.mori, (db) => eventFor(db, hikari.mori, id))).summary).toBe(
			'楽しい会でした'
		);
	});
});
