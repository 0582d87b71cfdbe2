import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '#access/actor/actor.server.ts';
import type { Openness } from '#access/policy/letting-in.ts';
import { may, type Permission } from '#access/policy/policy.ts';
import { saveSettings } from '#access/settings/changing.server.ts';
import { settingsOf } from '#access/settings/settings.server.ts';
import { report } from '#gathering/care/reports.server.ts';
import { writeComment } from '#gathering/comments/comments.server.ts';
import { digestsFor } from '#gathering/digests/gathering-digest.server.ts';
import { groupFor, joinGroup, makeGroup, otherGroups } from '#gathering/groups/groups.server.ts';
import { topicsFor } from '#gathering/groups/listening.server.ts';
import { answerAsked } from '#gathering/groups/members.server.ts';
import { notificationsOf } from '#gathering/notifications/notifications.server.ts';
import { react } from '#gathering/reactions/reactions.server.ts';
import { addFile, bytesOf } from '#gathering/uploads/uploads.server.ts';
import { block, unblock } from '#people/blocks/blocks.server.ts';
import { NotFound } from '#platform/http/failures.ts';
import { readNetwork } from '#platform/database/network.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { postOf } from './post.fixture.ts';
import { savePost, writePost, type PostWish } from './posts.server.ts';
import { postFor, postsBy, postsForHome, savedPosts } from './reading.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
/** 五十嵐 left in 2019 and is back since last month; 森 never left. */
let rejoiner: Actor;
let employee: Actor;

const read = <T>(actor: Actor, work: Parameters<typeof readNetwork<T>>[1]) => readNetwork(actor, work);

/** The same person with the roles that their next request would have. */
async function now(actor: Actor): Promise<Actor> {
	const { rows } = await own.owner.query(
		'select array_remove(roles || let_in_as, null) as roles from membership where person_id = $1',
		[actor.personId]
	);
	return { ...actor, roles: rows[0].roles };
}

async function openTo(openness: Openness): Promise<void> {
	const { hashimoto } = hikari;
	const { revisions } = await settingsOf(hashimoto);
	await saveSettings(hashimoto, 'open_to', revisions.open_to, { openTo: openness });
	[rejoiner, employee] = [await now(rejoiner), await now(employee)];
}

/** A post of 中村 with a file, written while the network was open to these. */
async function written(openness: Openness, wish: Partial<PostWish> = {}) {
	await openTo(openness);
	const { nakamura } = hikari;
	const { uploadId } = await addFile(nakamura, new File(['x'], 'x.txt', { type: 'text/plain' }));
	const text = '@五十嵐 亮さん、@森 健一さん、ひまわりの件です';
	const postId = await writePost(nakamura, { ...postOf(text), uploads: [uploadId], ...wish });
	return { postId, uploadId };
}

beforeAll(async () => {
	hikari = await foundHikari(own.owner);
	const { igarashi, mori } = hikari;
	await own.owner.query(
		`insert into tenure (network_id, person_id, company_id, started_on)
		select network_id, person_id, company_id, (now() - interval '30 days')::date
		from tenure
		where person_id = $1`,
		[igarashi.personId]
	);
	await own.owner.query(`update membership set roles = '{employee}' where person_id = $1`, [
		igarashi.personId
	]);
	[rejoiner, employee] = [await now(igarashi), await now(mori)];
});
beforeEach(() => own.owner.query('delete from notification'));

const rooms: Permission[] = ['home.see', 'post.see', 'post.write', 'react', 'group.see', 'letter.read'];
const forAlumni: Permission[] = ['match.read', 'standing.say', 'talk.book', 'desk.see', 'reasons.read'];

test.each([
	['alumni', false, false],
	['rejoiners', true, false],
	['employees', true, true]
] as const)('a network open to %s lets in who came back: %s, other employees: %s', async (openness, a, b) => {
	await openTo(openness);
	for (const room of rooms) {
		expect(may(rejoiner, room), room).toBe(a);
		expect(may(employee, room), room).toBe(b);
	}
	for (const room of forAlumni) expect([may(rejoiner, room), may(employee, room)]).toEqual([false, false]);
});

