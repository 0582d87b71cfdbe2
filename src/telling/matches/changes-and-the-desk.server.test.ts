import { beforeEach, describe, expect, test } from 'vitest';
import { Forbidden, Stale } from '#platform/http/failures.ts';
import {
	addAnswer,
	draftChange,
	publishChange,
	saveChange,
	withdrawChange
} from '#telling/changes/changes.server.ts';
import type { ChangeDraft } from '#telling/changes/change.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { previewOf } from './preview.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
let round = 0;
beforeEach(async () => {
	hikari = await foundHikari(own.owner, `round-${++round}`);
});

const draft: ChangeDraft = {
	language: 'ja',
	title: '転勤のない道',
	thenWords: '全国転勤が前提でした。',
	nowWords: '勤務地を選べます。',
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

describe('the desk', () => {
	test('sees before publishing how many a change concerns, and why', async () => {
		const id = await draftChange(hikari.hashimoto, draft);
		expect(await previewOf(hikari.hashimoto, id)).toMatchObject({
			concerned: 1,
			members: 1,
			mailed: 1,
			byReason: [{ reason: 'relocation', concerned: 1, members: 1, mailed: 1 }],
			byQuadrant: [{ quadrant: 'unknown', people: 1 }],
			excluded: { company: 0, audience: 0, toldLately: 0 },
			examples: [
				{ personId: hikari.nakamura.personId, reason: 'relocation', saidSo: false, isMember: true }
			]
		});
		const none = await draftChange(hikari.hashimoto, { ...draft, reasons: ['study'] });
		expect(await previewOf(hikari.hashimoto, none)).toMatchObject({ concerned: 0, byReason: [] });
	});

	test('is told when someone else saved since', async () => {
		const id = await draftChange(hikari.hashimoto, draft);
		await saveChange(hikari.hashimoto, id, 1, { ...draft, title: '先に' });
		await expect(saveChange(hikari.hashimoto, id, 1, { ...draft, title: '後から' })).rejects.toThrow(
			Stale
		);
		await expect(publishChange(hikari.hashimoto, id, 1)).rejects.toThrow(Stale);
	});

	test('is changed only as a draft, and withdrawn only once it is out; what is refused leaves no trace', async () => {
		const id = await draftChange(hikari.hashimoto, draft);
		await expect(withdrawChange(hikari.hashimoto, id, 1)).rejects.toThrow(Stale);
		await publishChange(hikari.hashimoto, id, 1);
		await expect(saveChange(hikari.hashimoto, id, 2, draft)).rejects.toThrow(Stale);
		await expect(addAnswer(hikari.hashimoto, id, 2, 'study')).rejects.toThrow(Stale);
		await expect(publishChange(hikari.hashimoto, id, 2)).rejects.toThrow(Stale);
		await withdrawChange(hikari.hashimoto, id, 2);
		await expect(withdrawChange(hikari.hashimoto, id, 3)).rejects.toThrow(Stale);
		const { rows: acts } = await own.owner.query(
			`select act from audit where subject_id = $1 order by audit_id`,
			[id]
		);
		expect(acts.map(({ act }) => act)).toEqual(['change.publish', 'change.withdraw']);
	});

	test('nobody else publishes', async () => {
		const id = await draftChange(hikari.hashimoto, draft);
		for (const other of [hikari.nakamura, hikari.mori, hikari.ishikawa])
			await expect(publishChange(other, id, 1)).rejects.toThrow(Forbidden);
	});
});
