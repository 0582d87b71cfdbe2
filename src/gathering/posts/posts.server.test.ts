import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#access/actor/actor.server.ts';
import { commentsOf, editComment, removeComment, writeComment } from '#gathering/comments/comments.server.ts';
import { draftAt, keepDraft } from '#gathering/drafts/drafts.server.ts';
import {
	answerAsked,
	fillGroup,
	groupFor,
	groupsOf,
	joinGroup,
	leaveGroup,
	makeGroup,
	membersOf
} from '#gathering/groups/groups.server.ts';
import { notificationsOf } from '#gathering/notifications/notifications.server.ts';
import { vote } from '#gathering/polls/polls.server.ts';
import { react } from '#gathering/reactions/reactions.server.ts';
import { Forbidden, Invalid, NotFound, Stale } from '#platform/http/failures.ts';
import { readNetwork } from '#platform/database/network.server.ts';
import { block, unblock } from '#people/blocks/blocks.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import {
	editPost,
	erasePost,
	pinPost,
	removePost,
	restorePost,
	savePost,
	sharePost,
	versionsOf,
	writePost,
	type PostWish
} from './posts.server.ts';
import { companyNews, postFor, postsForHome, postsOfGroup, savedPosts } from './reading.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
beforeAll(async () => {
	hikari = await foundHikari(own.owner);
});

const wish = (words: string, more: Partial<PostWish> = {}): PostWish => ({
	words,
	html: '',
	ticket: crypto.randomUUID(),
	groupId: null,
	uploads: [],
	alts: {},
	poll: [],
	...more
});
const see = (actor: Actor, postId: string) => readNetwork(actor, (db) => postFor(db, actor, postId));
const home = async (actor: Actor) =>
	(await readNetwork(actor, (db) => postsForHome(db, actor))).people.map((post) => post.postId);
const comment = (words: string) => ({ words, html: '', ticket: crypto.randomUUID() });
const rule = { ruleDepartment: null, rulePlace: null, ruleJoined: null };

describe('a post', () => {
	test('sent twice with one ticket is one', async () => {
		const once = wish('回線が不安定です');
		const [one, two] = await Promise.all([
			writePost(hikari.nakamura, once),
			writePost(hikari.nakamura, once)
		]);
		expect(one).toBe(two);
		expect((await home(hikari.igarashi)).filter((id) => id === one)).toHaveLength(1);
	});

	test('says something, and not too much', async () => {
		await expect(writePost(hikari.nakamura, wish('  '))).rejects.toThrow(Invalid);
		await expect(writePost(hikari.nakamura, wish('あ'.repeat(4001)))).rejects.toMatchObject({
			why: 'too_long'
		});
		await expect(
			writePost(hikari.mori, wish('社員より')),
			'employees read the directory and come to events'
		).rejects.toThrow(Forbidden);
		await expect(writePost({ ...hikari.nakamura, isSuspended: true }, wish('a'))).rejects.toThrow(
			Forbidden
		);
	});

	test('names people in plain words, who are told', async () => {
		await writePost(hikari.igarashi, wish('@中村 さくらさん、お元気ですか'));
		const told = await readNetwork(hikari.nakamura, (db) => notificationsOf(db, hikari.nakamura));
		expect(told[0]).toMatchObject({ kind: 'mention', about: '@中村 さくらさん、お元気ですか' });
	});

	test('keeps what it said before; two tabs do not overwrite each other', async () => {
		const id = await writePost(hikari.nakamura, wish('はじめ'));
		await editPost(hikari.nakamura, id, { words: 'つぎ', html: '', revision: 1, alts: {} });
		await expect(
			editPost(hikari.nakamura, id, { words: 'もう一方', html: '', revision: 1, alts: {} })
		).rejects.toThrow(Stale);
		expect(await see(hikari.igarashi, id)).toMatchObject({
			words: 'つぎ',
			revision: 2,
			editedAt: expect.any(Date)
		});
		expect(await readNetwork(hikari.nakamura, (db) => versionsOf(db, id))).toMatchObject([
			{ html: '<p>はじめ</p>', revision: 1 }
		]);
		await expect(
			editPost(hikari.igarashi, id, { words: 'x', html: '', revision: 2, alts: {} })
		).rejects.toThrow(NotFound);
	});

	test('can be taken away, put back, and is gone after a day', async () => {
		const id = await writePost(hikari.nakamura, wish('消します'));
		await expect(removePost(hikari.igarashi, id)).rejects.toThrow(NotFound);
		await removePost(hikari.nakamura, id);
		await expect(see(hikari.igarashi, id)).rejects.toThrow(NotFound);
		await restorePost(hikari.nakamura, id);
		await erasePost({ ...hikari.network, postId: id });
		expect((await see(hikari.igarashi, id)).words).toBe('消します');
		await removePost(hikari.nakamura, id);
		await erasePost({ ...hikari.network, postId: id });
		await expect(restorePost(hikari.nakamura, id)).rejects.toThrow(NotFound);
	});

	test('of the company is told apart, and only the desk can write one', async () => {
		await writePost(hikari.nakamura, wish('会社のふり', { asCompany: true }));
		const id = await writePost(hikari.hashimoto, wish('食堂を新しくしました', { asCompany: true }));
		expect(
			(await readNetwork(hikari.nakamura, (db) => companyNews(db, hikari.nakamura))).map(
				(post) => post.postId
			)
		).toEqual([id]);
		expect(await home(hikari.nakamura)).not.toContain(id);
	});

	test('is pinned by supporters and the desk, saved by anyone', async () => {
		const id = await writePost(hikari.igarashi, wish('大事な話'));
		await expect(pinPost(hikari.nakamura, id, true)).rejects.toThrow(Forbidden);
		await pinPost({ ...hikari.nakamura, helps: ['supporter'] }, id, true);
		expect((await see(hikari.nakamura, id)).pinnedAt).not.toBeNull();
		await savePost(hikari.nakamura, id, true);
		expect(
			(await readNetwork(hikari.nakamura, (db) => savedPosts(db, hikari.nakamura))).map(
				(post) => post.postId
			)
		).toEqual([id]);
		expect(await readNetwork(hikari.igarashi, (db) => savedPosts(db, hikari.igarashi))).toEqual([]);
	});

	test('is not seen by whom its author has shut out', async () => {
		const id = await writePost(hikari.igarashi, wish('見せたくない'));
		await block(hikari.igarashi, hikari.nakamura.personId);
		await expect(see(hikari.nakamura, id)).rejects.toThrow(NotFound);
		expect(await home(hikari.nakamura)).not.toContain(id);
		await expect(writeComment(hikari.nakamura, id, comment('x'))).rejects.toThrow(NotFound);
		await unblock(hikari.igarashi, hikari.nakamura.personId);
	});
});

