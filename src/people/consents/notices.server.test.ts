import { beforeAll, describe, expect, test } from 'vitest';
import { saveConsents } from '#people/persons/self.server.ts';
import { inNetwork } from '#platform/database/network.server.ts';
import { Forbidden, NotFound, Stale } from '#platform/http/failures.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { setConsents } from './consents.server.ts';
import { inLanguage, noNotice, wordingOf, wordings, type NoticeText } from './notice.ts';
import { noticeNow, noticeWithVersions, publishNotice } from './notices.server.ts';

const own = useOwnDatabase();
let ours: Hikari;
let theirs: Hikari;

beforeAll(async () => {
	ours = await foundHikari(own.owner, 'ours');
	theirs = await foundHikari(own.owner, 'theirs');
	await own.owner.query('delete from consent');
});

const first: NoticeText = {
	noticeJa: '当社は、次の目的で個人情報を使います。',
	noticeEn: '',
	purposes: { return_mail: { ja: '再入社のご案内をメールで受け取ること', en: '' } }
};
const consents = async (hikari: Hikari) =>
	(
		await own.owner.query(
			`select purpose, wording, notice_version, withdrawn_at is null as counts
			from consent
			where person_id = $1
			order by given_at, purpose`,
			[hikari.nakamura.personId]
		)
	).rows;

describe('a wording', () => {
	test('is the other language’s where there is none, and the product’s where the network has none', () => {
		expect(inLanguage('日', '', 'en')).toBe('日');
		expect(inLanguage('', 'E', 'ja')).toBe('E');
		expect(wordingOf(first, 'return_mail', 'en')).toBe('再入社のご案内をメールで受け取ること');
		expect(wordingOf(first, 'network', 'ja')).toBe(wordingOf(noNotice, 'network', 'ja'));
		expect(Object.values(wordings(noNotice, 'ja')).every(Boolean)).toBe(true);
	});
});

test('before a notice is published, a consent has the product’s wording and no version', async () => {
	await saveConsents(ours.nakamura, ['return_mail'], 0);
	const [network, mail] = await consents(ours);
	expect([network.notice_version, mail.notice_version]).toEqual([null, null]);
	expect(mail.wording).toBe(wordingOf(noNotice, 'return_mail', 'ja'));
});

test('a consent keeps the version and the wording of what was read, whatever is published later', async () => {
	expect(await publishNotice(ours.hashimoto, 0, first)).toBe(1);
	await saveConsents(ours.nakamura, ['return_mail', 'former_manager'], 1);
	const second = { ...first, purposes: { return_mail: { ja: '別の文面', en: 'Other words' } } };
	expect(await publishNotice(ours.hashimoto, 1, second)).toBe(2);
	await saveConsents(ours.nakamura, ['return_mail', 'former_manager', 'group_sharing'], 2);
	const kept = Object.fromEntries((await consents(ours)).map((row) => [row.purpose, row.notice_version]));
	expect(kept).toEqual({ network: null, return_mail: null, former_manager: 1, group_sharing: 2 });
	await saveConsents(ours.nakamura, ['former_manager', 'group_sharing'], 2);
	await saveConsents(ours.nakamura, ['return_mail', 'former_manager', 'group_sharing'], 2);
	const mails = (await consents(ours)).filter((row) => row.purpose === 'return_mail');
	expect(mails).toEqual([
		expect.objectContaining({ notice_version: null, counts: false }),
		{ purpose: 'return_mail', wording: '別の文面', notice_version: 2, counts: true }
	]);
});

test('who read an earlier version is shown the new one first', async () => {
	await expect(saveConsents(ours.nakamura, [], 1)).rejects.toMatchObject({
		why: 'notice_changed',
		field: 'consents'
	});
	await expect(
		inNetwork(theirs.network, (db) =>
			setConsents(db, theirs.network, theirs.nakamura.personId, ['network'], 2)
		)
	).rejects.toMatchObject({ why: 'notice_changed' });
});

test('of two that publish on the same version one is refused, and the same text is no new version', async () => {
	const at = (await noticeNow(ours.network)).version;
	const both = await Promise.allSettled([
		publishNotice(ours.hashimoto, at, { ...first, noticeJa: '一人目' }),
		publishNotice(ours.hashimoto, at, { ...first, noticeJa: '二人目' })
	]);
	expect(both.filter((one) => one.status === 'rejected').map((one) => one.reason)).toEqual([
		expect.any(Stale)
	]);
	const now = await noticeNow(ours.network);
	expect(now.version).toBe(at + 1);
	expect(await publishNotice(ours.hashimoto, now.version, now)).toBe(now.version);
});

test('every version can be read, and none can be changed', async () => {
	const { versions } = await noticeWithVersions(ours.network);
	expect(versions.map((one) => one.version)).toEqual([3, 2, 1]);
	expect((await noticeWithVersions(ours.network, 1)).notice).toMatchObject(first);
	await expect(noticeWithVersions(ours.network, 4)).rejects.toThrow(NotFound);
	await expect(
		inNetwork(ours.network, (db) => db.updateTable('privacyNotice').set({ noticeJa: 'x' }).execute())
	).rejects.toThrow(/permission denied/);
});

test('the desk and admins publish, for their own network', async () => {
	for (const someone of [ours.nakamura, ours.mori, ours.ishikawa])
		await expect(publishNotice(someone, 3, first)).rejects.toThrow(Forbidden);
	expect(await noticeNow(theirs.network)).toEqual(noNotice);
	const { rows } = await own.owner.query(
		`select detail ->> 'version' as version from audit where act = 'settings.notice' order by audit_id`
	);
	expect(rows.map(({ version }) => version)).toEqual(['1', '2', '3']);
});
