import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#access/actor/actor.server.ts';
import type { Openness } from '#access/policy/letting-in.ts';
import { may } from '#access/policy/policy.ts';
import { notificationsOf } from '#gathering/notifications/notifications.server.ts';
import { Forbidden, NotFound } from '#platform/http/failures.ts';
import { readNetwork } from '#platform/database/network.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { changeCollaboration } from './changing.server.ts';
import { collaborationOf } from './collaboration.fixture.ts';
import { askToCollaborate, closeCollaboration } from './collaborations.server.ts';
import { showInterest } from './interest.server.ts';
import { collaborationFor, collaborationsNamed, interestedIn, openCollaborations } from './reading.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
/** 五十嵐 after coming back, and 森, who never left. */
let rejoiner: Actor;
let companion: Actor;
beforeAll(async () => {
	hikari = await foundHikari(own.owner);
	await own.owner.query('update network set collaborations_checked = false');
	rejoiner = { ...hikari.igarashi, roles: ['employee', 'rejoiner'] };
	companion = { ...hikari.mori, roles: ['employee', 'companion'] };
});

const read = <T>(actor: Actor, work: Parameters<typeof readNetwork<T>>[1]) => readNetwork(actor, work);

/** A request of 中村, made while the network was open to these. */
async function asked(openTo: Openness, title = '画像処理'): Promise<string> {
	await own.owner.query('update network set open_to = $1', [openTo]);
	return askToCollaborate(hikari.nakamura, collaborationOf(title));
}

/** Whether each way to a request leads there: the board, search, its page, and pressing "interested". */
async function reaches(actor: Actor, id: string, title: string): Promise<boolean[]> {
	const board = await read(actor, (db) => openCollaborations(db, actor));
	const found = await read(actor, (db) => collaborationsNamed(db, actor, [title], 50));
	const tries = [() => read(actor, (db) => collaborationFor(db, actor, id)), () => showInterest(actor, id)];
	const ways = [board.some((one) => one.collaborationId === id), found.some((one) => one.id === id)];
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

describe('an employee who is let in', () => {
	test.each([
		['alumni', false, false],
		['rejoiners', true, false],
		['employees', true, true]
	] as const)(
		'reads and answers what was asked while the network was open to %s: who came back %s, others %s',
		async (openTo, isForRejoiners, isForOthers) => {
			const title = `依頼 ${openTo}`;
			const id = await asked(openTo, title);
			await own.owner.query(`update network set open_to = 'employees'`);
			expect(new Set(await reaches(rejoiner, id, title))).toEqual(new Set([isForRejoiners]));
			expect(new Set(await reaches(companion, id, title))).toEqual(new Set([isForOthers]));
			expect(new Set(await reaches(hikari.ishikawa, id, title))).toEqual(new Set([true]));
			await closeCollaboration(hikari.nakamura, id);
		}
	);

	test('who says they are interested is told to whoever asked, and to nobody else at the company', async () => {
		const id = await asked('employees');
		await showInterest(companion, id);
		const { nakamura, hashimoto } = hikari;
		expect(await read(nakamura, (db) => interestedIn(db, nakamura, id))).toMatchObject([
			{ personId: companion.personId }
		]);
		expect(await read(hashimoto, (db) => interestedIn(db, hashimoto, id))).toEqual([]);
		await closeCollaboration(nakamura, id);
	});

	test('gets nowhere at someone who closed themselves to employees', async () => {
		const { nakamura } = hikari;
		const id = await asked('employees');
		await own.owner.query(
			`insert into profile (network_id, person_id, closed_to)
			values ($1, $2, '{employees}')
			on conflict (network_id, person_id) do update set closed_to = excluded.closed_to`,
			[nakamura.networkId, nakamura.personId]
		);
		await expect(showInterest(companion, id)).rejects.toThrow(NotFound);
		expect((await read(companion, (db) => collaborationFor(db, companion, id))).mayWish).toBe(false);
		await own.owner.query(`update profile set closed_to = '{}' where person_id = $1`, [
			nakamura.personId
		]);
		await closeCollaboration(nakamura, id);
	});

	test('does not see what the company asks of alumni, and asks nothing', async () => {
		await own.owner.query(`update network set open_to = 'employees'`);
		const id = await askToCollaborate(hikari.hashimoto, collaborationOf('会社の依頼'));
		for (const actor of [rejoiner, companion]) {
			expect(new Set(await reaches(actor, id, '会社の依頼'))).toEqual(new Set([false]));
			await expect(askToCollaborate(actor, collaborationOf('x'))).rejects.toThrow(Forbidden);
		}
		expect(new Set(await reaches(hikari.nakamura, id, '会社の依頼'))).toEqual(new Set([true]));
	});
});

test('an employee who is not let in does not see the board', async () => {
	await asked('employees');
	expect(may(hikari.mori, 'collaboration.see')).toBe(false);
	await expect(read(hikari.mori, (db) => openCollaborations(db, hikari.mori))).rejects.toThrow(Forbidden);
});

test('who comes back keeps their own requests, is told of interest, and can close but not change them', async () => {
	const { igarashi, nakamura } = hikari;
	const id = await askToCollaborate(igarashi, collaborationOf('戻る前の依頼'));
	await showInterest(nakamura, id);
	expect(await read(rejoiner, (db) => interestedIn(db, rejoiner, id))).toHaveLength(1);
	const told = await read(rejoiner, (db) => notificationsOf(db, rejoiner));
	expect(told.map(({ kind }) => kind)).toContain('collaboration_interest');
	await expect(changeCollaboration(rejoiner, id, collaborationOf('直す'))).rejects.toThrow(Forbidden);
	await expect(closeCollaboration(companion, id)).rejects.toThrow(NotFound);
	await closeCollaboration(rejoiner, id);
	expect(await read(rejoiner, (db) => collaborationFor(db, rejoiner, id))).toMatchObject({
		state: 'closed'
	});
});

test('a request is never open to more people than its writer was told', async () => {
	await own.owner.query(`update network set open_to = 'employees'`);
	const id = await askToCollaborate(hikari.nakamura, collaborationOf('狭く', { openTo: 'alumni' }));
	await changeCollaboration(hikari.nakamura, id, collaborationOf('狭く直した', { openTo: 'employees' }));
	expect(new Set(await reaches(companion, id, '狭く直した'))).toEqual(new Set([false]));
});