describe('what others say to it', () => {
	test('comments are counted, edited and taken away by their writer alone', async () => {
		const id = await writePost(hikari.nakamura, wish('どう思いますか'));
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

	test('one sign a person; another replaces it, the same takes it back', async () => {
		const id = await writePost(hikari.nakamura, wish('できました'));
		await react(hikari.igarashi, id, null, 'heart');
		await react(hikari.ishikawa, id, null, 'heart');
		expect(await see(hikari.igarashi, id)).toMatchObject({ reactions: { heart: 2 }, mine: 'heart' });
		await react(hikari.igarashi, id, null, 'cheer');
		expect((await see(hikari.igarashi, id)).reactions).toEqual({ heart: 1, cheer: 1 });
		await react(hikari.igarashi, id, null, 'cheer');
		expect(await see(hikari.igarashi, id)).toMatchObject({ reactions: { heart: 1 }, mine: null });
	});

	test('a vote can be changed and counts once', async () => {
		const id = await writePost(hikari.nakamura, wish('いつにしますか', { poll: ['土曜', '日曜'] }));
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

describe('a group', () => {
	test('closed: only who was let in reads and writes', async () => {
		const groupId = await makeGroup(hikari.nakamura, {
			name: '内輪',
			purpose: '',
			kind: 'closed',
			...rule
		});
		const postId = await writePost(hikari.nakamura, wish('ここだけの話', { groupId }));
		await expect(see(hikari.igarashi, postId)).rejects.toThrow(NotFound);
		await expect(writePost(hikari.igarashi, wish('x', { groupId }))).rejects.toThrow(NotFound);
		await expect(react(hikari.igarashi, postId, null, 'heart')).rejects.toThrow(NotFound);
		await joinGroup(hikari.igarashi, groupId);
		await expect(see(hikari.igarashi, postId), 'asked is not in').rejects.toThrow(NotFound);
		await expect(answerAsked(hikari.igarashi, groupId, hikari.igarashi.personId, true)).rejects.toThrow(
			Forbidden
		);
		await answerAsked(hikari.nakamura, groupId, hikari.igarashi.personId, true);
		expect((await see(hikari.igarashi, postId)).words).toBe('ここだけの話');
		expect(await home(hikari.igarashi)).toContain(postId);
		expect(
			(await readNetwork(hikari.igarashi, (db) => groupFor(db, hikari.igarashi, groupId))).members
		).toBe(2);
		await leaveGroup(hikari.igarashi, groupId);
		await expect(see(hikari.igarashi, postId)).rejects.toThrow(NotFound);
		await expect(leaveGroup(hikari.nakamura, groupId)).rejects.toMatchObject({ why: 'last_host' });
	});

	test('by rule fills itself, now and with who comes later, and lets go who left', async () => {
		const groupId = await makeGroup(hikari.hashimoto, {
			name: '2011年入社',
			purpose: '',
			kind: 'rule',
			...rule,
			ruleJoined: 2011,
			ruleDepartment: '生産技術部'
		});
		await fillGroup({ ...hikari.network, groupId });
		const names = async () =>
			(await readNetwork(hikari.hashimoto, (db) => membersOf(db, hikari.hashimoto, groupId, 'in')))
				.map((one) => one.familyName)
				.sort();
		expect(await names()).toEqual(['中村', '五十嵐', '橋本'].sort());
		await leaveGroup(hikari.igarashi, groupId);
		await fillGroup({ ...hikari.network, groupId });
		expect(await names()).toEqual(['中村', '橋本'].sort());
		await own.owner.query(
			`insert into auth.account_holder (name, email, email_verified) values ('w', 'w@x.example', true)`
		);
		await own.owner.query(
			`insert into membership (network_id, person_id, account_id, roles) select $1, $2, id, '{alumnus}' from auth.account_holder where email = 'w@x.example'`,
			[hikari.network.networkId, hikari.watanabeId]
		);
		expect(await names()).toContain('渡邉');
		expect(
			(await readNetwork(hikari.nakamura, (db) => groupsOf(db, hikari.nakamura))).find(
				(group) => group.groupId === groupId
			)?.members
		).toBe(3);
		await expect(
			makeGroup(hikari.nakamura, { name: 'x', purpose: '', kind: 'rule', ...rule })
		).rejects.toMatchObject({ why: 'rule_needed' });
	});

	test('gets posts passed on from Home; nothing of a closed one gets out', async () => {
		const open = await makeGroup(hikari.igarashi, { name: '山歩き', purpose: '', kind: 'open', ...rule });
		const closed = await makeGroup(hikari.igarashi, {
			name: '内緒',
			purpose: '',
			kind: 'closed',
			...rule
		});
		const known = await writePost(hikari.nakamura, wish('みんなへ'));
		const secret = await writePost(hikari.igarashi, wish('内緒', { groupId: closed }));
		const shared = await sharePost(hikari.igarashi, known, open, {
			words: 'よい話',
			html: '',
			ticket: crypto.randomUUID()
		});
		expect((await see(hikari.nakamura, shared)).shared).toMatchObject({
			postId: known,
			words: 'みんなへ'
		});
		await expect(
			sharePost(hikari.igarashi, secret, open, { words: '', html: '', ticket: crypto.randomUUID() })
		).rejects.toThrow(NotFound);
		expect(
			(await readNetwork(hikari.nakamura, (db) => postsOfGroup(db, hikari.nakamura, open))).map(
				(post) => post.postId
			)
		).toEqual([shared]);
	});
});

test('a draft is kept, tells of another tab, and ends with the post', async () => {
	const first = await keepDraft(hikari.hashimoto, 'post', { words: '書きかけ', html: '', revision: 0 });
	await expect(
		keepDraft(hikari.hashimoto, 'post', { words: '別のタブ', html: '', revision: 0 })
	).rejects.toThrow(Stale);
	await keepDraft(hikari.hashimoto, 'post', { words: '書き進めた', html: '', revision: first });
	const kept = () => readNetwork(hikari.hashimoto, (db) => draftAt(db, hikari.hashimoto, 'post'));
	expect(await kept()).toMatchObject({ words: '書き進めた', revision: 2 });
	expect(await readNetwork(hikari.igarashi, (db) => draftAt(db, hikari.igarashi, 'post'))).toBeUndefined();
	await writePost(hikari.hashimoto, wish('書き終えた'));
	expect(await kept()).toBeUndefined();
});
