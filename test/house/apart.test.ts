import { beforeAll, describe, expect, test } from 'vitest';
import { readChange } from '#telling/matches/matches.server.ts';
import type { ChangeDraft } from '#telling/changes/change.ts';
import { changeAtDesk, draftChange } from '#telling/changes/changes.server.ts';
import { journeyOf } from '#seeing/journeys/journeys.server.ts';
import { NotFound } from '#platform/http/failures.ts';
import { inNetwork, readNetwork } from '#platform/database/network.server.ts';
import { appPool } from '#platform/database/connection.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';

const own = useOwnDatabase();
let ours: Hikari;
let theirs: Hikari;

beforeAll(async () => {
	ours = await foundHikari(own.owner, 'ours');
	theirs = await foundHikari(own.owner, 'theirs');
});

const change: ChangeDraft = {
	language: 'ja',
	title: '転勤のない道',
	thenWords: '…',
	nowWords: '…',
	since: '2026-10-01',
	forWhom: '',
	companyId: null,
	reasons: ['relocation'],
	voiceName: '',
	voiceTitle: '',
	voiceWords: '',
	employments: [],
	parts: []
};

const postBy = (networkId: string, authorId: string) => ({ networkId, authorId, words: '…' });

describe('what a network sees of another on the same installation', () => {
	test('they see their own people only', async () => {
		const names = await readNetwork(ours.network, (db) =>
			db.selectFrom('contact').select('email').execute()
		);
		expect(names.length).toBeGreaterThan(0);
		expect(names.every(({ email }) => email.endsWith('@ours.example.jp'))).toBe(true);
	});

	test('outside of a network nothing is visible', async () => {
		const { rows } = await appPool().query('select count(*)::int as n from person');
		expect(rows[0].n).toBe(0);
	});

	test('what belongs to another network is not found, whatever its id', async () => {
		const id = await draftChange(theirs.hashimoto, change);
		await expect(changeAtDesk(ours.hashimoto, id)).rejects.toThrow(NotFound);
		await expect(readChange(ours.nakamura, id)).rejects.toThrow(NotFound);
		await expect(journeyOf(ours.hashimoto, theirs.nakamura.personId)).rejects.toThrow(NotFound);
	});
});

describe('what a network writes', () => {
	test('it cannot write into another', async () => {
		const inTheirs = postBy(theirs.network.networkId, theirs.nakamura.personId);
		await expect(
			inNetwork(ours.network, (db) => db.insertInto('post').values(inTheirs).execute())
		).rejects.toThrow('row-level security');
		const byTheirs = postBy(ours.network.networkId, theirs.nakamura.personId);
		await expect(
			inNetwork(ours.network, (db) => db.insertInto('post').values(byTheirs).execute())
		).rejects.toThrow(NotFound);
	});

	test('what fails half-way leaves nothing, and the connection is clean for the next', async () => {
		const unfinished = postBy(ours.network.networkId, ours.nakamura.personId);
		await expect(
			inNetwork(ours.network, async (db) => {
				await db.insertInto('post').values(unfinished).execute();
				throw new Error('on the way');
			})
		).rejects.toThrow('on the way');
		const posts = await readNetwork(ours.network, (db) => db.selectFrom('post').selectAll().execute());
		expect(posts).toEqual([]);
		await expect(readNetwork(ours.network, (db) => db.deleteFrom('contact').execute())).rejects.toThrow(
			'read-only'
		);
	});
});
