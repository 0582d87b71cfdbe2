import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#access/actor/actor.server.ts';
import { vote } from '#gathering/polls/polls.server.ts';
import { postOf } from '#gathering/posts/post.fixture.ts';
import { writePost } from '#gathering/posts/posts.server.ts';
import { postFor } from '#gathering/posts/reading.server.ts';
import { react } from '#gathering/reactions/reactions.server.ts';
import { NotFound, Stale } from '#platform/http/failures.ts';
import { readNetwork } from '#platform/database/network.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { commentsOf, editComment, removeComment, writeComment } from './comments.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
beforeAll(async () => {
	hikari = await foundHikari(own.owner);
});

const see = (actor: Actor, postId: string) => readNetwork(actor, (db) => postFor(db, actor, postId));
const comment = (words: string) => ({ words, html: '', ticket: crypto.randomUUID() });

describe('what others say to a post', () => {
	test('comments are counted, edited and taken away by their writer alone', async () => {
		const id = await writePost(hikari.nakamura, postOf('どう思いますか'));
		const said = comment('賛成です');
		await writeComment(hikari.igarashi, id, said);
		await writeComment(hikari.igarashi, id, said);
		const [one, ...more] = await readNetwork(hikari.nakamura, (db) =>
			commentsOf(db, hikari.nakamura, id)
		);
		expect(more).toEqual([]);
		expect((await see(hikari.nakamura, id)).comments).toBe(1);
		await editComment(hikari.igarashi, one!.commentId, { words: '大賛成です', html: '', revision: 1 });
		await expect(
			editComment(hikari.igarashi, one!.commentId, { words: 'x', html: '', revision: 1 })
		).rejects.toThrow(Stale);
		await expect(removeComment(hikari.nakamura, one!.commentId)).rejects.toThrow(NotFound);
		await removeComment(hikari.igarashi, one!.commentId);
		expect((await see(hikari.nakamura, id)).comments).toBe(0);
	});

	test('one sign a person; another replaces it, and it can be taken back', async () => {
		const id = await writePost(hikari.nakamura, postOf('できました'));
		await react(hikari.igarashi, id, null, 'heart');
		await react(hikari.ishikawa, id, null, 'heart');
		expect(await see(hikari.igarashi, id)).toMatchObject({ reactions: { heart: 2 }, mine: 'heart' });
		await react(hikari.igarashi, id, null, 'cheer');
		expect((await see(hikari.igarashi, id)).reactions).toEqual({ heart: 1, cheer: 1 });
		await react(hikari.igarashi, id, null, 'cheer', false);
		expect(await see(hikari.igarashi, id)).toMatchObject({ reactions: { heart: 1 }, mine: null });
	});

	test('a vote can be changed and counts once', async () => {
		const id = await writePost(hikari.nakamura, postOf('いつにしますか', { poll: ['土曜', '日曜'] }));
		const { choices } = (await see(hikari.igarashi, id)).poll!;
		await vote(hikari.igarashi, id, choices[0]!.choiceId);
		await vote(hikari.igarashi, id, choices[1]!.choiceId);
		expect((await see(hikari.igarashi, id)).poll).toMatchObject({
			mine: choices[1]!.choiceId,
			choices: [{ votes: 0 }, { votes: 1 }]
		});
		await expect(vote(hikari.igarashi, id, id)).rejects.toThrow(NotFound);
	});
});
