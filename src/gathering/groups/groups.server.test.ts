import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#access/actor/actor.server.ts';
import { postOf } from '#gathering/posts/post.fixture.ts';
import { writePost } from '#gathering/posts/posts.server.ts';
import { postFor, postsForHome, postsOfGroup } from '#gathering/posts/reading.server.ts';
import { sharePost } from '#gathering/posts/sharing.server.ts';
import { react } from '#gathering/reactions/reactions.server.ts';
import { Forbidden, NotFound } from '#platform/http/failures.ts';
import { readNetwork } from '#platform/database/network.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { fillGroup, groupFor, groupsOf, joinGroup, leaveGroup, makeGroup } from './groups.server.ts';
import { answerAsked, membersOf } from './members.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
beforeAll(async () => {
	hikari = await foundHikari(own.owner);
});

const see = (actor: Actor, postId: string) => readNetwork(actor, (db) => postFor(db, actor, postId));
const home = async (actor: Actor) =>
	(await readNetwork(actor, (db) => postsForHome(db, actor))).people.map((post) => post.postId);
const rule = { ruleDepartment: null, rulePlace: null, ruleJoined: null };

describe('a group', () => {
	test('closed: only who was let in reads and writes', async () => {
		const groupId = await makeGroup(hikari.nakamura, {
			name: '内輪',
			purpose: '',
			kind: 'closed',
			...rule
		});
		const postId = await writePost(hikari.nakamura, postOf('ここだけの話', { groupId }));
		await expect(see(hikari.igarashi, postId)).rejects.toThrow(NotFound);
		await expect(writePost(hikari.igarashi, postOf('x', { groupId }))).rejects.toThrow(NotFound);
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
});

describe('a group by rule', () => {
	test('fills itself, now and with who comes later, and lets go who left', async () => {
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
			`insert into membership (network_id, person_id, account_id, roles)
			select $1, $2, id, '{alumnus}'
			from auth.account_holder
			where email = 'w@x.example'`,
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
});

describe('a post in a group', () => {
	test('may be passed on from Home; nothing of a closed group gets out', async () => {
		const open = await makeGroup(hikari.igarashi, { name: '山歩き', purpose: '', kind: 'open', ...rule });
		const closed = await makeGroup(hikari.igarashi, {
			name: '内緒',
			purpose: '',
			kind: 'closed',
			...rule
		});
		const known = await writePost(hikari.nakamura, postOf('みんなへ'));
		const secret = await writePost(hikari.igarashi, postOf('内緒', { groupId: closed }));
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
