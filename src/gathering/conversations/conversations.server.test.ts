import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#access/actor/actor.server.ts';
import { block, unblock } from '#people/blocks/blocks.server.ts';
import { Forbidden, Invalid, NotFound } from '#platform/http/failures.ts';
import { readNetwork } from '#platform/database/network.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import {
	answerRequest,
	conversationFor,
	conversationsOf,
	markRead,
	messagesOf,
	readByOthers
} from './conversations.server.ts';
import { answerAsDesk, deskConversation, deskInbox, note, setDone } from './desk-inbox.server.ts';
import { waysTo } from './ways.server.ts';
import { beginConversation, writeMessage, writeToDesk } from './writing.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
/** 白石 left long ago, from another department: unknown to all. */
let shiraishi: Actor;
beforeAll(async () => {
	hikari = await foundHikari(own.owner);
	const account = (
		await own.owner.query(
			`insert into auth.account_holder (name, email, email_verified) values ('s', 's@x.example', true) returning id`
		)
	).rows[0].id;
	const personId = (
		await own.owner.query(
			`insert into person (network_id, family_name, given_name) values ($1, '白石', '渚') returning person_id`,
			[hikari.network.networkId]
		)
	).rows[0].person_id;
	await own.owner.query(
		`insert into membership (network_id, person_id, account_id, roles) values ($1, $2, $3, '{alumnus}')`,
		[hikari.network.networkId, personId, account]
	);
	shiraishi = { ...hikari.nakamura, personId, accountId: account, familyName: '白石', givenName: '渚' };
});

const say = (words: string) => ({ words, ticket: crypto.randomUUID(), uploads: [] });
const list = (actor: Actor) => readNetwork(actor, (db) => conversationsOf(db, actor));
const words = async (actor: Actor, id: string) =>
	(
		await readNetwork(
			actor,
			async (db) => (await conversationFor(db, actor, id), messagesOf(db, actor, id))
		)
	).map((one) => one.words);

describe('messages', () => {
	test('colleagues write at once; both sides see one conversation, and what was read', async () => {
		const id = await beginConversation(
			hikari.nakamura,
			[hikari.igarashi.personId],
			'',
			say('お久しぶりです')
		);
		expect(
			await beginConversation(hikari.igarashi, [hikari.nakamura.personId], '', say('こちらこそ'))
		).toBe(id);
		expect(await words(hikari.nakamura, id)).toEqual(['お久しぶりです', 'こちらこそ']);
		expect((await list(hikari.nakamura))[0]).toMatchObject({ isUnread: true, lastWords: 'こちらこそ' });
		await markRead(hikari.nakamura, id);
		expect((await list(hikari.nakamura))[0]?.isUnread).toBe(false);
		const [mine] = await readNetwork(hikari.igarashi, (db) => readByOthers(db, hikari.igarashi, id));
		expect(mine?.readId).not.toBeNull();
	});

	test('sent twice with one ticket is one', async () => {
		const twice = say('もしもし');
		const id = await beginConversation(hikari.nakamura, [hikari.igarashi.personId], '', twice);
		await writeMessage(hikari.nakamura, id, twice);
		expect((await words(hikari.nakamura, id)).filter((one) => one === 'もしもし')).toHaveLength(1);
		await expect(writeMessage(hikari.nakamura, id, say('  '))).rejects.toThrow(Invalid);
	});

	test('are nobody else’s', async () => {
		const id = await beginConversation(hikari.nakamura, [hikari.igarashi.personId], '', say('二人だけ'));
		for (const other of [hikari.mori, hikari.ishikawa, hikari.hashimoto, shiraishi]) {
			await expect(words(other, id)).rejects.toThrow(NotFound);
			await expect(writeMessage(other, id, say('x'))).rejects.toThrow(NotFound);
		}
		await expect(
			readNetwork(hikari.hashimoto, (db) => deskConversation(db, hikari.hashimoto, id)),
			'not even the desk’s'
		).rejects.toThrow(NotFound);
	});
});

