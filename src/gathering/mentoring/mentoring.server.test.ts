import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '#access/actor/actor.server.ts';
import { messagesOf } from '#gathering/conversations/conversations.server.ts';
import { notificationsOf } from '#gathering/notifications/notifications.server.ts';
import { block, unblock } from '#people/blocks/blocks.server.ts';
import { closeTo } from '#people/blocks/hiding.server.ts';
import { Forbidden, Invalid, NotFound } from '#platform/http/failures.ts';
import { readNetwork } from '#platform/database/network.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import type { Theme } from './mentoring.ts';
import { mentorsFor, offerMentoring, seekersFor, seekMentoring } from './offers.server.ts';
import {
	answerMentee,
	askMentor,
	endMentoring,
	ownPairs,
	pauseMentoring,
	withdrawAsk
} from './pairs.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
beforeAll(async () => {
	hikari = await foundHikari(own.owner);
});
beforeEach(async () => {
	await own.owner.query('delete from mentoring; delete from mentor; delete from mentoring_wish');
});

const offer = (actor: Actor, capacity = 1, themes: Theme[] = ['career', 'family']) =>
	offerMentoring(actor, { themes, words: '育休のあとに復職しました', isOpen: true, capacity });
const seek = (actor: Actor, forEmployees = false) =>
	seekMentoring(actor, { themes: ['family'], words: '両立に悩んでいます', isOpen: true, forEmployees });
const mentors = async (actor: Actor) =>
	(await readNetwork(actor, (db) => mentorsFor(db, actor))).map(({ personId }) => personId);
const seekers = async (actor: Actor) =>
	(await readNetwork(actor, (db) => seekersFor(db, actor))).map(({ personId }) => personId);
const pairs = (actor: Actor) => readNetwork(actor, (db) => ownPairs(db, actor));
const pairOf = async (actor: Actor) => (await pairs(actor))[0]!;
const kinds = async (actor: Actor) =>
	(await readNetwork(actor, (db) => notificationsOf(db, actor))).map(({ kind }) => kind);
const accept = { isYes: true, words: 'よろしくお願いします' };

describe('a pair', () => {
	test('is offered, asked for with a line, accepted, paused, and ended with thanks', async () => {
		const { igarashi, nakamura } = hikari;
		await offer(igarashi);
		await seek(nakamura);
		expect(await readNetwork(nakamura, (db) => mentorsFor(db, nakamura))).toMatchObject([
			{ personId: igarashi.personId, inCommon: 1, placesLeft: 1, hasAsked: false }
		]);
		expect(await seekers(igarashi)).toEqual([nakamura.personId]);
		await askMentor(nakamura, igarashi.personId, '復職のことを聞かせてください');
		await expect(askMentor(nakamura, igarashi.personId, 'もう一度')).rejects.toMatchObject({
			why: 'mentoring_asked'
		});
		const { mentoringId } = await pairOf(igarashi);
		await expect(answerMentee(nakamura, mentoringId, accept)).rejects.toThrow(NotFound);
		await answerMentee(igarashi, mentoringId, accept);
		const { conversationId } = await pairOf(nakamura);
		const said = await readNetwork(nakamura, (db) => messagesOf(db, nakamura, conversationId!));
		expect(said).toMatchObject([{ words: accept.words, authorId: igarashi.personId }]);
		await pauseMentoring(nakamura, mentoringId, true);
		await expect(pauseMentoring(nakamura, mentoringId, true)).rejects.toThrow(NotFound);
		await pauseMentoring(igarashi, mentoringId, false);
		await endMentoring(nakamura, mentoringId, '背中を押してもらいました');
		expect(await pairOf(igarashi)).toMatchObject({
			state: 'ended',
			thanks: '背中を押してもらいました',
			endedByMe: false
		});
		expect(await kinds(nakamura)).toEqual(expect.arrayContaining(['mentoring_accepted']));
		expect(await kinds(igarashi)).toEqual(
			expect.arrayContaining(['mentoring_asked', 'mentoring_changed'])
		);
	});

	test('gives no more places than there are, and a place back that is ended', async () => {
		const { igarashi, nakamura, mori } = hikari;
		await offer(igarashi);
		await askMentor(nakamura, igarashi.personId, 'お願いします');
		await askMentor(mori, igarashi.personId, '私も');
		const [second, first] = await pairs(igarashi);
		await answerMentee(igarashi, first!.mentoringId, accept);
		await expect(answerMentee(igarashi, second!.mentoringId, accept)).rejects.toMatchObject({
			why: 'mentoring_full_own'
		});
		await answerMentee(igarashi, second!.mentoringId, { isYes: false, words: '' });
		expect(await pairOf(mori)).toMatchObject({ state: 'declined', answer: '' });
		await expect(askMentor(mori, igarashi.personId, 'また')).rejects.toMatchObject({
			why: 'mentoring_full'
		});
		await endMentoring(igarashi, first!.mentoringId, '');
		await askMentor(mori, igarashi.personId, 'また');
		await withdrawAsk(mori, (await pairOf(mori)).mentoringId);
		await expect(withdrawAsk(mori, second!.mentoringId)).rejects.toThrow(NotFound);
	});
});

