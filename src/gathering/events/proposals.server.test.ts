import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#access/actor/actor.server.ts';
import { notificationsOf } from '#gathering/notifications/notifications.server.ts';
import { addFile } from '#gathering/uploads/uploads.server.ts';
import { block, unblock } from '#people/blocks/blocks.server.ts';
import { Forbidden, Invalid, NotFound } from '#platform/http/failures.ts';
import { readNetwork } from '#platform/database/network.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { announceEvent, eventFor, type EventWish } from './events.server.ts';
import { mapOf } from './map.ts';
import {
	addEventPictures,
	countPictures,
	keepEventPictures,
	picturesOf,
	removeEventPicture
} from './pictures.server.ts';
import {
	decideProposal,
	ownProposals,
	proposalsAtDesk,
	proposeEvent,
	withdrawProposal
} from './proposals.server.ts';
import { ownReply, reply } from './replies.server.ts';
import { localOf } from './series.ts';

const own = useOwnDatabase();
let hikari: Hikari;
beforeAll(async () => {
	hikari = await foundHikari(own.owner);
});

const inHours = (hours: number) => localOf(new Date(Date.now() + hours * 3_600_000), 'Asia/Tokyo');
const wish = (more: Partial<EventWish> = {}): EventWish => ({
	title: '札幌の集い',
	words: '久しぶりに会いましょう',
	html: '',
	kind: 'on_site',
	place: '札幌駅',
	url: '',
	startsAt: inHours(50),
	endsAt: inHours(52),
	timeZone: 'Asia/Tokyo',
	capacity: null,
	guestsAtMost: 0,
	question: '',
	...more
});
const yes = { comes: true, guests: 0, said: '' };
const propose = (actor: Actor, more: Partial<EventWish> = {}) =>
	proposeEvent(actor, wish(more), crypto.randomUUID());
const waiting = async () =>
	(await proposalsAtDesk(hikari.hashimoto, 'waiting')).map(({ eventProposalId }) => eventProposalId);

describe('an event that an alumnus proposes', () => {
	test('is announced with them as host when the desk says yes', async () => {
		const { nakamura, hashimoto, mori } = hikari;
		const ticket = crypto.randomUUID();
		for (const _ of [1, 2]) await proposeEvent(nakamura, wish(), ticket);
		const [id, ...more] = await waiting();
		expect(more).toEqual([]);
		await decideProposal(hashimoto, id!, { isYes: true, answer: '楽しみです' });
		const [mine] = await ownProposals(nakamura);
		expect(mine).toMatchObject({ state: 'accepted', answer: '楽しみです' });
		const event = await readNetwork(mori, (db) => eventFor(db, mori, mine!.eventId!));
		expect(event).toMatchObject({
			hostId: nakamura.personId,
			title: '札幌の集い',
			words: '久しぶりに会いましょう'
		});
		const told = await readNetwork(nakamura, (db) => notificationsOf(db, nakamura));
		expect(told[0]).toMatchObject({ kind: 'event_accepted', path: `/events/${mine!.eventId}` });
	});

	test('is turned down with words, or taken back, and then is answered no more', async () => {
		const { nakamura, hashimoto } = hikari;
		await propose(nakamura);
		const [id] = await waiting();
		const no = { isYes: false, answer: '会場が取れませんでした' };
		await expect(decideProposal(hashimoto, id!, { ...no, answer: '' })).rejects.toThrow(Invalid);
		await decideProposal(hashimoto, id!, no);
		await expect(decideProposal(hashimoto, id!, { isYes: true, answer: '' })).rejects.toThrow(NotFound);
		expect((await ownProposals(nakamura))[0]).toMatchObject({ state: 'declined', answer: no.answer });
		await propose(nakamura);
		const [other] = await waiting();
		await withdrawProposal(nakamura, other!);
		await expect(decideProposal(hashimoto, other!, no)).rejects.toThrow(NotFound);
	});

	test('is proposed by alumni, within bounds, and decided by the desk of its network alone', async () => {
		const { nakamura, igarashi, ishikawa, mori, hashimoto } = hikari;
		for (const actor of [ishikawa, mori, hashimoto])
			await expect(propose(actor)).rejects.toThrow(Forbidden);
		await expect(propose(nakamura, { startsAt: inHours(-2), endsAt: inHours(-1) })).rejects.toThrow(
			Invalid
		);
		for (const _ of [1, 2, 3]) await propose(igarashi);
		await expect(propose(igarashi)).rejects.toMatchObject({ why: 'too_many_proposals' });
		const [id] = await waiting();
		const elsewhere = await foundHikari(own.owner, 'elsewhere');
		const attempts: [Actor, typeof Forbidden | typeof NotFound][] = [
			[igarashi, Forbidden],
			[ishikawa, Forbidden],
			[elsewhere.hashimoto, NotFound]
		];
		for (const [actor, failure] of attempts)
			await expect(decideProposal(actor, id!, { isYes: true, answer: '' })).rejects.toThrow(failure);
		for (const actor of [nakamura, elsewhere.igarashi])
			await expect(withdrawProposal(actor, id!)).rejects.toThrow(NotFound);
		expect(await ownProposals(elsewhere.igarashi)).toEqual([]);
	});
});

