import { beforeEach, describe, expect, test } from 'vitest';
import { Forbidden, NotFound, Stale } from '#platform/http/failures.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { fullOpening } from '#test/fixtures/openings.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { closeOpenings } from './closing.server.ts';
import { jobPosting } from './job-posting.ts';
import { missingOf, type Conditions } from './opening.ts';
import type { OpeningForm } from './opening-form.ts';
import {
	closeOpening,
	confirmOpening,
	draftOpening,
	openOpening,
	openingAtDesk,
	saveOpening
} from './openings.server.ts';
import { openingFor, openingsFor, publicOpening, publicOpenings } from './reading.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
let round = 0;
beforeEach(async () => {
	hikari = await foundHikari(own.owner, `round-${++round}`);
});
const open = async (more: Partial<OpeningForm> = {}) => {
	const id = await draftOpening(hikari.hashimoto, fullOpening(hikari, more));
	await openOpening(hikari.hashimoto, id, 1);
	return id;
};
const state = async (id: string) =>
	(await own.owner.query(`select state, closed_why from opening where opening_id = $1`, [id])).rows[0];

describe('an opening', () => {
	test('goes out only when all is said that the law wants said', async () => {
		const id = await draftOpening(
			hikari.hashimoto,
			fullOpening(hikari, { smoking: '', placeRange: ' ' })
		);
		expect((await openingAtDesk(hikari.hashimoto, id)).missing).toEqual(['placeRange', 'smoking']);
		await expect(openOpening(hikari.hashimoto, id, 1)).rejects.toMatchObject({
			why: 'conditions_missing'
		});
		await saveOpening(hikari.hashimoto, id, 1, fullOpening(hikari));
		await openOpening(hikari.hashimoto, id, 2);
		expect(await openingsFor(hikari.nakamura, {})).toMatchObject([
			{ openingId: id, title: '生産技術エンジニア' }
		]);
		await expect(
			saveOpening(hikari.hashimoto, id, 3, fullOpening(hikari, { pay: '' }))
		).rejects.toMatchObject({
			why: 'conditions_missing'
		});
		await expect(saveOpening(hikari.hashimoto, id, 1, fullOpening(hikari))).rejects.toThrow(Stale);
	});

	test('with an end says how long and how it is renewed', () => {
		expect(missingOf({ ...(fullOpening(hikari) as Conditions), employment: 'fixed_term' })).toEqual([
			'contract'
		]);
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
		await expect(draftOpening(hikari.mori, fullOpening(hikari))).rejects.toThrow(Forbidden);
	});
});

describe('openings in a list', () => {
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
});

describe('an open opening', () => {
	test('closes by itself past its day or when nobody looks at it; its owner is asked before and told after', async () => {
		const [dated, forgotten, asked] = [await open(), await open(), await open()];
		await own.owner.query(`update opening set closes_on = network_today() - 1 where opening_id = $1`, [
			dated
		]);
		await own.owner.query(`update opening set checked_on = network_today() - 61 where opening_id = $1`, [
			forgotten
		]);
		await own.owner.query(`update opening set checked_on = network_today() - 31 where opening_id = $1`, [
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
		const { rows: told } = await own.owner.query(
			`select person_id, path from notification where kind = 'opening_closed' and network_id = $1`,
			[hikari.network.networkId]
		);
		expect(told.map(({ path }) => path).toSorted()).toEqual(
			[dated, forgotten].map((id) => `/desk/openings/${id}`).toSorted()
		);
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
		const shown = await publicOpening(hikari.network, id);
		const text = jobPosting(shown, 'https://alumni.example.jp/jobs/1', 'Asia/Tokyo');
		expect(text).not.toContain('<');
		expect(JSON.parse(text)).toMatchObject({
			'@type': 'JobPosting',
			title: '</script><script>alert(1)</script>',
			hiringOrganization: { name: 'ひかりデジタル株式会社' },
			validThrough: '2099-03-31T23:59:59+09:00',
			jobLocationType: 'TELECOMMUTE',
			baseSalary: { value: { minValue: 5_000_000, unitText: 'YEAR' } }
		});
		const elsewhere = jobPosting(shown, 'https://alumni.example.com/jobs/1', 'America/Sao_Paulo');
		expect(JSON.parse(elsewhere)).toMatchObject({ validThrough: '2099-03-31T23:59:59-03:00' });
	});
});
