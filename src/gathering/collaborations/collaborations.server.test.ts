import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#access/actor/actor.server.ts';
import { saveSettings } from '#access/settings/changing.server.ts';
import { settingsOf } from '#access/settings/settings.server.ts';
import { notificationsOf } from '#gathering/notifications/notifications.server.ts';
import { block, unblock } from '#people/blocks/blocks.server.ts';
import { Forbidden, Invalid, NotFound } from '#platform/http/failures.ts';
import { readNetwork } from '#platform/database/network.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { changeCollaboration } from './changing.server.ts';
import { collaborationForm } from './collaboration-form.ts';
import { collaborationOf } from './collaboration.fixture.ts';
import { askToCollaborate, closeCollaboration, decideCollaboration } from './collaborations.server.ts';
import { showInterest, takeBackInterest } from './interest.server.ts';
import {
	collaborationFor,
	collaborationsNamed,
	interestedIn,
	openCollaborations,
	ownCollaborations,
	waitingCollaborations
} from './reading.server.ts';
import { closeCollaborations } from './tasks.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
let theirs: Hikari;
beforeAll(async () => {
	theirs = await foundHikari(own.owner, 'theirs');
	hikari = await foundHikari(own.owner);
});

const read = <T>(actor: Actor, work: Parameters<typeof readNetwork<T>>[1]) => readNetwork(actor, work);
const board = async (actor: Actor) =>
	(await read(actor, (db) => openCollaborations(db, actor))).map((one) => one.collaborationId);
const told = async (actor: Actor, kind: string) =>
	(await read(actor, (db) => notificationsOf(db, actor))).filter((one) => one.kind === kind);

/** A request of 中村 that the desk has put on the board. */
async function posted(title: string): Promise<string> {
	const { nakamura, hashimoto } = hikari;
	const id = await askToCollaborate(nakamura, collaborationOf(title));
	await decideCollaboration(hashimoto, id, true, '');
	return id;
}

describe('what a member asks', () => {
	test('waits for the desk, is seen by nobody else until then, and its answer is told', async () => {
		const { nakamura, igarashi, hashimoto } = hikari;
		const id = await askToCollaborate(nakamura, collaborationOf('待つ'));
		expect(await board(igarashi)).not.toContain(id);
		await expect(read(igarashi, (db) => collaborationFor(db, igarashi, id))).rejects.toThrow(NotFound);
		await expect(showInterest(igarashi, id)).rejects.toThrow(NotFound);
		expect(await told(hashimoto, 'collaboration_asked')).toHaveLength(1);
		expect(
			(await read(hashimoto, (db) => waitingCollaborations(db, hashimoto)))[0]!.collaborationId
		).toBe(id);
		await expect(decideCollaboration(hashimoto, id, false, '')).rejects.toThrow(Invalid);
		await decideCollaboration(hashimoto, id, false, '内容をもう少し書いてください');
		expect(await board(igarashi)).not.toContain(id);
		expect(await told(nakamura, 'collaboration_refused')).toHaveLength(1);
		expect((await read(nakamura, (db) => ownCollaborations(db, nakamura)))[0]).toMatchObject({
			state: 'refused',
			answer: '内容をもう少し書いてください'
		});
	});

	test('appears at once where the network wishes so, and once for one ticket', async () => {
		const { nakamura, igarashi, hashimoto } = hikari;
		const save = async (isChecked: boolean) => {
			const { revisions } = await settingsOf(hashimoto);
			await saveSettings(hashimoto, 'collaborations', revisions.collaborations, {
				collaborationsChecked: isChecked
			});
		};
		await save(false);
		const wish = collaborationOf('すぐに');
		const id = await askToCollaborate(nakamura, wish);
		expect(await askToCollaborate(nakamura, wish)).toBe(id);
		expect((await board(igarashi)).filter((one) => one === id)).toHaveLength(1);
		await save(true);
		await closeCollaboration(nakamura, id);
		expect(await board(igarashi)).not.toContain(id);
	});

	test('is bounded: five at a time, and a last day ahead and near', async () => {
		const { ishikawa } = hikari;
		for (const closesOn of ['2020-01-01', '2199-01-01'])
			await expect(askToCollaborate(ishikawa, collaborationOf('x', { closesOn }))).rejects.toThrow(
				Invalid
			);
		for (let turn = 0; turn < 5; turn++) await askToCollaborate(ishikawa, collaborationOf(`石川${turn}`));
		await expect(askToCollaborate(ishikawa, collaborationOf('六つめ'))).rejects.toThrow(Invalid);
	});

	test.each([
		['term', { term: '' }],
		['pay', { pay: '' }],
		['payDay', { payDay: '' }],
		['payForm', { payForm: 'none' }],
		['place', { place: '', isRemote: undefined }]
	])('on contract states its %s', (field, left) => {
		const form = { ...collaborationOf('x'), isRemote: 'yes', ...left };
		const issues = collaborationForm.safeParse(form).error?.issues.map(({ path }) => path[0]);
		expect(issues).toEqual([field]);
		expect(collaborationForm.safeParse({ ...form, kind: 'together' }).success).toBe(true);
	});
});

