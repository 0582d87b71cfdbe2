import { beforeEach, describe, expect, test } from 'vitest';
import { Forbidden, NotFound, Stale } from '#platform/http/failures.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { closeOpenings } from './closing.server.ts';
import { importOpenings, saveFeed } from './importing.server.ts';
import { jobPosting } from './job-posting.ts';
import { missingOf, type Conditions } from './opening.ts';
import type { OpeningForm } from './opening-form.ts';
import {
	closeOpening,
	confirmOpening,
	draftOpening,
	openOpening,
	openingAtDesk,
	openingsAtDesk,
	saveOpening
} from './openings.server.ts';
import { openingFor, openingsFor, publicOpening, publicOpenings } from './reading.server.ts';
import { dropWish, makeWish, ownWishes, tellWishers, wishesAtDesk } from './wishes.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
let round = 0;
beforeEach(async () => {
	hikari = await foundHikari(own.owner, `round-${++round}`);
});

const full = (more: Partial<OpeningForm> = {}): OpeningForm => ({
	language: 'ja',
	title: '生産技術エンジニア',
	companyId: hikari.digitalId,
	business: '設備の設計',
	businessRange: '変更なし',
	place: '仙台',
	placeRange: '変更なし（転勤なし）',
	employment: 'permanent',
	contract: '',
	trial: '3か月',
	hours: '9:00–17:45',
	overtime: '月10時間',
	holidays: '土日祝',
	pay: '月給35万円',
	insurance: '社会保険完備',
	smoking: '屋内禁煙',
	recruiter: 'ひかりデジタル株式会社',
	wanted: '',
	remote: true,
	payLeast: null,
	payMost: null,
	payPer: null,
	reasons: ['relocation'],
	questions: [],
	audience: 'alumni',
	ownerId: null,
	closesOn: null,
	...more
});
const open = async (more: Partial<OpeningForm> = {}) => {
	const id = await draftOpening(hikari.hashimoto, full(more));
	await openOpening(hikari.hashimoto, id, 1);
	return id;
};
const told = async () =>
	(
		await own.owner.query(
			`select person_id, about from notification where network_id = $1 and kind = 'opening'`,
			[hikari.network.networkId]
		)
	).rows;
const state = async (id: string) =>
	(await own.owner.query(`select state, closed_why from opening where opening_id = $1`, [id])).rows[0];

describe('an opening', () => {
	test('goes out only when all is said that the law wants said', async () => {
		const id = await draftOpening(hikari.hashimoto, full({ smoking: '', placeRange: ' ' }));
		expect((await openingAtDesk(hikari.hashimoto, id)).missing).toEqual(['placeRange', 'smoking']);
		await expect(openOpening(hikari.hashimoto, id, 1)).rejects.toMatchObject({
			why: 'conditions_missing'
		});
		await saveOpening(hikari.hashimoto, id, 1, full());
		await openOpening(hikari.hashimoto, id, 2);
		expect(await openingsFor(hikari.nakamura, {})).toMatchObject([
			{ openingId: id, title: '生産技術エンジニア' }
		]);
		await expect(saveOpening(hikari.hashimoto, id, 3, full({ pay: '' }))).rejects.toMatchObject({
			why: 'conditions_missing'
		});
		await expect(saveOpening(hikari.hashimoto, id, 1, full())).rejects.toThrow(Stale);
	});

	test('with an end says how long and how it is renewed', () => {
		expect(missingOf({ ...(full() as Conditions), employment: 'fixed_term' })).toEqual(['contract']);
	});

	test('is seen by its audience only', async () => {
		const [alumni, staff, everyone] = [
			await open(),
			await open({ audience: 'staff', title: '社員にも' }),
			await open({ audience: 'public', title: '公開' })
		];
		const seen = async (list: Promise<{ openingId: string }[]>) =>
			new Set((await list).map((one) => one.openingId));
		expect(await seen(openingsFor(hikari.nakamura, {}))).toEqual(new Set([alumni, staff, everyone]));
		expect(await seen(openingsFor(hikari.mori, {}))).toEqual(new Set([staff, everyone]));
		expect(await seen(publicOpenings(hikari.network, {}))).toEqual(new Set([everyone]));
		await expect(openingFor(hikari.mori, alumni)).rejects.toThrow(NotFound);
		await expect(publicOpening(hikari.network, alumni)).rejects.toThrow(NotFound);
		await expect(openingsAtDesk(hikari.nakamura)).rejects.toThrow(Forbidden);
		await expect(draftOpening(hikari.mori, full())).rejects.toThrow(Forbidden);
	});

	test.each([
		['仙台', 1],
		['ｾﾝﾀﾞｲ', 0],
		['設備 仙台', 1],
		['設備 大阪', 0],
		['SENDAI', 0],
		['%', 0],
		['_', 0]
	])('looked for by %s', async (terms, found) => {
		await open();
		expect(await openingsFor(hikari.nakamura, { terms })).toHaveLength(found);
	});

	test('is paged by key', async () => {
		for (let at = 0; at < 23; at++) await open({ title: `募集${at}` });
		const first = await openingsFor(hikari.nakamura, {});
		const second = await openingsFor(hikari.nakamura, {}, first.at(-1)!.openingId);
		expect(first).toHaveLength(20);
		expect(second.map((one) => one.title)).toEqual(['募集2', '募集1', '募集0']);
	});

	test('closes by itself past its day or when nobody looks at it; its owner is asked before', async () => {
		const [dated, forgotten, asked] = [await open(), await open(), await open()];
		await own.owner.query(`update opening set closes_on = current_date - 1 where opening_id = $1`, [
			dated
		]);
		await own.owner.query(`update opening set checked_on = current_date - 61 where opening_id = $1`, [
			forgotten
		]);
		await own.owner.query(`update opening set checked_on = current_date - 31 where opening_id = $1`, [
			asked
		]);
		await closeOpenings(hikari.network);
		await closeOpenings(hikari.network);
		expect([await state(dated), await state(forgotten), await state(asked)]).toEqual([
			{ state: 'closed', closed_why: 'date' },
			{ state: 'closed', closed_why: 'unchecked' },
			{ state: 'open', closed_why: null }
		]);
		const { rows } = await own.owner.query(
			`select person_id from notification where kind = 'opening_check' and network_id = $1`,
			[hikari.network.networkId]
		);
		expect(rows).toEqual([{ person_id: hikari.hashimoto.personId }]);
		await confirmOpening(hikari.hashimoto, asked);
		await closeOpening(hikari.hashimoto, asked, 2);
		expect(await state(asked)).toEqual({ state: 'closed', closed_why: 'desk' });
	});

	test('stands on its public page as a JobPosting that cannot break out of its element', async () => {
		const id = await open({
			audience: 'public',
			title: '</script><script>alert(1)</script>',
			payLeast: 5_000_000,
			payPer: 'year',
			closesOn: '2099-03-31'
		});
		const text = jobPosting(await publicOpening(hikari.network, id), 'https://alumni.example.jp/jobs/1');
		expect(text).not.toContain('<');
		expect(JSON.parse(text)).toMatchObject({
			'@type': 'JobPosting',
			title: '</script><script>alert(1)</script>',
			hiringOrganization: { name: 'ひかりデジタル株式会社' },
			validThrough: '2099-03-31T23:59:59+09:00',
			jobLocationType: 'TELECOMMUTE',
			baseSalary: { value: { minValue: 5_000_000, unitText: 'YEAR' } }
		});
	});
});

