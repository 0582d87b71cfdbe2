import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#access/actor/actor.server.ts';
import { waysTo } from '#gathering/conversations/ways.server.ts';
import { notificationsOf } from '#gathering/notifications/notifications.server.ts';
import { postOf } from '#gathering/posts/post.fixture.ts';
import { writePost } from '#gathering/posts/posts.server.ts';
import { postFor, postsForHome, postsOfGroup } from '#gathering/posts/reading.server.ts';
import { sharePost } from '#gathering/posts/sharing.server.ts';
import { react } from '#gathering/reactions/reactions.server.ts';
import { reached } from '#gathering/writing/writing.server.ts';
import { Forbidden, NotFound } from '#platform/http/failures.ts';
import { readNetwork } from '#platform/database/network.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { groupFor, joinGroup, leaveGroup, makeGroup, offerGroup } from './groups.server.ts';
import { answerAsked, setHost } from './members.server.ts';

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

const byRule = {
	name: '2011年入社',
	purpose: '',
	kind: 'rule' as const,
	...rule,
	ruleDepartment: '生産技術部',
	ruleJoined: 2011
};
const makeByRule = (more = {}) => makeGroup(hikari.hashimoto, { ...byRule, ...more });
const stateOf = (actor: Actor, groupId: string) => readNetwork(actor, (db) => groupFor(db, actor, groupId));
const offersTo = async (actor: Actor) =>
	(await readNetwork(actor, (db) => notificationsOf(db, actor))).filter(
		({ kind }) => kind === 'group_offered'
	);
const show = (part: 'career_for' | 'place_for', audience: string) =>
	own.owner.query(
		`insert into profile (network_id, person_id, place, ${part})
		values ($1, $2, '仙台', $3)
		on conflict (network_id, person_id) do update
		set place = '仙台', ${part} = $3`,
		[hikari.network.networkId, hikari.nakamura.personId, audience]
	);

describe('a group by rule', () => {
	test('is made by the desk alone, and needs a rule', async () => {
		for (const actor of [hikari.nakamura, hikari.ishikawa])
			await expect(makeGroup(actor, byRule)).rejects.toThrow(Forbidden);
		await expect(makeByRule({ ruleDepartment: null, ruleJoined: null })).rejects.toMatchObject({
			why: 'rule_needed'
		});
	});

	test('is offered to who fits, imposed on nobody, and not offered again to who left', async () => {
		const groupId = await makeByRule();
		await offerGroup({ ...hikari.network, groupId });
		expect(await offersTo(hikari.nakamura)).toMatchObject([{ path: `/groups/${groupId}` }]);
		expect(await offersTo(hikari.ishikawa)).toEqual([]);
		expect(await stateOf(hikari.nakamura, groupId)).toMatchObject({
			myState: null,
			fits: true,
			members: 1
		});
		await joinGroup(hikari.nakamura, groupId);
		expect(await stateOf(hikari.nakamura, groupId)).toMatchObject({ myState: 'in', members: 2 });
		await expect(joinGroup(hikari.ishikawa, groupId)).rejects.toThrow(NotFound);
		await leaveGroup(hikari.nakamura, groupId);
		await own.owner.query('delete from notification');
		await offerGroup({ ...hikari.network, groupId });
		expect(await offersTo(hikari.nakamura)).toEqual([]);
	});

	test('finds nobody by what they hide', async () => {
		const [career, place] = [
			await makeByRule(),
			await makeByRule({ ruleDepartment: null, ruleJoined: null, rulePlace: '仙台' })
		];
		for (const [part, groupId] of [
			['career_for', career],
			['place_for', place]
		] as const) {
			for (const audience of ['nobody', 'alumni']) {
				await show(part, audience);
				expect((await stateOf(hikari.nakamura, groupId)).fits).toBe(false);
				await expect(joinGroup(hikari.nakamura, groupId)).rejects.toThrow(NotFound);
			}
			await show(part, 'everyone');
			expect((await stateOf(hikari.nakamura, groupId)).fits).toBe(true);
		}
	});
});

describe('being in a group by rule', () => {
	test('makes nobody known to the others in it', async () => {
		const groupId = await makeByRule({ ruleDepartment: null, ruleJoined: 2011 });
		for (const actor of [hikari.nakamura, hikari.igarashi]) await joinGroup(actor, groupId);
		await own.owner.query(`update tenure set department = person_id::text, manager_id = null`);
		const ways = await readNetwork(hikari.nakamura, (db) =>
			waysTo(db, hikari.nakamura, [hikari.igarashi.personId])
		);
		expect(ways.get(hikari.igarashi.personId)).toBe('ask');
	});
});

test('of two hosts who leave at once, one stays', async () => {
	for (let round = 0; round < 5; round++) {
		const groupId = await makeGroup(hikari.nakamura, {
			name: '二人',
			purpose: '',
			kind: 'open',
			...rule
		});
		await joinGroup(hikari.igarashi, groupId);
		await setHost(hikari.nakamura, groupId, hikari.igarashi.personId, true);
		const left = await Promise.allSettled([
			leaveGroup(hikari.nakamura, groupId),
			leaveGroup(hikari.igarashi, groupId)
		]);
		expect(left.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
	}
});

test('asking twice to join a closed group tells its hosts once', async () => {
	const groupId = await makeGroup(hikari.nakamura, { name: '二度', purpose: '', kind: 'closed', ...rule });
	const asked = async () => {
		await joinGroup(hikari.igarashi, groupId);
		const { rows } = await own.owner.query(
			'delete from notification where subject_id = $1 returning kind',
			[groupId]
		);
		return rows.length;
	};
	expect([await asked(), await asked()]).toEqual([1, 0]);
});

test('a group of more than a hundred cannot be called together', async () => {
	const groupId = await makeGroup(hikari.nakamura, { name: '大勢', purpose: '', kind: 'open', ...rule });
	await joinGroup(hikari.igarashi, groupId);
	const call = () =>
		readNetwork(hikari.nakamura, (db) => reached(db, hikari.nakamura, [{ kind: 'group', id: groupId }]));
	expect(await call()).toEqual([hikari.igarashi.personId]);
	await own.owner.query('update "group" set members = 101 where group_id = $1', [groupId]);
	expect(await call()).toEqual([]);
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
		await joinGroup(hikari.nakamura, open);
		const ticket = crypto.randomUUID();
		const shared = await sharePost(hikari.igarashi, known, open, {
			words: 'よい話',
			html: '',
			ticket
		});
		await own.owner.query('delete from notification');
		const again = await sharePost(hikari.igarashi, known, open, { words: 'よい話', html: '', ticket });
		expect(again).toBe(shared);
		expect((await own.owner.query('select from notification')).rows).toEqual([]);
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