describe('mentoring', () => {
	test('holds between people who may meet alone', async () => {
		const { igarashi, nakamura, mori } = hikari;
		await offer(igarashi);
		await seek(nakamura);
		await askMentor(nakamura, igarashi.personId, 'お願いします');
		const { mentoringId } = await pairOf(nakamura);
		for (const [one, other] of [
			[igarashi, nakamura],
			[nakamura, igarashi]
		] as const) {
			await block(one, other.personId);
			expect([
				await mentors(nakamura),
				await seekers(igarashi),
				await pairs(igarashi),
				await pairs(nakamura)
			]).toEqual([[], [], [], []]);
			await expect(askMentor(nakamura, igarashi.personId, 'また')).rejects.toThrow(NotFound);
			await expect(answerMentee(igarashi, mentoringId, accept)).rejects.toThrow(NotFound);
			await unblock(one, other.personId);
		}
		await closeTo(igarashi, ['employees']);
		expect(await mentors(mori)).toEqual([]);
		await expect(askMentor(mori, igarashi.personId, 'お願いします')).rejects.toThrow(NotFound);
		await closeTo(igarashi, []);
	});

	test('who looks for somebody is seen by those who offer, by employees only if they may, and never by the desk', async () => {
		const { igarashi, nakamura, mori, hashimoto } = hikari;
		await seek(nakamura);
		expect(await seekers(igarashi), 'who offers nothing').toEqual([]);
		await offer(mori);
		expect(await seekers(mori)).toEqual([]);
		await seek(nakamura, true);
		expect(await seekers(mori)).toEqual([nakamura.personId]);
		const tries: (() => Promise<unknown>)[] = [
			() => offer(hashimoto),
			() => seek(hashimoto),
			() => mentors(hashimoto),
			() => seekers(hashimoto),
			() => pairs(hashimoto),
			() => askMentor(hashimoto, mori.personId, '…')
		];
		for (const attempt of tries) await expect(attempt()).rejects.toThrow(Forbidden);
		const { rows } = await own.owner.query(
			`select from touchpoint where person_id = $1 and kind not in ('joined')`,
			[nakamura.personId]
		);
		expect(rows, 'nothing of it is counted as a touch').toEqual([]);
	});
});

describe('a pair of two', () => {
	test('is reached from no other pair and no other network', async () => {
		const { igarashi, nakamura, mori } = hikari;
		const elsewhere = await foundHikari(own.owner, 'elsewhere');
		await offer(igarashi, 3);
		await askMentor(nakamura, igarashi.personId, 'お願いします');
		const { mentoringId: id } = await pairOf(nakamura);
		await answerMentee(igarashi, id, accept);
		for (const stranger of [mori, elsewhere.igarashi, elsewhere.nakamura]) {
			for (const attempt of [
				() => pauseMentoring(stranger, id, true),
				() => endMentoring(stranger, id, '…'),
				() => withdrawAsk(stranger, id),
				() => answerMentee(stranger, id, accept)
			])
				await expect(attempt()).rejects.toThrow(NotFound);
			expect(await pairs(stranger)).toEqual([]);
		}
		await expect(askMentor(elsewhere.nakamura, igarashi.personId, '…')).rejects.toThrow(NotFound);
		expect(await mentors(elsewhere.nakamura)).toEqual([]);
		await expect(offer(nakamura, 1, [])).rejects.toThrow(Invalid);
	});
});