test('who was there adds pictures afterwards; they are seen by those who see the event and are not apart', async () => {
	const { hashimoto, nakamura, igarashi, mori } = hikari;
	const id = await announceEvent(hashimoto, null, wish(), { rhythm: 'none', times: 1 });
	await reply(nakamura, id, yes);
	const picture = async (actor: Actor) =>
		(await addFile(actor, new File(['%PDF-1.4 x'], 'a.pdf'))).uploadId;
	const first = await picture(nakamura);
	await expect(addEventPictures(nakamura, id, [first]), 'before it began').rejects.toThrow(Forbidden);
	await own.owner.query(
		`update event set starts_at = now() - interval '4 hours', ends_at = now() - interval '2 hours' where event_id = $1`,
		[id]
	);
	await expect(addEventPictures(igarashi, id, [await picture(igarashi)])).rejects.toThrow(Forbidden);
	await addEventPictures(nakamura, id, [first]);
	const seen = (actor: Actor) => readNetwork(actor, (db) => picturesOf(db, actor, id));
	await keepEventPictures(mori, id, { removed: [first], alts: { [first]: '違う' } });
	await keepEventPictures(nakamura, id, { removed: [], alts: { [first]: '集合写真' } });
	expect(await seen(mori)).toMatchObject([{ uploadId: first, alt: '集合写真' }]);
	await block(mori, nakamura.personId);
	expect(await seen(mori)).toEqual([]);
	expect(await readNetwork(mori, (db) => countPictures(db, mori, id))).toBe(0);
	await unblock(mori, nakamura.personId);
	await expect(removeEventPicture(mori, id, first)).rejects.toThrow(Forbidden);
	await removeEventPicture(hashimoto, id, first);
	expect(await seen(mori)).toEqual([]);
});

test('who waits is told at which place in line', async () => {
	const { hashimoto, nakamura, igarashi, mori } = hikari;
	const id = await announceEvent(hashimoto, null, wish({ capacity: 1 }), { rhythm: 'none', times: 1 });
	for (const actor of [nakamura, igarashi, mori]) await reply(actor, id, yes);
	const inLine = async (actor: Actor) =>
		(await readNetwork(actor, (db) => ownReply(db, actor, id)))?.inLine;
	expect(await Promise.all([nakamura, igarashi, mori].map(inLine))).toEqual([null, 1, 2]);
});

test.each([
	['openstreetmap', 'https://www.openstreetmap.org/search?query=%E6%9C%AD%E5%B9%8C%E9%A7%85%261'],
	['google', 'https://www.google.com/maps/search/?api=1&query=%E6%9C%AD%E5%B9%8C%E9%A7%85%261'],
	['device', 'geo:0,0?q=%E6%9C%AD%E5%B9%8C%E9%A7%85%261'],
	['none', undefined]
])('a place is looked up where the network says: %s', (kind, link) => {
	expect(mapOf(kind, '札幌駅&1')).toBe(link);
	expect(mapOf(kind, '')).toBeUndefined();
});
