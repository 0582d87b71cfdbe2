import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import sharp from 'sharp';
import { networkAt } from '#access/actor/actor.server.ts';
import { Forbidden, NotFound, Stale } from '#platform/http/failures.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { saveSettings } from './changing.server.ts';
import { addHost, dropHost, putHostFirst } from './hosts.server.ts';
import { dropLogo, logoOf, saveLogo } from './logo.server.ts';
import { saveRegion } from './region.server.ts';
import { settingsOf, type Section } from './settings.server.ts';

const own = useOwnDatabase();
let ours: Hikari;
let theirs: Hikari;
const revision = async (section: Section) => (await settingsOf(ours.hashimoto)).revisions[section];

beforeAll(async () => {
	ours = await foundHikari(own.owner, 'ours');
	theirs = await foundHikari(own.owner, 'theirs');
	await own.owner.query(`update network set hosts = '{ours.example.jp}' where slug = 'ours'`);
	await own.owner.query(`update network set hosts = '{theirs.example.jp}' where slug = 'theirs'`);
});
afterAll(async () => {
	const { rows } = await own.owner.query(`select name_ja, revision from network where slug = 'theirs'`);
	expect(rows, 'nothing here touched the other network').toEqual([{ name_ja: 'ひかりの輪', revision: 0 }]);
});

describe('a part of the settings', () => {
	test('is saved, and the audit log has what differed, before and after', async () => {
		const at = await revision('names');
		await saveSettings(ours.hashimoto, 'names', at, { nameJa: 'あかりの会', nameEn: 'Hikari Circle' });
		expect(await settingsOf(ours.hashimoto)).toMatchObject({
			nameJa: 'あかりの会',
			revisions: { names: at + 1 }
		});
		const { rows } = await own.owner.query(
			`select actor_id, detail from audit where act = 'settings.names' and subject_id = $1`,
			[ours.network.networkId]
		);
		expect(rows).toEqual([
			{
				actor_id: ours.hashimoto.personId,
				detail: { before: { nameJa: 'ひかりの輪' }, after: { nameJa: 'あかりの会' } }
			}
		]);
		expect((await networkAt('ours.example.jp'))?.nameJa).toBe('あかりの会');
	});

	test('that is saved as it is writes nothing', async () => {
		const at = await revision('names');
		await saveSettings(ours.hashimoto, 'names', at, { nameJa: 'あかりの会' });
		expect(await revision('names')).toBe(at);
	});

	test('is not saved over what someone else saved: of two at once, one is refused', async () => {
		const at = await revision('mail');
		const both = await Promise.allSettled([
			saveSettings(ours.hashimoto, 'mail', at, { senderName: '一人目' }),
			saveSettings(ours.hashimoto, 'mail', at, { senderName: '二人目', contact: '03-0000-0000' })
		]);
		const refused = both.filter((one) => one.status === 'rejected');
		expect(refused.map((one) => one.reason)).toEqual([expect.any(Stale)]);
		const first = both[0]!.status === 'fulfilled';
		expect(await settingsOf(ours.hashimoto)).toMatchObject({
			senderName: first ? '一人目' : '二人目',
			contact: first ? '' : '03-0000-0000',
			revisions: { mail: at + 1 }
		});
	});

	test('is for the desk and admins only', async () => {
		for (const someone of [ours.nakamura, ours.mori, ours.ishikawa]) {
			await expect(settingsOf(someone)).rejects.toThrow(Forbidden);
			await expect(saveSettings(someone, 'names', 0, { nameJa: 'x' })).rejects.toThrow(Forbidden);
			await expect(saveLogo(someone, 0, Buffer.from('x'))).rejects.toThrow(Forbidden);
			await expect(dropLogo(someone, 0)).rejects.toThrow(Forbidden);
		}
		const admin = { ...ours.mori, roles: ['admin' as const] };
		expect((await settingsOf(admin)).nameJa).toBe('あかりの会');
	});
});

test('a part stands in nobody’s way who changes another part that they read before', async () => {
	const { revisions } = await settingsOf(ours.hashimoto);
	await saveSettings(ours.hashimoto, 'names', revisions.names, { nameEn: 'Akari Circle' });
	await saveSettings(ours.hashimoto, 'mail', revisions.mail, { contact: '03-1111-1111' });
	await saveRegion(ours.hashimoto, revisions.region, { timeZone: 'Asia/Tokyo', locale: 'ja' });
	expect(await settingsOf(ours.hashimoto)).toMatchObject({
		nameEn: 'Akari Circle',
		contact: '03-1111-1111'
	});
	await expect(saveSettings(ours.hashimoto, 'names', revisions.names, { nameEn: 'Third' })).rejects.toThrow(
		Stale
	);
});