describe('interest', () => {
	test('tells whoever asked and opens a conversation, once; nobody else learns of it, and it is no touchpoint', async () => {
		const { nakamura, igarashi, hashimoto, ishikawa, network } = hikari;
		const id = await posted('画像処理');
		const conversation = await showInterest(igarashi, id);
		expect(await showInterest(igarashi, id)).toBe(conversation);
		expect(await told(nakamura, 'collaboration_interest')).toHaveLength(1);
		const { rows: messages } = await own.owner.query('select from message where conversation_id = $1', [
			conversation
		]);
		expect(messages).toHaveLength(1);
		expect(await read(nakamura, (db) => interestedIn(db, nakamura, id))).toHaveLength(1);
		for (const other of [hashimoto, ishikawa, igarashi])
			expect(await read(other, (db) => interestedIn(db, other, id))).toEqual([]);
		const { rows: touches } = await own.owner.query(
			`select kind from touchpoint where network_id = $1 and (subject_id = $2 or kind like 'collab%')`,
			[network.networkId, id]
		);
		expect(touches).toEqual([]);
		await takeBackInterest(igarashi, id);
		expect(await read(nakamura, (db) => interestedIn(db, nakamura, id))).toEqual([]);
	});

	test('in what the company asks goes to the alumni team, and whoever wrote it there is not named', async () => {
		const { nakamura, hashimoto, igarashi } = hikari;
		const id = await askToCollaborate(hashimoto, collaborationOf('会社から'));
		const shown = await read(nakamura, (db) => collaborationFor(db, nakamura, id));
		expect(JSON.stringify(shown)).not.toMatch(/橋本|ハシモト/);
		expect(JSON.stringify(shown)).not.toContain(hashimoto.personId);
		await showInterest(nakamura, id);
		const { rows } = await own.owner.query(
			`select kind from conversation where pair_key = 'desk:' || $1::text`,
			[nakamura.personId]
		);
		expect(rows).toEqual([{ kind: 'desk' }]);
		expect(await read(hashimoto, (db) => interestedIn(db, hashimoto, id))).toHaveLength(1);
		expect(await read(igarashi, (db) => interestedIn(db, igarashi, id))).toEqual([]);
	});

	test('is for nobody who is kept apart from whoever asked: not on the board, not in search, not by its id', async () => {
		const { nakamura, igarashi } = hikari;
		const id = await posted('ひまわり');
		const found = () => read(igarashi, (db) => collaborationsNamed(db, igarashi, ['ひまわり'], 5));
		expect(await found()).toHaveLength(1);
		await block(nakamura, igarashi.personId);
		expect(await board(igarashi)).not.toContain(id);
		expect(await found()).toEqual([]);
		await expect(read(igarashi, (db) => collaborationFor(db, igarashi, id))).rejects.toThrow(NotFound);
		await expect(showInterest(igarashi, id)).rejects.toThrow(NotFound);
		await unblock(nakamura, igarashi.personId);
	});
});

test('a request can be changed, waits again then, and keeps who showed interest; a refused one is asked for anew', async () => {
	const { nakamura, igarashi, hashimoto } = hikari;
	const id = await posted('直す');
	await showInterest(igarashi, id);
	await changeCollaboration(nakamura, id, collaborationOf('直した'));
	expect(await board(igarashi)).not.toContain(id);
	const waiting = await read(hashimoto, (db) => waitingCollaborations(db, hashimoto));
	expect(waiting.map((one) => one.collaborationId)).toContain(id);
	await decideCollaboration(hashimoto, id, true, '');
	const changed = await read(igarashi, (db) => collaborationFor(db, igarashi, id));
	expect(changed).toMatchObject({ title: '直した', isWished: true });
	await changeCollaboration(nakamura, id, collaborationOf('また直した'));
	await decideCollaboration(hashimoto, id, false, '報酬を書いてください');
	await changeCollaboration(nakamura, id, collaborationOf('書いた'));
	expect(await read(nakamura, (db) => collaborationFor(db, nakamura, id))).toMatchObject({
		state: 'waiting'
	});
	await closeCollaboration(nakamura, id);
	await expect(changeCollaboration(nakamura, id, collaborationOf('遅い'))).rejects.toThrow(NotFound);
});

test('a wrong role, another member and another network change and see nothing', async () => {
	const { mori, igarashi } = hikari;
	const id = await posted('守る');
	const stranger = theirs.hashimoto;
	for (const go of [
		() => askToCollaborate(mori, collaborationOf('x')),
		() => showInterest(mori, id),
		() => closeCollaboration(mori, id),
		() => changeCollaboration(mori, id, collaborationOf('x')),
		() => decideCollaboration(igarashi, id, true, ''),
		() => read(mori, (db) => openCollaborations(db, mori)),
		() => read(igarashi, (db) => waitingCollaborations(db, igarashi)),
		() => askToCollaborate({ ...igarashi, isSuspended: true }, collaborationOf('x'))
	])
		await expect(go()).rejects.toThrow(Forbidden);
	for (const go of [
		() => closeCollaboration(igarashi, id),
		() => closeCollaboration(stranger, id),
		() => changeCollaboration(igarashi, id, collaborationOf('x')),
		() => changeCollaboration(stranger, id, collaborationOf('x')),
		() => changeCollaboration(hikari.hashimoto, id, collaborationOf('x')),
		() => decideCollaboration(stranger, id, true, ''),
		() => showInterest(theirs.nakamura, id),
		() => read(stranger, (db) => collaborationFor(db, stranger, id))
	])
		await expect(go()).rejects.toThrow(NotFound);
	expect(await board(theirs.nakamura)).not.toContain(id);
	expect(await board(igarashi)).toContain(id);
});

test('a request closes by itself after its last day, and whoever asked is told once', async () => {
	const { nakamura, igarashi, network } = hikari;
	const id = await posted('終わる');
	await own.owner.query(
		`update collaboration set closes_on = (now() - interval '3 days')::date where collaboration_id = $1`,
		[id]
	);
	expect(await board(igarashi), 'before the night already').not.toContain(id);
	await closeCollaborations(network);
	await closeCollaborations(network);
	expect(await told(nakamura, 'collaboration_closed')).toHaveLength(1);
});