describe('"tell me when this exists"', () => {
	const wish = { words: '', terms: '', companyId: null, reasons: [] };

	test('is answered once, by words, company and reason, all of which fit', async () => {
		await makeWish(hikari.nakamura, { ...wish, terms: '設備　仙台' });
		await makeWish(hikari.nakamura, { ...wish, reasons: ['relocation'], companyId: hikari.digitalId });
		await makeWish(hikari.igarashi, { ...wish, reasons: ['childcare'] });
		const id = await open();
		await tellWishers({ ...hikari.network, openingId: id });
		await tellWishers({ ...hikari.network, openingId: id });
		expect(await told()).toEqual([{ person_id: hikari.nakamura.personId, about: '生産技術エンジニア' }]);
	});

	test('in words only is for the desk to read; nobody else does', async () => {
		await makeWish(hikari.nakamura, { ...wish, words: '週3日なら' });
		expect(await wishesAtDesk(hikari.hashimoto)).toMatchObject([
			{ words: '週3日なら', personId: hikari.nakamura.personId }
		]);
		await expect(wishesAtDesk(hikari.ishikawa)).rejects.toThrow(Forbidden);
		const id = await open();
		await tellWishers({ ...hikari.network, openingId: id });
		expect(await told()).toEqual([]);
		const [mine] = await ownWishes(hikari.nakamura);
		await dropWish(hikari.igarashi, mine!.wishId);
		expect(await ownWishes(hikari.nakamura)).toHaveLength(1);
		await dropWish(hikari.nakamura, mine!.wishId);
		expect(await ownWishes(hikari.nakamura)).toEqual([]);
		await expect(makeWish(hikari.nakamura, wish)).rejects.toMatchObject({ why: 'required' });
	});

	test('the desk is warned of those whom the network gave nothing else in 60 days', async () => {
		await makeWish(hikari.nakamura, { ...wish, reasons: ['relocation'] });
		await makeWish(hikari.igarashi, { ...wish, reasons: ['relocation'] });
		await own.owner.query(
			`insert into touchpoint (network_id, person_id, kind) values ($1, $2, 'letter_read')`,
			[hikari.network.networkId, hikari.nakamura.personId]
		);
		const id = await draftOpening(hikari.hashimoto, full());
		expect((await openingAtDesk(hikari.hashimoto, id)).reach).toEqual({ people: 2, nothingElse: 1 });
	});
});

describe('openings from a file', () => {
	const header =
		'求人番号,タイトル,業務内容,業務の変更の範囲,勤務地,就業場所の変更の範囲,試用期間,就業時間,残業,休日,給与,保険,受動喫煙防止措置,募集者';
	const row = (id: string, title: string) =>
		`${id},${title},設計,なし,仙台,なし,なし,9-18,なし,土日,30万円,完備,禁煙,ひかり`;
	const file = (...lines: string[]) => new File([[header, ...lines].join('\n')], 'jobs.csv');
	const into = () => ({ companyId: hikari.parentId, audience: 'alumni' as const, isAll: true });

	test('are tied by their number: made, changed, closed; what lacks something waits', async () => {
		expect(
			await importOpenings(
				hikari.hashimoto,
				file(row('1', '設計'), row('2', '製造'), '3,足りない,,,,,,,,,,,,'),
				into()
			)
		).toMatchObject({ made: 3, changed: 0, drafts: 1, closed: 0, problems: [] });
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

	test('of one company leave those of another alone, also under the same number', async () => {
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
		const [one] = await openingsAtDesk(hikari.hashimoto, 'open');
		await closeOpening(hikari.hashimoto, one!.openingId, 2);
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