describe('hosts', () => {
	test('are added, tried, and taken away, and the network is reached all the while', async () => {
		await addHost(ours.hashimoto, { revision: await revision('hosts'), host: 'https://New.example.jp/' });
		expect((await networkAt('new.example.jp'))?.slug).toBe('ours');
		expect((await settingsOf(ours.hashimoto)).hosts).toEqual(['ours.example.jp', 'new.example.jp']);
		await putHostFirst(ours.hashimoto, { revision: await revision('hosts'), here: 'new.example.jp' });
		await expect(
			dropHost(ours.hashimoto, {
				revision: await revision('hosts'),
				host: 'new.example.jp',
				here: 'new.example.jp'
			})
		).rejects.toMatchObject({ why: 'host_in_use' });
		await dropHost(ours.hashimoto, {
			revision: await revision('hosts'),
			host: 'ours.example.jp',
			here: 'new.example.jp'
		});
		expect(await networkAt('ours.example.jp')).toBeUndefined();
		expect((await networkAt('new.example.jp'))?.slug).toBe('ours');
	});

	test('of another network are refused in words, however two networks ask', async () => {
		await expect(
			addHost(ours.hashimoto, { revision: await revision('hosts'), host: 'theirs.example.jp' })
		).rejects.toMatchObject({ why: 'host_taken', field: 'host' });
		await expect(
			own.owner.query(`update network set hosts = hosts || '{theirs.example.jp}' where slug = 'ours'`)
		).rejects.toThrow(/a host belongs to one network/);
		expect((await networkAt('theirs.example.jp'))?.slug).toBe('theirs');
	});
});

describe('the time zone', () => {
	test.each([
		['Europe/Berlin', 'Europe/Berlin'],
		['asia/tokyo', 'Asia/Tokyo'],
		['Japan', 'Japan'],
		['Asia/Calcutta', 'Asia/Calcutta'],
		['UTC', 'UTC']
	])('%s is known', async (typed, kept) => {
		await saveRegion(ours.hashimoto, await revision('region'), { timeZone: typed, locale: 'en' });
		expect(await settingsOf(ours.hashimoto)).toMatchObject({ timeZone: kept, locale: 'en' });
		const { rows } = await own.owner.query(
			`select now() at time zone time_zone is not null as counts from network where slug = 'ours'`
		);
		expect(rows).toEqual([{ counts: true }]);
	});

	test.each(['Mars/Base', '', 'posix/Asia/Tokyo', '+09:00', "x'; --"])('%s is none', async (typed) => {
		await expect(
			saveRegion(ours.hashimoto, await revision('region'), { timeZone: typed, locale: 'ja' })
		).rejects.toMatchObject({ why: 'not_a_zone', field: 'timeZone' });
	});
});

describe('the logo', () => {
	const picture = (format: 'png' | 'jpeg' | 'webp' | 'gif') =>
		sharp({ create: { width: 900, height: 300, channels: 4, background: '#0a6' } })
			.withExif({ IFD0: { Copyright: 'secret place' } })
			.toFormat(format)
			.toBuffer();

	test.each(['png', 'jpeg', 'webp'] as const)('is taken as %s and written anew', async (format) => {
		await saveLogo(ours.hashimoto, await revision('logo'), await picture(format));
		const header = await logoOf(ours.network, 'header');
		expect(header.mediaType).toBe('image/webp');
		expect(header.bytes.includes('secret place')).toBe(false);
		expect((await sharp(header.bytes).metadata()).height).toBeLessThanOrEqual(96);
		const sign = await sharp((await logoOf(ours.network, 'icon_512')).bytes).metadata();
		expect([sign.format, sign.width, sign.height]).toEqual(['png', 512, 512]);
		expect((await settingsOf(ours.hashimoto)).logoMark).not.toBe('');
	});

	test('is taken as nothing else', async () => {
		for (const sent of [await picture('gif'), Buffer.from('<svg/>'), Buffer.from('')])
			await expect(saveLogo(ours.hashimoto, await revision('logo'), sent)).rejects.toMatchObject({
				why: 'not_a_picture',
				field: 'logo'
			});
		await expect(saveLogo(ours.hashimoto, 0, await picture('png'))).rejects.toThrow(Stale);
	});

	test('is of one network only, and goes when it is taken away', async () => {
		await expect(logoOf(theirs.network, 'header')).rejects.toThrow(NotFound);
		await dropLogo(ours.hashimoto, await revision('logo'));
		await expect(logoOf(ours.network, 'header')).rejects.toThrow(NotFound);
		expect((await settingsOf(ours.hashimoto)).logoMark).toBe('');
	});
});

test('an accent that is no colour is refused by the database too', async () => {
	await expect(
		saveSettings(ours.hashimoto, 'accent', await revision('accent'), { accent: 'red;}' })
	).rejects.toThrow(/network_accent_check/);
});
