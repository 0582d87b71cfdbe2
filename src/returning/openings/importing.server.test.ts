import { beforeEach, describe, expect, test } from 'vitest';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { saveFeed } from './feeds.server.ts';
import { importOpenings } from './importing.server.ts';
import { closeOpening } from './openings.server.ts';
import { openingsFor } from './reading.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
let round = 0;
beforeEach(async () => {
	hikari = await foundHikari(own.owner, `round-${++round}`);
});
const header = [
	'求人番号,タイトル,業務内容,業務の変更の範囲,勤務地,就業場所の変更の範囲,試用期間',
	'就業時間,残業,休日,給与,保険,受動喫煙防止措置,募集者'
].join(',');
const row = (id: string, title: string) =>
	`${id},${title},設計,なし,仙台,なし,なし,9-18,なし,土日,30万円,完備,禁煙,ひかり`;
const file = (...lines: string[]) => new File([[header, ...lines].join('\n')], 'jobs.csv');
const into = () => ({ companyId: hikari.parentId, audience: 'alumni' as const, isAll: true });

describe('openings from a file', () => {
	test('are tied by their number: made, changed, closed; what lacks something waits', async () => {
		expect(
			await importOpenings(
				hikari.hashimoto,
				file(row('1', '設計'), row('2', '製造'), '3,足りない,,,,,,,,,,,,'),
				into()
			)
		).toMatchObject({
			made: 3,
			changed: 0,
			drafts: 1,
			closed: 0,
			problems: [],
			rows: [
				{ externalId: '1', title: '設計', isNew: true, missing: [] },
				{ externalId: '2', title: '製造', isNew: true, missing: [] },
				{
					externalId: '3',
					title: '足りない',
					isNew: true,
					missing: expect.arrayContaining(['business'])
				}
			]
		});
		expect((await openingsFor(hikari.nakamura, {})).map((one) => one.title).sort()).toEqual([
			'製造',
			'設計'
		]);
		expect(await importOpenings(hikari.hashimoto, file(row('1', '設計（新）')), into())).toMatchObject({
			made: 0,
			changed: 1,
			closed: 2
		});
		expect((await openingsFor(hikari.nakamura, {})).map((one) => one.title)).toEqual(['設計（新）']);
		await importOpenings(hikari.hashimoto, file(row('2', '製造')), { ...into(), isAll: false });
		expect(await openingsFor(hikari.nakamura, {})).toHaveLength(2);
	});
});

describe('openings from the file of one company', () => {
	test('leave those of another alone, also under the same number', async () => {
		await importOpenings(hikari.hashimoto, file(row('1', '設計'), row('2', '製造')), into());
		const other = { ...into(), companyId: hikari.digitalId };
		expect(await importOpenings(hikari.hashimoto, file(row('1', '開発')), other)).toMatchObject({
			made: 1,
			changed: 0,
			closed: 0
		});
		expect((await openingsFor(hikari.nakamura, {})).map((one) => one.title).sort()).toEqual([
			'製造',
			'設計',
			'開発'
		]);
	});

	test('with a mistake in a row do not close what the row is about', async () => {
		await importOpenings(hikari.hashimoto, file(row('1', '設計'), row('2', '製造')), into());
		expect(
			await importOpenings(hikari.hashimoto, file(row('1', '設計'), row('2', '')), into())
		).toMatchObject({ closed: 0, problems: [{ externalId: '2', field: 'title' }] });
		expect(
			await importOpenings(hikari.hashimoto, file(row('1', '設計'), row('', '製造')), into())
		).toMatchObject({ closed: 0, problems: [{ externalId: '', field: 'externalId' }] });
	});

	test('can be tried first: it says what would happen and changes nothing', async () => {
		await importOpenings(hikari.hashimoto, file(row('1', '設計')), into());
		const trial = { ...into(), isTrial: true };
		expect(await importOpenings(hikari.hashimoto, file(row('2', '製造')), trial)).toMatchObject({
			made: 1,
			closed: 1
		});
		expect((await openingsFor(hikari.nakamura, {})).map((one) => one.title)).toEqual(['設計']);
	});

	test('that lose a condition wait as drafts again', async () => {
		await importOpenings(hikari.hashimoto, file(row('1', '設計')), into());
		expect(
			await importOpenings(
				hikari.hashimoto,
				file('1,設計,設計,なし,仙台,なし,なし,9-18,なし,土日,,完備,禁煙,ひかり'),
				into()
			)
		).toMatchObject({ changed: 1, drafts: 1 });
		expect(await openingsFor(hikari.nakamura, {})).toEqual([]);
		await importOpenings(hikari.hashimoto, file(row('1', '設計')), into());
		expect(await openingsFor(hikari.nakamura, {})).toHaveLength(1);
	});
});

describe('openings of another system', () => {
	test('come by the thousand', async () => {
		const many = Array.from({ length: 1200 }, (_, at) => `${at},募集${at},,,,,,,,,,,,`);
		expect(await importOpenings(hikari.hashimoto, file(...many), into())).toMatchObject({
			made: 1200,
			drafts: 1200,
			problems: []
		});
		expect(await importOpenings(hikari.hashimoto, file(...many.slice(0, 700)), into())).toMatchObject({
			made: 0,
			changed: 700,
			closed: 500
		});
	});

	test('what the desk closed stays closed', async () => {
		await importOpenings(hikari.hashimoto, file(row('1', '設計')), into());
		const { rows } = await own.owner.query<{ id: string }>(
			`select opening_id as id from opening where network_id = $1 and state = 'open'`,
			[hikari.network.networkId]
		);
		await closeOpening(hikari.hashimoto, rows[0]!.id, 2);
		await importOpenings(hikari.hashimoto, file(row('1', '設計')), into());
		expect(await openingsFor(hikari.nakamura, {})).toEqual([]);
	});

	test('cannot be read from inside', async () => {
		await expect(
			saveFeed(hikari.hashimoto, {
				url: 'http://127.0.0.1/jobs.json',
				companyId: hikari.parentId,
				audience: 'alumni'
			})
		).rejects.toMatchObject({ why: 'not_a_link' });
		await expect(
			importOpenings(hikari.hashimoto, new File(['x'], 'x.csv'), into())
		).rejects.toMatchObject({ why: 'feed_unreadable' });
	});
});