describe('writing to someone', () => {
	test('one does not know begins with asking; a no is not told, and what waits is not marked as read', async () => {
		const id = await beginConversation(shiraishi, [hikari.nakamura.personId], '', say('はじめまして'));
		expect((await list(hikari.nakamura)).find((one) => one.conversationId === id)).toMatchObject({
			state: 'asked'
		});
		await expect(
			writeMessage(hikari.nakamura, id, say('x')),
			'answering is saying yes first'
		).rejects.toThrow(NotFound);
		await markRead(hikari.nakamura, id);
		expect(
			(await readNetwork(shiraishi, (db) => readByOthers(db, shiraishi, id)))[0]?.readId ?? null
		).toBeNull();
		await answerRequest(hikari.nakamura, id, false);
		expect((await list(hikari.nakamura)).some((one) => one.conversationId === id)).toBe(false);
		expect((await list(shiraishi))[0]).toMatchObject({ state: 'in' });
	});

	test('is possible as far as they allow it', async () => {
		const way = async (from: Actor, to: Actor) =>
			(await readNetwork(from, (db) => waysTo(db, from, [to.personId]))).get(to.personId);
		expect(await way(shiraishi, hikari.mori)).toBe('ask');
		expect(await way(hikari.nakamura, hikari.mori)).toBe('open');
		await own.owner.query(
			`insert into profile (network_id, person_id, written_by) values ($1, $2, 'known')`,
			[hikari.network.networkId, hikari.mori.personId]
		);
		expect(await way(shiraishi, hikari.mori)).toBe('closed');
		await expect(beginConversation(shiraishi, [hikari.mori.personId], '', say('x'))).rejects.toThrow(
			NotFound
		);
		await own.owner.query(`update profile set written_by = 'nobody' where person_id = $1`, [
			hikari.mori.personId
		]);
		expect(await way(hikari.nakamura, hikari.mori)).toBe('closed');
		expect(await way(hikari.hashimoto, hikari.mori)).toBe('open');
	});
});

describe('writing', () => {
	test('ends with a block, on both sides', async () => {
		const id = await beginConversation(hikari.nakamura, [hikari.igarashi.personId], '', say('a'));
		await block(hikari.igarashi, hikari.nakamura.personId);
		await expect(writeMessage(hikari.nakamura, id, say('b'))).rejects.toThrow(NotFound);
		await expect(writeMessage(hikari.igarashi, id, say('b'))).rejects.toThrow(NotFound);
		await expect(
			beginConversation(hikari.nakamura, [hikari.igarashi.personId], '', say('c'))
		).rejects.toThrow(NotFound);
		await unblock(hikari.igarashi, hikari.nakamura.personId);
		await expect(
			beginConversation(
				{ ...hikari.nakamura, isSuspended: true },
				[hikari.igarashi.personId],
				'',
				say('c')
			)
		).rejects.toThrow(Forbidden);
	});

	test('to several reaches each of them', async () => {
		const id = await beginConversation(
			hikari.nakamura,
			[hikari.igarashi.personId, hikari.ishikawa.personId],
			'幹事',
			say('集まりましょう')
		);
		await writeMessage(hikari.igarashi, id, say('ぜひ'));
		expect(await words(hikari.ishikawa, id)).toEqual(['集まりましょう', 'ぜひ']);
		await expect(
			beginConversation(
				hikari.nakamura,
				Array.from({ length: 21 }, () => crypto.randomUUID()),
				'',
				say('x')
			)
		).rejects.toThrow(Invalid);
	});
});

describe('the desk', () => {
	test('is written to as one, answers as one, and keeps its notes', async () => {
		const id = await writeToDesk(hikari.nakamura, say('部署名が違います'));
		expect(await writeToDesk(hikari.nakamura, say('急ぎません'))).toBe(id);
		expect(
			(await readNetwork(hikari.hashimoto, (db) => deskInbox(db, hikari.hashimoto, 'open')))[0]
		).toMatchObject({ conversationId: id, waits: true });
		await note(hikari.hashimoto, id, '人事に確認中');
		await answerAsDesk(hikari.hashimoto, id, say('直しました'));
		await setDone(hikari.hashimoto, id, true);
		const seen = JSON.stringify(
			await readNetwork(hikari.nakamura, async (db) => [
				await conversationFor(db, hikari.nakamura, id),
				await messagesOf(db, hikari.nakamura, id)
			])
		);
		expect(seen).toContain('直しました');
		expect(seen).not.toContain('人事に確認中');
		await writeMessage(hikari.nakamura, id, say('ありがとうございます'));
		expect(
			(await readNetwork(hikari.hashimoto, (db) => deskInbox(db, hikari.hashimoto, 'open'))).map(
				(one) => one.conversationId
			),
			'open again'
		).toContain(id);
		for (const other of [hikari.mori, hikari.ishikawa])
			await expect(answerAsDesk(other, id, say('x'))).rejects.toThrow(Forbidden);
	});
});
