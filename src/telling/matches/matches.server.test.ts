import { beforeEach, describe, expect, test } from 'vitest';
import { setConsents } from '#people/consents/consents.server.ts';
import { revisitReasons } from '#people/departures/departures.server.ts';
import { sayStanding } from '#people/standings/standings.server.ts';
import { Forbidden, NotFound, Stale } from '#platform/http/failures.ts';
import { inNetwork, readNetwork } from '#platform/database/network.server.ts';
import { draftChange, saveChange } from '#telling/changes/changes.server.ts';
import { publishChange, withdrawChange } from '#telling/changes/publishing.server.ts';
import { publishAtOnce } from '#test/fixtures/telling.ts';
import type { ChangeDraft } from '#telling/changes/change.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { cardsFor, readChange } from './matches.server.ts';
import { matchChange, matchPerson } from './matching.server.ts';
import { previewOf } from './preview.server.ts';
import { reachOf } from './reach.server.ts';

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

async function publish(change: Partial<ChangeDraft> = {}): Promise<string> {
	const id = await draftChange(hikari.hashimoto, { ...draft, ...change });
	await publishAtOnce(hikari.hashimoto, id, 1);
	await matchChange({ ...hikari.network, changeId: id });
	return id;
}
const cards = (personId: string) => readNetwork(hikari.network, (db) => cardsFor(db, personId));
const mails = async () =>
	(
		await own.owner.query(
			'select address, subject, body_text, not_before from mail where network_id = $1',
			[hikari.network.networkId]
		)
	).rows;

describe('a published change', () => {
	test('reaches whom it concerns, with the reason that ties them, on Home and by mail', async () => {
		const id = await publish();
		expect(await cards(hikari.nakamura.personId)).toMatchObject([{ changeId: id, reason: 'relocation' }]);
		expect(await cards(hikari.igarashi.personId)).toEqual([]);
		expect((await mails()).map((mail) => mail.address)).toEqual([`nakamura@round-${round}.example.jp`]);
		expect(await reachOf(hikari.hashimoto, id)).toMatchObject({
			matched: 1,
			mailed: 0,
			unsent: 1,
			read: 0
		});
	});

	test('is matched once, however often the job runs', async () => {
		const id = await publish();
		await own.owner.query(
			`update change set matching = 'running', matched_through = null where change_id = $1`,
			[id]
		);
		await matchChange({ ...hikari.network, changeId: id });
		expect(await mails()).toHaveLength(1);
		const { rows } = await own.owner.query(`select people_matched from change where change_id = $1`, [
			id
		]);
		expect(rows).toEqual([{ people_matched: 1 }]);
	});

	test('vanishes when it is taken back', async () => {
		const id = await publish();
		await withdrawChange(hikari.hashimoto, id, 3);
		expect(await cards(hikari.nakamura.personId)).toEqual([]);
		await expect(readChange(hikari.nakamura, id)).rejects.toThrow(NotFound);
	});

	test('is read once: the first reading is a touchpoint', async () => {
		const id = await publish();
		await readChange(hikari.nakamura, id);
		await readChange(hikari.nakamura, id);
		const { rows } = await own.owner.query(
			`select count(*)::int as n from touchpoint where person_id = $1 and kind = 'match_read'`,
			[hikari.nakamura.personId]
		);
		expect(rows).toEqual([{ n: 1 }]);
	});
});

describe('a change', () => {
	test('never reaches anyone over a restricted reason, not even where the desk’s form was bypassed', async () => {
		await publish({ reasons: ['relocation', 'harassment'] });
		expect(await cards(hikari.igarashi.personId)).toEqual([]);
		for (const mail of await mails()) expect(mail.body_text).not.toContain('ハラスメント');
	});

	test('counts for who left before it began only', async () => {
		await publish({ since: '2020-01-01' });
		expect(await cards(hikari.nakamura.personId)).toEqual([]);
	});

	test('of a subsidiary counts for who left the parent only with their consent to sharing in the group', async () => {
		await publish({ companyId: hikari.digitalId });
		expect(await cards(hikari.nakamura.personId)).toEqual([]);
		await inNetwork(hikari.network, (db) =>
			setConsents(db, hikari.network, hikari.nakamura.personId, [
				'network',
				'return_mail',
				'group_sharing'
			])
		);
		await publish({ companyId: hikari.digitalId });
		expect(await cards(hikari.nakamura.personId)).toHaveLength(1);
	});

	test('holds for those it is meant for: kind of employment, department or title; what is not known excludes nobody', async () => {
		await own.owner.query(`update tenure set employment = '契約社員' where person_id = $1`, [
			hikari.nakamura.personId
		]);
		const regular = await draftChange(hikari.hashimoto, { ...draft, employments: ['正社員'] });
		expect(await previewOf(hikari.hashimoto, regular)).toMatchObject({
			concerned: 0,
			excluded: { audience: 1 }
		});
		expect(
			await reachOf(
				hikari.hashimoto,
				await publish({ employments: ['正社員', '契約社員'], parts: ['営業', '生産技術'] })
			)
		).toMatchObject({ matched: 1 });
		expect(await reachOf(hikari.hashimoto, await publish({ parts: ['営業'] }))).toMatchObject({
			matched: 0
		});
		await own.owner.query(`update tenure set employment = '' where person_id = $1`, [
			hikari.nakamura.personId
		]);
		expect(await previewOf(hikari.hashimoto, regular)).toMatchObject({ concerned: 1 });
	});
});

