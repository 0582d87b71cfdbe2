import fs from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { inNetwork } from '#platform/database/network.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { columnsNotTaken } from './columns.ts';
import { hrImport, rowsToLookAt } from './hr-imports.server.ts';
import { rowsToMend } from './mending.server.ts';
import { readHrFile } from './reading.server.ts';
import { openImport, storePieces } from './receiving.server.ts';
import { startWriting, writeHrRows } from './writing.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
beforeAll(async () => {
	hikari = await foundHikari(own.owner);
});

const fixture = (name: string) =>
	fs.readFileSync(path.resolve(import.meta.dirname, '../../../test/fixtures/found', name));

async function read(content: string | Buffer) {
	const hrImportId = await openImport(hikari.network, hikari.parentId, 'test.csv', null);
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

async function load(content: string | Buffer) {
	const { hrImportId } = await read(content);
	await inNetwork(hikari.network, (db) => startWriting(db, hrImportId));
	await writeHrRows({ ...hikari.network, hrImportId });
	return hrImport(hikari.network, hrImportId);
}

type Row = Record<string, unknown>;
async function rowsOf(hrImportId: string): Promise<Row[]> {
	const { rows } = await own.owner.query(
		`
			select line_no, findings, verdict, number, family_name || ' ' || given_name as name,
				family_kana || ' ' || given_kana as kana, started_on::text, ended_on::text,
				department, reason_words, email
			from hr_import_row
			where hr_import_id = $1
			order by row_no
		`,
		[hrImportId]
	);
	return rows;
}

describe('the encoding is judged on the whole file', () => {
	test('one Japanese row in CP932 after 98 KB of ASCII', async () => {
		const found = await read(fixture('r02-ascii-70k-then-cp932.csv'));
		expect(found.encoding).toBe('CP932');
		expect((await rowsOf(found.hrImportId)).at(-1)).toMatchObject({
			name: '髙橋 恵子',
			department: '営業部'
		});
	});

	test('UTF-8 with one broken byte stays UTF-8, and only that row is refused', async () => {
		const text = Buffer.from('社員番号,氏名,入社日\n1,佐藤 花子,2010/4/1\n2,鈴木 X郎,2010/4/1\n');
		text[text.indexOf('X')] = 0xff;
		const found = await read(text);
		expect(found.encoding).toBe('UTF-8');
		expect(await rowsOf(found.hrImportId)).toMatchObject([
			{ name: '佐藤 花子', verdict: 'good' },
			{ verdict: 'refused', findings: ['broken_text'] }
		]);
	});
});

describe('line ends may differ within a file', () => {
	test.each([
		['r03-crlf-header-lf-rows.csv', 2],
		['r03-crlf-then-lf-last.csv', 2],
		['r03-crlf-title-lf-rows.csv', 3],
		['r03-lf-header-crlf-rows.csv', 2]
	])('%s', async (name, firstLine) => {
		const found = await read(fixture(name));
		expect(found).toMatchObject({ status: 'read', rowsRead: 3 });
		expect(await rowsOf(found.hrImportId)).toMatchObject(
			['1001', '1002', '1003'].map((number, at) => ({
				number,
				line_no: firstLine + at,
				verdict: 'good'
			}))
		);
	});

	test('a Windows line break inside a cell is one line', async () => {
		const found = await read(
			'社員番号,氏名,入社日,退職理由\r\n1,森 亮,2010/4/1,"a\r\nb"\r\n2,森 愛,2010/4/1,\r\n'
		);
		expect((await rowsOf(found.hrImportId)).map((row) => row.line_no)).toEqual([2, 4]);
	});
});

describe('days', () => {
	test('the column decides whether the day or the month comes first', async () => {
		const found = await read(fixture('r08-dayfirst-column.csv'));
		expect(await rowsOf(found.hrImportId)).toMatchObject([
			{ started_on: '2016-06-26', ended_on: '2020-12-25', findings: [] },
			{ started_on: '2016-08-03', ended_on: '2021-03-05', findings: [] },
			{ started_on: '2017-01-13', ended_on: '2022-04-04', findings: [] }
		]);
	});

	test('where nothing decides, a date is said to be a guess', async () => {
		const found = await read('No,Name,Hire date\n1,Ann Lee,03/08/2016\n');
		expect(await rowsOf(found.hrImportId)).toMatchObject([
			{ started_on: '2016-03-08', findings: ['day_guessed'] }
		]);
	});

	test('two-digit years are read by a rule, or refused and told', async () => {
		const found = await read(fixture('r07-two-digit-years.csv'));
		const unreadable = ['unreadable_start', 'unreadable_end'];
		expect(await rowsOf(found.hrImportId)).toMatchObject([
			{ findings: unreadable, verdict: 'refused' },
			{ findings: unreadable, verdict: 'refused' },
			{ started_on: '2019-04-01', ended_on: '2024-03-31', verdict: 'good' },
			{ findings: unreadable, verdict: 'refused' },
			{ findings: unreadable, verdict: 'refused' }
		]);
	});
});

describe('one bad value never stops the others', () => {
	test('a NUL', async () => {
		const found = await load(fixture('r10-nul.csv'));
		expect(found).toMatchObject({ status: 'written', counts: { rows: 3, people: 2, refused: 1 } });
		expect((await rowsOf(found.hrImportId))[0]).toMatchObject({ findings: ['broken_text'] });
	});

	test('a long text of emoji is cut between characters', async () => {
		const found = await load(fixture('r13-long-emoji-reason.csv'));
		expect(found.status).toBe('written');
		const [row] = await rowsOf(found.hrImportId);
		expect(String(row!.reason_words).length).toBeLessThanOrEqual(4000);
		expect(String(row!.reason_words).isWellFormed()).toBe(true);
	});

	test('a number that no index can hold', async () => {
		const found = await load(
			`社員番号,氏名,入社日\n${'7'.repeat(9000)},森 亮,2010/4/1\n8,森 愛,2010/4/1\n`
		);
		expect(found).toMatchObject({ status: 'written', counts: { people: 1, refused: 1 } });
		expect((await rowsOf(found.hrImportId))[0]).toMatchObject({ findings: ['too_long'] });
	});

	test('a row with more cells than the header wants a look', async () => {
		const found = await read('社員番号,氏名,入社日\n1,森 亮,2010/4/1,,\n2,森 愛,2010/4/1,x\n');
		expect((await rowsOf(found.hrImportId)).map((row) => row.findings)).toEqual([[], ['cells_beyond']]);
	});
});

describe('cells that a spreadsheet wrote', () => {
	test('as formulas or behind apostrophes', async () => {
		const found = await read(fixture('r12-excel-formula.csv'));
		expect(await rowsOf(found.hrImportId)).toMatchObject([
			{ number: '0012', started_on: '2010-04-01', ended_on: '2020-03-31' },
			{ number: '0013', started_on: '2011-04-01', ended_on: '2021-03-31' },
			{ number: '0014', started_on: '2012-04-01', ended_on: '2022-03-31' }
		]);
	});

	test('an apostrophe that begins a name stays', async () => {
		const found = await read("No,Name,Hire date\n1,'t Hart Jan,2016/4/1\n");
		expect(await rowsOf(found.hrImportId)).toMatchObject([{ name: "'t Hart Jan" }]);
	});

	test('a file to mend that is read again is as it was', async () => {
		const found = await read(fixture('r32-mend-roundtrip.csv'));
		const { lines } = await rowsToMend(hikari.hashimoto, found.hrImportId);
		const again = await read((await Array.fromAsync(lines)).join(''));
		const asRead = await rowsOf(found.hrImportId);
		expect(asRead).toHaveLength(2);
		expect(await rowsOf(again.hrImportId)).toEqual(asRead);
	});

	test('what our file guards is read as it was meant', async () => {
		const found = await read(fixture('r32-mended.csv'));
		expect(await rowsOf(found.hrImportId)).toMatchObject([
			{ ended_on: null, department: '-', reason_words: '+5年目の節目', email: 'hanako@example.com' },
			{ department: '=SUM部', reason_words: '-', email: 'ichiro@example.com' }
		]);
	});
});

describe('nothing is dropped or changed without a word', () => {
	test('kana as SmartHR names them, and the columns that are not taken', async () => {
		const found = await read(fixture('r14-smarthr.csv'));
		expect(await rowsOf(found.hrImportId)).toMatchObject([
			{ name: '須磨 太郎', kana: 'スマ タロウ', started_on: '2015-04-01', ended_on: '2022-03-31' }
		]);
		expect(columnsNotTaken(found.headings!, found.columns)).toEqual([{ column: 6, heading: '生年月日' }]);
	});

	test('an address that a member gave stays, and the row says so', async () => {
		const { rows } = await own.owner.query(
			`
			insert into employee_number (network_id, company_id, number, person_id)
			select $1, $2, 'z1', $3
			returning (select email from contact where person_id = $3)
		`,
			[hikari.network.networkId, hikari.parentId, hikari.nakamura.personId]
		);
		const found = await load(
			'社員番号,氏名,入社日,退職日,メール,役職\nz1,中村 さくら,2011/4/1,2021/3/31,new@example.jp,主任\n'
		);
		expect(found.counts.effects).toEqual({ changed: 1 });
		const look = await rowsToLookAt(hikari.network, found.hrImportId);
		expect(look.map((row) => row.findings)).toEqual([['address_kept']]);
		const after = await own.owner.query('select email from contact where person_id = $1', [
			hikari.nakamura.personId
		]);
		expect(after.rows).toEqual(rows);
	});
});

test('addresses as docomo and ezweb gave them out, on Japanese hosts and in quotes are addresses', async () => {
	const { hrImportId } = await read(fixture('r30-docomo.csv'));
	const rows = await rowsOf(hrImportId);
	expect(rows.map((row) => row.email)).toEqual([
		'aaa..bbb@docomo.ne.jp',
		'xxx.yyy.@ezweb.ne.jp',
		'jiro+alumni@example.com',
		'saburo@xn--eckwd4c7c.xn--zckzah',
		'shiro/dept&x@example.com',
		'goro@xn--r8jz45g.jp',
		'quoted.name.@docomo.ne.jp'
	]);
	expect(rows.filter((row) => (row.findings as string[]).includes('bad_address'))).toEqual([]);
});
