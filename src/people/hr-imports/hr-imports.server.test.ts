import fs from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { inNetwork } from '#platform/database/network.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { setColumns } from './columns.server.ts';
import { hrImport, rowsToLookAt, type Counts } from './hr-imports.server.ts';
import { rowsToMend } from './mending.server.ts';
import { readHrFile } from './reading.server.ts';
import { openImport, storePieces } from './receiving.server.ts';
import { startWriting, writeHrRows } from './writing.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
beforeAll(async () => {
	hikari = await foundHikari(own.owner);
});

async function read(content: string | Buffer, companyId = hikari.parentId) {
	const hrImportId = await openImport(hikari.network, companyId, 'test.csv', null);
	await storePieces(
		hikari.network,
		hrImportId,
		(async function* () {
			yield Buffer.from(content);
		})()
	);
	await readHrFile({ ...hikari.network, hrImportId });
	return hrImport(hikari.network, hrImportId);
}

async function load(content: string | Buffer, companyId = hikari.parentId) {
	const { hrImportId } = await read(content, companyId);
	await inNetwork(hikari.network, (db) => startWriting(db, hrImportId));
	await writeHrRows({ ...hikari.network, hrImportId });
	return hrImport(hikari.network, hrImportId);
}

const rowsOf = async (query: string) => (await own.owner.query(query)).rows;
const counted = async () => {
	const [counts] = await rowsOf(`
		select
			(select count(*)::int from person) as people,
			(select count(*)::int from tenure) as tenures,
			(select count(*)::int from departure) as departures,
			(select count(*)::int from departure_word) as words,
			(select count(*)::int from contact) as contacts,
			(select md5(string_agg(t::text, '' order by t.tenure_id)) from tenure t) as digest
	`);
	return counts;
};
const fixture = (name: string) =>
	fs.readFileSync(path.resolve(import.meta.dirname, '../../../test/fixtures', name));
const header = '社員番号,姓,名,メール,入社日,退職日,部署,役職,上司社員番号,退職理由\n';

/** The files have days that come as time goes by: only with or without an end stays the same. */
const byWhetherTheyHaveAnEnd = ({ leavers, employed, leaving = 0 }: Counts) => ({
	withEnd: leavers + leaving,
	withoutEnd: employed - leaving
});

describe('the HR export of ひかり製作所 (CP932, as Excel makes it)', () => {
	test('is read completely, with what wants a look', async () => {
		const found = await read(fixture('leavers-cp932.csv'));
		expect(found).toMatchObject({
			status: 'read',
			encoding: 'CP932',
			separator: ',',
			headerRow: 1,
			rowsRead: 424
		});
		expect(found.counts).toMatchObject({
			rows: 424,
			people: 421,
			tenures: 422,
			doubtful: 3,
			refused: 1
		});
		expect(byWhetherTheyHaveAnEnd(found.counts)).toEqual({ withEnd: 374, withoutEnd: 47 });
		const rows = await rowsToLookAt(hikari.network, found.hrImportId);
		expect(
			rows.filter((row) => row.verdict !== 'good').map((row) => [row.lineNo, row.verdict, row.findings])
		).toEqual([
			[411, 'doubtful', ['manager_is_self']],
			[422, 'doubtful', ['row_repeated']],
			[424, 'doubtful', ['no_address', 'maybe_same_person']],
			[425, 'refused', ['left_before_joining']]
		]);
	});

	test('loads once; loaded again it changes nothing', async () => {
		await load(fixture('leavers-cp932.csv'));
		const once = await counted();
		expect(once.tenures).toBe(422 + 6);
		const again = await load(fixture('leavers-cp932.csv'));
		expect(again.counts.effects).toEqual({ same: 422 });
		expect(await counted()).toEqual(once);
	});

	test('several tenures of one person are one person, managers are found by their number', async () => {
		const tenures = await rowsOf(`
			select t.started_on::text, t.ended_on::text, d.is_latest
			from employee_number n
			join tenure t using (network_id, person_id)
			join departure d using (network_id, tenure_id)
			where n.number = '100112'
			order by 1
		`);
		expect(tenures).toEqual([
			{ started_on: '2004-10-01', ended_on: '2009-09-30', is_latest: false },
			{ started_on: '2021-04-01', ended_on: '2024-09-30', is_latest: true }
		]);
		const managers = await rowsOf(`
			select b.number
			from employee_number n
			join tenure t using (network_id, person_id)
			join employee_number b on b.person_id = t.manager_id
			where n.number = '100105'
		`);
		expect(managers).toEqual([{ number: '100109' }]);
	});
});

describe('the export of ひかりデジタル (UTF-8)', () => {
	test('the other company’s file (imperial dates, full names, half-width kana) loads beside it', async () => {
		const found = await load(fixture('leavers-utf8-wareki.csv'), hikari.digitalId);
		expect(found).toMatchObject({ status: 'written', encoding: 'UTF-8 with BOM' });
		expect(found.counts).toMatchObject({
			people: 160,
			tenures: 160,
			refused: 0
		});
		expect(byWhetherTheyHaveAnEnd(found.counts)).toEqual({ withEnd: 142, withoutEnd: 18 });
		const people = await rowsOf(`
			select p.family_kana, p.given_kana, c.email
			from employee_number n
			join person p using (network_id, person_id)
			join contact c using (network_id, person_id)
			where n.number = '002002'
		`);
		expect(people).toEqual([
			{ family_kana: 'オオクボ', given_kana: 'ナオキ', email: 'naoki.okubo2002@example.jp' }
		]);
	});
});