describe('the mail of a change', () => {
	test('is not sent without consent, above the cap, or to who asked for none, and the desk sees why', async () => {
		await inNetwork(hikari.network, (db) =>
			setConsents(db, hikari.network, hikari.nakamura.personId, ['network'])
		);
		expect(await reachOf(hikari.hashimoto, await publish())).toMatchObject({
			matched: 1,
			mailed: 0,
			noConsent: 1
		});
		await inNetwork(hikari.network, (db) =>
			setConsents(db, hikari.network, hikari.nakamura.personId, ['network', 'return_mail'])
		);
		await own.owner.query('update contact set mails_per_month = 1 where person_id = $1', [
			hikari.nakamura.personId
		]);
		expect(await reachOf(hikari.hashimoto, await publish())).toMatchObject({ unsent: 1 });
		expect(await reachOf(hikari.hashimoto, await publish())).toMatchObject({ mailed: 0, cap: 1 });
		await own.owner.query(
			'update contact set do_not_contact = true, mails_per_month = 9 where person_id = $1',
			[hikari.nakamura.personId]
		);
		expect(await reachOf(hikari.hashimoto, await publish())).toMatchObject({
			mailed: 0,
			doNotContact: 1
		});
		expect(await mails()).toHaveLength(1);
	});

	test('is not sent again over the same reason within 30 days, and yet the change waits on Home', async () => {
		await publish();
		const again = await publish();
		const reached = await reachOf(hikari.hashimoto, again);
		expect(reached).toMatchObject({ matched: 1, mailed: 0, toldLately: 1 });
		expect(await cards(hikari.nakamura.personId)).toHaveLength(2);
		const third = await draftChange(hikari.hashimoto, draft);
		expect(await previewOf(hikari.hashimoto, third)).toMatchObject({ excluded: { toldLately: 1 } });
	});
});

describe('someone’s latest word', () => {
	test('counts: who says anew why they left is matched by that, past changes included', async () => {
		const id = await publish();
		await revisitReasons(hikari.nakamura, ['pay'], '', '2026-11-01');
		await matchPerson({ ...hikari.network, personId: hikari.nakamura.personId });
		expect(await cards(hikari.nakamura.personId)).toEqual([]);
		await revisitReasons(hikari.igarashi, ['relocation'], '本当は転勤でした', '2026-11-01');
		await matchPerson({ ...hikari.network, personId: hikari.igarashi.personId });
		expect(await cards(hikari.igarashi.personId)).toMatchObject([{ changeId: id, reason: 'relocation' }]);
		expect((await reachOf(hikari.hashimoto, id)).past, 'too late for a mail').toBe(1);
		expect(await mails()).toHaveLength(1);
	});

	test('what they said keeps them from returning ties them too, and weighs more', async () => {
		const id = await publish({ reasons: ['pay', 'relocation'] });
		expect(await cards(hikari.nakamura.personId)).toMatchObject([
			{ changeId: id, reason: 'relocation', weight: 1 }
		]);
		await sayStanding(hikari.nakamura, { canReturn: 'no', wantsToReturn: 'yes' }, ['pay', 'growth']);
		await matchPerson({ ...hikari.network, personId: hikari.nakamura.personId });
		expect(await cards(hikari.nakamura.personId)).toMatchObject([
			{ changeId: id, reason: 'pay', weight: 2 }
		]);
		const growth = await publish({ reasons: ['growth'] });
		expect((await cards(hikari.nakamura.personId)).map((card) => card.changeId)).toEqual([growth, id]);
		await sayStanding(hikari.nakamura, { canReturn: 'no', wantsToReturn: 'yes' }, []);
		await matchPerson({ ...hikari.network, personId: hikari.nakamura.personId });
		expect(await cards(hikari.nakamura.personId)).toMatchObject([
			{ changeId: id, reason: 'relocation', weight: 1 }
		]);
	});

	test('withdrawing the consent to the network takes their matches away', async () => {
		await publish();
		await inNetwork(hikari.network, (db) =>
			setConsents(db, hikari.network, hikari.nakamura.personId, [])
		);
		await matchPerson({ ...hikari.network, personId: hikari.nakamura.personId });
		expect(await cards(hikari.nakamura.personId)).toEqual([]);
	});
});

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
		const later = saveChange(hikari.hashimoto, id, 1, { ...draft, title: '後から' });
		await expect(later).rejects.toThrow(Stale);
		await expect(publishChange(hikari.hashimoto, id, 1)).rejects.toThrow(Stale);
	});

	test('nobody else publishes', async () => {
		const id = await draftChange(hikari.hashimoto, draft);
		for (const other of [hikari.nakamura, hikari.mori, hikari.ishikawa])
			await expect(publishChange(other, id, 1)).rejects.toThrow(Forbidden);
	});
});