/** All ways to a post that someone may not read, each of which must end in nothing. */
async function reaches(reader: Actor, { postId, uploadId }: { postId: string; uploadId: string }) {
	await savePost(reader, postId, true);
	const [home, saved, by, topics, told, digests] = await read(reader, async (db) => [
		await postsForHome(db, reader),
		await savedPosts(db, reader),
		await postsBy(db, reader, hikari.nakamura.personId),
		await topicsFor(db, reader, [`post:${postId}`]),
		await notificationsOf(db, reader),
		await digestsFor(db, [reader.personId])
	]);
	const lists = [home, saved, by, topics, told, [...(digests as Map<string, unknown>).values()]];
	const tries = [
		() => read(reader, (db) => postFor(db, reader, postId)),
		() => bytesOf(reader, uploadId, 'full'),
		() => writeComment(reader, postId, { words: 'はい', html: '', ticket: crypto.randomUUID() }),
		() => react(reader, postId, null, 'heart'),
		() => report(reader, 'post', postId, 'other', '')
	];
	const ways: boolean[] = lists.map((list) => JSON.stringify(list).includes(postId));
	for (const go of tries)
		ways.push(
			await go().then(
				() => true,
				(failure: unknown) => {
					if (failure instanceof NotFound) return false;
					throw failure;
				}
			)
		);
	return ways;
}

describe('a post', () => {
	test('written for alumni stays theirs when the network opens: no way leads others to it', async () => {
		const before = await written('alumni');
		await openTo('employees');
		expect(new Set(await reaches(rejoiner, before))).toEqual(new Set([false]));
		expect(new Set(await reaches(employee, before))).toEqual(new Set([false]));
	});

	test('written when those who came back read along is read by them in every way, and by no other employee', async () => {
		const post = await written('rejoiners');
		expect(new Set(await reaches(rejoiner, post))).toEqual(new Set([true]));
		await openTo('employees');
		expect(new Set(await reaches(employee, post))).toEqual(new Set([false]));
	});

	test('written for all employees is read by them until the network closes again', async () => {
		const post = await written('employees');
		expect(new Set(await reaches(employee, post))).toEqual(new Set([true]));
		await openTo('alumni');
		expect([may(rejoiner, 'post.see'), may(employee, 'post.see')]).toEqual([false, false]);
	});

	test('is never open to more people than its writer was told', async () => {
		const post = await written('employees', { openTo: 'alumni' });
		expect(new Set(await reaches(employee, post))).toEqual(new Set([false]));
		await openTo('rejoiners');
		const { postId } = await written('rejoiners', { openTo: 'employees' });
		await openTo('employees');
		await expect(read(employee, (db) => postFor(db, employee, postId))).rejects.toThrow(NotFound);
	});

	test('of someone who blocked them is not shown to who came back', async () => {
		const { postId } = await written('rejoiners');
		await block(hikari.nakamura, rejoiner.personId);
		await expect(read(rejoiner, (db) => postFor(db, rejoiner, postId))).rejects.toThrow(NotFound);
		await unblock(hikari.nakamura, rejoiner.personId);
	});
});

test('a group made for alumni is not offered to employees, but who was in it before they came back stays in', async () => {
	await openTo('alumni');
	const { nakamura, igarashi } = hikari;
	const wish = {
		purpose: '',
		kind: 'closed',
		rulePlace: null,
		ruleDepartment: '',
		ruleJoined: null
	} as const;
	const groupId = await makeGroup(nakamura, { ...wish, name: '同期' });
	await joinGroup(igarashi, groupId);
	await answerAsked(nakamura, groupId, igarashi.personId, true);
	const inside = await written('alumni', { groupId });
	await openTo('employees');
	const listed = await read(employee, (db) => otherGroups(db, employee));
	expect(listed.map((group) => group.groupId)).not.toContain(groupId);
	await expect(read(employee, (db) => groupFor(db, employee, groupId))).rejects.toThrow(NotFound);
	await expect(joinGroup(employee, groupId)).rejects.toThrow(NotFound);
	expect((await read(rejoiner, (db) => groupFor(db, rejoiner, groupId))).myState).toBe('in');
	expect((await read(rejoiner, (db) => postFor(db, rejoiner, inside.postId))).postId).toBe(inside.postId);
});

test('a move within the group of companies is no leaving', async () => {
	await openTo('rejoiners');
	await own.owner.query(`update departure set kind = 'group_move' where person_id = $1`, [
		rejoiner.personId
	]);
	await own.owner.query('update membership set roles = roles where person_id = $1', [rejoiner.personId]);
	expect(may(await now(rejoiner), 'home.see')).toBe(false);
});