describe('rows that want a look', () => {
	const findingsOf = async (rows: string) =>
		Object.fromEntries(
			(await rowsToLookAt(hikari.network, (await read(header + rows)).hrImportId)).map((row) => [
				row.rowNo,
				row.findings
			])
		);

	test.each([
		['a name is missing', 'a1,,,x@example.jp,2010/4/1,2012/3/31,,,,\n', ['no_name']],
		['a date of joining is missing', 'a1,森,亮,x@example.jp,,2012/3/31,,,,\n', ['no_start']],
		['a date does not exist', 'a1,森,亮,x@example.jp,2010/2/30,2012/3/31,,,,\n', ['unreadable_start']],
		['a leaver has no address', 'a1,森,亮,,2010/4/1,2012/3/31,,,,\n', ['no_address']],
		['an address is none', 'a1,森,亮,mori(at)example,2010/4/1,2012/3/31,,,,\n', ['bad_address']],
		['a manager is nobody', 'a1,森,亮,x@example.jp,2010/4/1,2012/3/31,,,zz9,\n', ['manager_unknown']]
	])('%s', async (_, row, findings) => {
		expect((await findingsOf(row))[1]).toEqual(findings);
	});

	test('the same tenure told twice in different words is refused the second time', async () => {
		expect(
			await findingsOf(
				'a1,森,亮,x@example.jp,2010/4/1,2012/3/31,A,,,\n' +
					'a1,森,亮,x@example.jp,2010/4/1,2013/3/31,B,,,\n'
			)
		).toEqual({ 2: ['conflicts_with_row'] });
	});

	test('one address for two names goes to the first', async () => {
		expect(
			await findingsOf(
				'b1,森,亮,shared@example.jp,2010/4/1,2012/3/31,,,,\n' +
					'b2,森,愛,shared@example.jp,2011/4/1,2013/3/31,,,,\n'
			)
		).toEqual({ 2: ['address_shared'] });
	});

	test('tenures that overlap', async () => {
		expect(
			await findingsOf(
				'c1,森,亮,x@example.jp,2010/4/1,2015/3/31,,,,\n' +
					'c1,森,亮,x@example.jp,2012/4/1,2018/3/31,,,,\n'
			)
		).toEqual({ 2: ['tenures_overlap'] });
	});
});

describe('a row that is refused', () => {
	test('never stops the good ones, and comes as a file to mend', async () => {
		const found = await load(
			header +
				'd1,岡本,愛,ai.d1@example.jp,2010/4/1,2012/3/31,物流部,,,"家業を\n継ぐため"\n' +
				'd2,岡本,"彩,""A""",aya.d2@example.jp,2010/4/1,2009/3/31,,,,\n'
		);
		expect(found.counts).toMatchObject({ people: 1, refused: 1 });
		const words = await rowsOf(`
			select w.words
			from employee_number n
			join tenure t using (network_id, person_id)
			join departure_word w using (network_id, tenure_id)
			where n.number = 'd1'
		`);
		expect(words).toEqual([{ words: '家業を\n継ぐため' }]);
		const { lines } = await rowsToMend(hikari.hashimoto, found.hrImportId);
		const text = (await Array.fromAsync(lines)).join('');
		expect(text).toContain('d2,岡本,"彩,""A""",aya.d2@example.jp,2010/4/1,2009/3/31');
		expect(text).toContain('退職日が入社日より前です。');
		expect(text).not.toContain('d1,');
	});
});

describe('a later file', () => {
	test('adds who left since, and keeps what a person said themselves', async () => {
		await load(`${header}e1,前田,彩,aya.e1@example.jp,2010/4/1,,物流部,,,\n`);
		await load(`${header}e1,前田,彩,aya.e1@example.jp,2010/4/1,2024/3/31,物流部,主任,,給与・待遇\n`);
		const departures = await rowsOf(`
			select t.ended_on::text, t.title, d.counting_view, r.code
			from employee_number n
			join tenure t using (network_id, person_id)
			join departure d using (network_id, tenure_id)
			join departure_reason r using (network_id, tenure_id)
			where n.number = 'e1'
		`);
		expect(departures).toEqual([
			{ ended_on: '2024-03-31', title: '主任', counting_view: 'stated', code: 'pay' }
		]);
	});

	test('a quote that never closes ends the reading with words, not with a job that fails for ever', async () => {
		expect(
			await read(
				header +
					'g1,森,亮,"x@example.jp,2010/4/1,2012/3/31,,,,\n' +
					'g2,森,愛,,2010/4/1,,,,,\n'.repeat(10)
			)
		).toMatchObject({ status: 'failed', problem: 'broken_table' });
	});

	test('a header that comes again on every printed page is no person', async () => {
		expect(
			(await read(`${header}h1,森,亮,,2010/4/1,,,,,\n${header}h2,森,愛,,2010/4/1,,,,,\n`)).counts
		).toMatchObject({ people: 2, refused: 0 });
	});

	test('columns that were not recognised can be said by hand', async () => {
		const found = await read('番号,だれ,いつから,社員番号\n1,森 亮,2010/4/1,f1\n');
		expect(found).toMatchObject({ status: 'failed', problem: 'columns_missing' });
		const partial = await read('社員番号,だれ,入社日\nf1,森 亮,2010/4/1\n');
		expect(partial).toMatchObject({ status: 'failed', problem: 'columns_missing' });
		await setColumns(hikari.hashimoto, partial.hrImportId, { number: 0, name: 1, started_on: 2 });
		await readHrFile({ ...hikari.network, hrImportId: partial.hrImportId });
		expect((await hrImport(hikari.network, partial.hrImportId)).counts).toMatchObject({
			people: 1,
			employed: 1
		});
	});
});
