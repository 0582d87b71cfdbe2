import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#access/actor/actor.server.ts';
import { NotFound } from '#platform/http/failures.ts';
import { inNetwork, readNetwork } from '#platform/database/network.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { reactToMessage, typingTopicsFor } from './chatting.server.ts';
import { say, stranger } from './conversation.fixture.ts';
import {
	answerRequest,
	conversationsOf,
	markRead,
	messagesOf,
	readByOthers
} from './conversations.server.ts';
import { saveConversationWish } from './wishes.server.ts';
import { beginConversation, writeMessage, writeToPartner } from './writing.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
let shiraishi: Actor;
beforeAll(async () => {
	hikari = await foundHikari(own.owner);
	shiraishi = await stranger(own.owner, hikari);
});

const list = (actor: Actor) => readNetwork(actor, (db) => conversationsOf(db, actor));
const words = async (actor: Actor, id: string) =>
	(await readNetwork(actor, (db) => messagesOf(db, actor, id))).map((message) => message.words);

describe('messages', () => {
	test('are read in secret by whoever wishes so', async () => {
		const id = await beginConversation(hikari.nakamura, [hikari.igarashi.personId], '', say('読めた？'));
		const seen = async () =>
			(await readNetwork(hikari.nakamura, (db) => readByOthers(db, hikari.nakamura, id))).length;
		await markRead(hikari.igarashi, id);
		expect(await seen()).toBe(1);
		await saveConversationWish(hikari.igarashi, { showsRead: false });
		expect(await seen()).toBe(0);
		await saveConversationWish(hikari.igarashi, { sendsBy: 'enter' });
		expect(await seen(), 'what was not said stays').toBe(0);
		await saveConversationWish(hikari.igarashi, { showsRead: true });
		expect(await seen()).toBe(1);
	});

	test('are reacted to with one sign each, which the same sign takes back', async () => {
		const id = await beginConversation(hikari.nakamura, [hikari.igarashi.personId], '', say('祝'));
		const last = async () =>
			(await readNetwork(hikari.nakamura, (db) => messagesOf(db, hikari.nakamura, id))).at(-1)!;
		const { messageId } = await last();
		const signsNow = async () => (await last()).reactions.map(({ sign, personId }) => [sign, personId]);
		const { personId } = hikari.igarashi;
		await reactToMessage(hikari.igarashi, id, messageId, { sign: 'heart', isOn: true });
		await reactToMessage(hikari.igarashi, id, messageId, { sign: 'thanks', isOn: true });
		expect(await signsNow()).toEqual([['thanks', personId]]);
		await reactToMessage(hikari.igarashi, id, messageId, { sign: 'thanks', isOn: false });
		expect(await signsNow()).toEqual([]);
		const other = await beginConversation(hikari.mori, [hikari.nakamura.personId], '', say('別'));
		for (const [who, where] of [
			[hikari.mori, id],
			[hikari.hashimoto, id],
			[hikari.igarashi, other],
			[hikari.nakamura, other]
		] as const)
			await expect(
				reactToMessage(who, where, messageId, { sign: 'wow', isOn: true }),
				who.familyName
			).rejects.toThrow(NotFound);
	});

	test('count for nothing any more once they were answered or seen', async () => {
		const id = await beginConversation(hikari.nakamura, [hikari.igarashi.personId], '', say('一'));
		const unseen = async () =>
			(
				await own.owner.query(
					`select count(*)::int as n from notification
					where subject_id = $1 and person_id = $2 and seen_at is null`,
					[id, hikari.igarashi.personId]
				)
			).rows[0].n;
		expect(await unseen()).toBe(1);
		await writeMessage(hikari.igarashi, id, say('二'));
		expect(await unseen()).toBe(0);
		await writeMessage(hikari.nakamura, id, say('三'));
		expect(await markRead(hikari.igarashi, id)).toBe(1);
		expect(await markRead(hikari.igarashi, id)).toBe(0);
	});
});

describe('a request', () => {
	test('takes no more lines before it was accepted', async () => {
		const first = say('お話ししたいです');
		const { personId } = hikari.ishikawa;
		const id = await beginConversation(shiraishi, [personId], '', first);
		const waits = async () => (await list(shiraishi)).find((one) => one.conversationId === id)?.waits;
		expect(await waits()).toBe(true);
		await writeMessage(shiraishi, id, first); // sent once more, it is there already
		await expect(writeMessage(shiraishi, id, say('まだですか'))).rejects.toThrow('request_waits');
		await expect(beginConversation(shiraishi, [personId], '', say('あの'))).rejects.toThrow(
			'request_waits'
		);
		expect(
			await readNetwork(shiraishi, (db) => typingTopicsFor(db, shiraishi, [`typing:${id}`]))
		).toEqual([]);
		await answerRequest(hikari.ishikawa, id, true);
		expect(await waits()).toBe(false);
		await writeMessage(shiraishi, id, say('ありがとうございます'));
		expect(await words(hikari.ishikawa, id)).toEqual(['お話ししたいです', 'ありがとうございます']);
	});

	test('is none where another room has brought the two together', async () => {
		const { personId } = hikari.igarashi;
		const id = await beginConversation(shiraishi, [personId], '', say('ご無沙汰しています'));
		await answerRequest(hikari.igarashi, id, false);
		await inNetwork(shiraishi, (db) =>
			writeToPartner(db, shiraishi, personId, say('お手紙を読みました'))
		);
		expect((await list(hikari.igarashi))[0]).toMatchObject({
			conversationId: id,
			state: 'in',
			isUnread: true,
			lastWords: 'お手紙を読みました'
		});
	});
});
