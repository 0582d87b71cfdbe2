import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '#access/actor/actor.server.ts';
import type { Openness } from '#access/policy/letting-in.ts';
import { digestsFor } from '#gathering/digests/gathering-digest.server.ts';
import { notificationsOf } from '#gathering/notifications/notifications.server.ts';
import { postOf } from '#gathering/posts/post.fixture.ts';
import { writePost } from '#gathering/posts/posts.server.ts';
import { postFor, postsOfGroup } from '#gathering/posts/reading.server.ts';
import { readAtOnce, readNetwork } from '#platform/database/network.server.ts';
import { Forbidden, NotFound, Stale } from '#platform/http/failures.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { groupFor, joinGroup, leaveGroup, makeGroup } from './groups.server.ts';
import type { GroupKind } from './group.ts';
import { answerAsked } from './members.server.ts';
import { openGroup, waysOpen } from './opening.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
/** 森 never left; the network lets all employees read along. */
let employee: Actor;

async function networkOpenTo(openTo: Openness): Promise<void> {
	await own.owner.query('update network set open_to = $1', [openTo]);
}

/** A group of 中村 from the time when the network was for alumni alone, with a post in it. */
async function groupOfAlumni(kind: GroupKind) {
	await networkOpenTo('alumni');
	const groupId = await makeGroup(hikari.nakamura, {
		name: '同期',
		purpose: '',
		kind,
		ruleDepartment: null,
		rulePlace: null,
		ruleJoined: null
	});
	const before = await writePost(hikari.nakamura, postOf('辞めた理由の話', { groupId }));
	await networkOpenTo('employees');
	return { groupId, before };
}

const see = (actor: Actor, postId: string) => readNetwork(actor, (db) => postFor(db, actor, postId));
const groupOf = (actor: Actor, groupId: string) => readNetwork(actor, (db) => groupFor(db, actor, groupId));
const listed = async (actor: Actor, groupId: string) =>
	(await readNetwork(actor, (db) => postsOfGroup(db, actor, groupId))).map(({ postId }) => postId);
const open = async (actor: Actor, groupId: string, openTo: Openness) =>
	openGroup(actor, groupId, { openTo, revision: (await groupOf(actor, groupId)).revision });
const toldOf = async (actor: Actor) =>
	(await readNetwork(actor, (db) => notificationsOf(db, actor))).map(({ kind }) => kind);

beforeAll(async () => {
	hikari = await foundHikari(own.owner);
	employee = { ...hikari.mori, roles: ['employee', 'companion'] };
});
beforeEach(() => own.owner.query('delete from notification'));

describe('opening a group to employees', () => {
	test('lets them find and join it, but not read what was written before', async () => {
		const { groupId, before } = await groupOfAlumni('open');
		await expect(groupOf(employee, groupId)).rejects.toThrow(NotFound);
		await open(hikari.nakamura, groupId, 'employees');
		await expect(see(employee, before)).rejects.toThrow(NotFound);
		await joinGroup(employee, groupId);
		const after = await writePost(hikari.nakamura, postOf('はじめまして', { groupId }));
		await expect(see(employee, before)).rejects.toThrow(NotFound);
		expect(await listed(employee, groupId)).toEqual([after]);
		expect(await listed(hikari.igarashi, groupId), 'alumni read on').toEqual([after, before]);
		const digests = await readNetwork(employee, (db) => digestsFor(db, [employee.personId]));
		expect(JSON.stringify([...digests.values()])).toContain('はじめまして');
		expect(JSON.stringify([...digests.values()])).not.toContain('辞めた理由');
		await leaveGroup(employee, groupId);
		await joinGroup(employee, groupId);
		expect(await listed(employee, groupId), 'joined again').toEqual([after]);
	});

	test('that is closed lets them ask; once in, they read what is written from then on', async () => {
		const { groupId, before } = await groupOfAlumni('closed');
		await open(hikari.nakamura, groupId, 'employees');
		await joinGroup(employee, groupId);
		const asked = await writePost(
			hikari.nakamura,
			postOf('森さんを入れますか', { groupId, openTo: 'alumni' })
		);
		await answerAsked(hikari.nakamura, groupId, employee.personId, true);
		const after = await writePost(hikari.nakamura, postOf('ようこそ', { groupId }));
		expect(await listed(employee, groupId)).toEqual([after]);
		for (const postId of [before, asked]) await expect(see(employee, postId)).rejects.toThrow(NotFound);
	});

	test('hides posts from them that were open to more than the group was', async () => {
		const { groupId } = await groupOfAlumni('open');
		const shared = await writePost(hikari.nakamura, postOf('転載', { groupId, openTo: 'employees' }));
		await open(hikari.nakamura, groupId, 'employees');
		await expect(see(employee, shared)).rejects.toThrow(NotFound);
	});

	test('tells everyone in it but whoever did it', async () => {
		const { groupId } = await groupOfAlumni('open');
		await joinGroup(hikari.igarashi, groupId);
		await own.owner.query('delete from notification');
		await open(hikari.nakamura, groupId, 'employees');
		expect(await toldOf(hikari.igarashi)).toEqual(['group_opened']);
		expect(await toldOf(hikari.nakamura)).toEqual([]);
		await own.owner.query('delete from notification');
		await open(hikari.nakamura, groupId, 'employees');
		expect(await toldOf(hikari.igarashi), 'as it was').toEqual([]);
	});
});

test('narrowing a group again leaves in it who is in it, and hides it from others', async () => {
	const { groupId } = await groupOfAlumni('open');
	await open(hikari.nakamura, groupId, 'employees');
	await joinGroup(employee, groupId);
	await open(hikari.nakamura, groupId, 'alumni');
	expect((await groupOf(employee, groupId)).myState).toBe('in');
	await leaveGroup(employee, groupId);
	await expect(groupOf(employee, groupId)).rejects.toThrow(NotFound);
});

describe('who runs a group', () => {
	test('is told how many employees could find it, for each way in which it can be open', async () => {
		const { groupId } = await groupOfAlumni('open');
		const ways = () => readAtOnce(hikari.nakamura, (db) => waysOpen(db, hikari.nakamura, groupId));
		expect(await ways()).toEqual([
			{ openTo: 'alumni', employees: 0 },
			{ openTo: 'rejoiners', employees: 0 },
			{ openTo: 'employees', employees: 1 }
		]);
		await open(hikari.nakamura, groupId, 'employees');
		await joinGroup(employee, groupId);
		expect((await ways())[2]).toEqual({ openTo: 'employees', employees: 0 });
	});

	test('opens it no wider than the network is, and not over the change of another', async () => {
		const { groupId } = await groupOfAlumni('open');
		await networkOpenTo('rejoiners');
		await expect(open(hikari.nakamura, groupId, 'employees')).rejects.toMatchObject({
			why: 'group_wider_than_network'
		});
		const { revision } = await groupOf(hikari.nakamura, groupId);
		await openGroup(hikari.hashimoto, groupId, { openTo: 'rejoiners', revision });
		await expect(openGroup(hikari.nakamura, groupId, { openTo: 'alumni', revision })).rejects.toThrow(
			Stale
		);
	});

	test('alone opens it: others are offered nothing, and refused', async () => {
		const { groupId } = await groupOfAlumni('open');
		await joinGroup(hikari.igarashi, groupId);
		expect(await readAtOnce(hikari.igarashi, (db) => waysOpen(db, hikari.igarashi, groupId))).toEqual([]);
		await expect(open(hikari.igarashi, groupId, 'employees')).rejects.toThrow(Forbidden);
	});
});
