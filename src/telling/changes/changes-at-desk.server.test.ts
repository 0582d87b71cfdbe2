import { beforeAll, expect, test } from 'vitest';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { everyPage } from '#test/setup/every-page.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { Stale } from '#platform/http/failures.ts';
import type { ChangeDraft } from './change.ts';
import { changesAtDesk, changesAtOnce, draftChange, saveChange, setAnswer } from './changes.server.ts';
import { publishChange, withdrawChange } from './publishing.server.ts';
import { publishAtOnce } from '#test/fixtures/telling.ts';

const own = useOwnDatabase();
let hikari: Hikari;
beforeAll(async () => {
	hikari = await foundHikari(own.owner);
	await own.owner.query(
		`insert into change (
			network_id, status, title, then_words, now_words, since, reasons, author_id, published_at
		)
		select $1, case when n % 7 = 0 then 'draft' else 'published' end, 'change ' || n, '…', '…',
			date '2020-01-01' + (n % 20), '{relocation}', $2, case when n % 7 <> 0 then now() end
		from generate_series(1, 120) n`,
		[hikari.network.networkId, hikari.hashimoto.personId]
	);
});

test('the desk’s list gives every change once, drafts first, then the latest', async () => {
	const changes = await everyPage(
		(before) => changesAtDesk(hikari.hashimoto, before),
		(change) => change.changeId,
		changesAtOnce
	);
	expect(new Set(changes.map((change) => change.title)).size).toBe(120);
	const states = changes.map((change) => change.status);
	expect(states).toEqual(states.toSorted());
	const published = changes.filter((change) => change.status === 'published').map((change) => change.since);
	expect(published).toEqual(published.toSorted().toReversed());
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

test('a change is saved only as a draft, and withdrawn only once it is out; what is refused leaves no trace', async () => {
	const id = await draftChange(hikari.hashimoto, draft);
	await expect(withdrawChange(hikari.hashimoto, id, 1)).rejects.toThrow(Stale);
	await publishAtOnce(hikari.hashimoto, id, 1);
	await expect(saveChange(hikari.hashimoto, id, 3, draft)).rejects.toThrow(Stale);
	await expect(setAnswer(hikari.hashimoto, id, 3, { code: 'study', isAnswered: true })).rejects.toThrow(
		Stale
	);
	await expect(publishChange(hikari.hashimoto, id, 3)).rejects.toThrow(Stale);
	await withdrawChange(hikari.hashimoto, id, 3);
	await expect(withdrawChange(hikari.hashimoto, id, 4)).rejects.toThrow(Stale);
	const { rows: acts } = await own.owner.query(
		`select act from audit where subject_id = $1 order by audit_id`,
		[id]
	);
	expect(acts.map(({ act }) => act)).toEqual(['change.publish', 'change.send_now', 'change.withdraw']);
});
