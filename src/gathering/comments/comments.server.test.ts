import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#access/actor/actor.server.ts';
import { tellClosedPolls, vote } from '#gathering/polls/polls.server.ts';
import { postOf } from '#gathering/posts/post.fixture.ts';
import { writePost } from '#gathering/posts/posts.server.ts';
import { postFor } from '#gathering/posts/reading.server.ts';
import { react } from '#gathering/reactions/reactions.server.ts';
import { Invalid, NotFound, Stale } from '#platform/http/failures.ts';
import { readNetwork } from '#platform/database/network.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { discussEvent, editComment, removeComment, writeComment } from './comments.server.ts';
import { commentsOf } from './reading.server.ts';
import { threadsOf } from './thread.ts';

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
});

describe('a reply', () => {
	test('to a reply goes to the same thread, names whom it answers, and tells them', async () => {
		const { nakamura, igarashi, ishikawa } = hikari;
		const id = await writePost(nakamura, postOf('同窓会をしませんか'));
		const first = await writeComment(igarashi, id, comment('行きたいです'));
		const reply = await writeComment(ishikawa, id, { ...comment('私も'), answers: first });
		const again = await writeComment(igarashi, id, { ...comment('では一緒に'), answers: reply });
		const list = () => readNetwork(nakamura, (db) => commentsOf(db, nakamura, id));
		const [thread, ...more] = threadsOf(await list());
		expect(more).toEqual([]);
		expect(thread!.replies).toMatchObject([
			{ commentId: reply, answered: null },
			{ commentId: again, answered: { familyName: '石川' } }
		]);
		expect((await see(nakamura, id)).comments).toBe(3);
		const { rows: told } = await own.owner.query(
			`select kind, person_id from notification where subject_id = $1 order by kind, happened_at`,
			[id]
		);
		expect(told).toEqual([
			{ kind: 'comment', person_id: nakamura.personId },
			{ kind: 'reply', person_id: igarashi.personId },
			{ kind: 'reply', person_id: ishikawa.personId }
		]);
		const elsewhere = await writePost(nakamura, postOf('別の話です'));
		await expect(writeComment(ishikawa, elsewhere, { ...comment('…'), answers: first })).rejects.toThrow(
			NotFound
		);
	});

	test('what was answered leaves its place, and goes with the last reply', async () => {
		const { nakamura, igarashi, ishikawa } = hikari;
		const id = await writePost(nakamura, postOf('写真をありがとう'));
		const first = await writeComment(igarashi, id, comment('こちらこそ'));
		const reply = await writeComment(ishikawa, id, { ...comment('いい写真でした'), answers: first });
		await removeComment(igarashi, first);
		const list = () => readNetwork(nakamura, (db) => commentsOf(db, nakamura, id));
		expect(threadsOf(await list())).toMatchObject([
			{ threadId: first, root: null, replies: [{ commentId: reply }] }
		]);
		expect((await see(nakamura, id)).comments).toBe(1);
		await removeComment(ishikawa, reply);
		const { rows } = await own.owner.query('select from comment where post_id = $1', [id]);
		expect(rows).toEqual([]);
	});
});

describe('a discussion', () => {
	test('under an event is held by those who see it, employees too, and its host is told', async () => {
		const { nakamura, hashimoto, mori, network } = hikari;
		const { rows } = await own.owner.query(
			`insert into event (network_id, host_id, title, kind, place, starts_at, ends_at, time_zone)
			values ($1, $2, '夏の集い', 'on_site', '大阪', now() + interval '3 days', now() + interval '74 hours', 'Asia/Tokyo')
			returning event_id`,
			[network.networkId, hashimoto.personId]
		);
		const eventId = rows[0].event_id as string;
		const question = await discussEvent(nakamura, eventId, comment('駐車場はありますか'));
		await discussEvent(mori, eventId, { ...comment('あります'), answers: question });
		const said = await readNetwork(mori, (db) => commentsOf(db, mori, eventId));
		expect(said).toMatchObject([
			{ words: '駐車場はありますか' },
			{ words: 'あります', threadId: question }
		]);
		const { rows: told } = await own.owner.query(
			`select kind, person_id from notification where subject_id = $1 order by kind`,
			[eventId]
		);
		expect(told).toEqual([
			{ kind: 'event_comment', person_id: hashimoto.personId },
			{ kind: 'reply', person_id: nakamura.personId }
		]);
	});
});

describe('what takes a tap', () => {
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

	test('a poll closes by itself with its day, takes no votes then, and tells its author once', async () => {
		const { nakamura, igarashi, network } = hikari;
		const { rows } = await own.owner.query('select network_today()::text as today');
		const closesOn = rows[0].today as string;
		const id = await writePost(
			nakamura,
			postOf('どこで会いますか', { poll: ['東京', '大阪'], closesOn })
		);
		const open = (await see(igarashi, id)).poll!;
		expect(open.isClosed).toBe(false);
		await vote(igarashi, id, open.choices[0]!.choiceId);
		await expect(
			writePost(nakamura, postOf('昨日まで', { poll: ['a', 'b'], closesOn: '2020-01-01' }))
		).rejects.toThrow(Invalid);
		await own.owner.query(
			`update post set poll_closes_at = now() - interval '1 minute' where post_id = $1`,
			[id]
		);
		await expect(vote(igarashi, id, open.choices[1]!.choiceId)).rejects.toThrow(Invalid);
		for (const _ of [1, 2]) await tellClosedPolls(network);
		const told = await own.owner.query(
			`select count(*)::int from notification where kind = 'poll_closed' and person_id = $1 and subject_id = $2`,
			[nakamura.personId, id]
		);
		expect(told.rows).toEqual([{ count: 1 }]);
		expect((await see(hikari.ishikawa, id)).poll).toMatchObject({
			isClosed: true,
			choices: [{ votes: 1 }, { votes: 0 }]
		});
	});
});
