import { beforeAll, describe, expect, test } from 'vitest';
import { readHrFile } from '../reading.server.ts';
import { setSheet } from '../columns.server.ts';
import { hrImport } from '../hr-imports.server.ts';
import { Forbidden, NotFound } from '#platform/http/failures.ts';
import { readFile } from '#test/fixtures/hr-file.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { rowOf, workbookOf, zipOf } from '#test/fixtures/workbook.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { rowReader } from './rows.ts';
import { lookOf } from './parts.ts';

const own = useOwnDatabase();
let hikari: Hikari;
let theirs: Hikari;
beforeAll(async () => {
	theirs = await foundHikari(own.owner, 'theirs');
	hikari = await foundHikari(own.owner);
});

const read = (content: Buffer) => readFile(hikari.network, hikari.parentId, content, '退職者.xlsx');
async function rowsOf(hrImportId: string): Promise<Record<string, unknown>[]> {
	const { rows } = await own.owner.query(
		`
			select line_no, number, family_name || ' ' || given_name as name, family_kana || ' ' || given_kana as kana,
				email, started_on::text, ended_on::text, department, verdict
			from hr_import_row
			where hr_import_id = $1
			order by row_no
		`,
		[hrImportId]
	);
	return rows;
}

const headings = ['社員番号', '氏名', 'フリガナ', '入社日', '退職日', '部署', 'メール'];
const sharedTexts = [
	'<t>髙橋　恵子</t><rPh sb="0" eb="2"><t>タカハシ</t></rPh><phoneticPr fontId="1"/>',
	'<r><rPr/><t>営業</t></r><r><t xml:space="preserve">本部 </t></r><rPh sb="0" eb="2"><t>エイギョウ</t></rPh>',
	'<t>A_x0026_B&amp;C</t>'
];

test('a cell that does not say where it stands comes after the one before, also where that is empty', () => {
	const cells =
		'<c/><c><v>1</v></c><c t="inlineStr"><is><t/></is></c><c><v>2</v></c><c r="G1"/><c><v>3</v></c>';
	const take = rowReader({ texts: [], looks: [], is1904: false });
	expect(take(Buffer.from(`<sheetData><row>${cells}</row><row><c><v>4</v></c></row></sheetData>`))).toEqual(
		[
			{ cells: ['', '1', '', '2', '', '', '', '3'], lineNo: 1 },
			{ cells: ['4'], lineNo: 2 }
		]
	);
});

describe('a workbook as Excel in Japan writes it', () => {
	test('numbers with their zeros, days, shared texts without their readings, rows and cells left out', async () => {
		const found = await read(
			workbookOf(
				[
					{ name: '説明', rows: rowOf(1, ['これは説明です']), state: 'hidden' },
					{
						name: '退職者',
						rows:
							rowOf(1, ['退職者一覧']) +
							rowOf(3, headings) +
							'<row r="4"><c r="A4" s="3"><v>2001</v></c><c r="B4" t="s"><v>0</v></c>' +
							'<c r="C4" t="inlineStr"><is><t>ﾀｶﾊｼ ｹｲｺ</t><rPh><t>よみ</t></rPh></is></c>' +
							'<c r="D4" s="1"><v>42095</v></c><c r="E4" s="2"><v>44926.75</v></c><c r="F4" t="s"><v>1</v></c><c r="G4" t="str"><f>A4</f><v>keiko@example.jp</v></c></row>' +
							'<row r="7"><c r="A7"><v>1.00102E5</v></c><c r="B7" t="inlineStr"><is><t>森 健一</t></is></c><c r="D7"><v>42095</v></c><c r="F7" t="s"><v>2</v></c></row>'
					}
				],
				sharedTexts
			)
		);
		expect(found).toMatchObject({
			status: 'read',
			encoding: 'XLSX',
			sheet: '退職者',
			sheets: ['説明', '退職者'],
			headerRow: 3,
			counts: { people: 2, leavers: 1 }
		});
		expect(await rowsOf(found.hrImportId)).toEqual([
			{
				line_no: 4,
				number: '002001',
				name: '髙橋 恵子',
				kana: 'タカハシ ケイコ',
				email: 'keiko@example.jp',
				started_on: '2015-04-01',
				ended_on: '2022-12-31',
				department: '営業本部',
				verdict: 'good'
			},
			{
				line_no: 7,
				number: '100102',
				name: '森 健一',
				kana: ' ',
				email: '',
				started_on: '2015-04-01',
				ended_on: null,
				department: 'A&B&C',
				verdict: 'good'
			}
		]);
	});
});

describe('days and numbers', () => {
	test('days counted from 1904', async () => {
		const found = await read(
			workbookOf(
				[
					{
						name: 'x',
						rows:
							rowOf(1, ['氏名', '入社日']) +
							'<row><c t="inlineStr"><is><t>森 健一</t></is></c><c s="1"><v>40633</v></c></row>'
					}
				],
				[],
				true
			)
		);
		expect(await rowsOf(found.hrImportId)).toMatchObject([{ started_on: '2015-04-01' }]);
	});

	test.each([
		['yyyy/m/d', true, 0],
		['[$-411]ggge"年"m"月"d"日";@', true, 0],
		['mm:ss.0', true, 0],
		['General', false, 0],
		['G/標準', false, 0],
		['0.00E+00', false, 0],
		['#,##0"名"', false, 0],
		['[Red]0_ ', false, 1],
		['000000', false, 6],
		['@', false, 0]
	])('the number format %s', (format, isDay, digits) => {
		expect(lookOf(format)).toEqual({ isDay, digits });
	});
});

describe('the sheet', () => {
	const sheets = [
		{ name: '一', rows: rowOf(1, ['氏名', '入社日']) + rowOf(2, ['森 健一', '2010/4/1']) },
		{ name: '二', rows: rowOf(1, ['氏名', '入社日']) + rowOf(2, ['森 愛', '2011/4/1']) }
	];

	test('is the first, or the one that the desk chooses', async () => {
		const found = await read(workbookOf(sheets));
		expect(await rowsOf(found.hrImportId)).toMatchObject([{ name: '森 健一' }]);
		await setSheet(hikari.hashimoto, found.hrImportId, '二');
		await readHrFile({ networkId: hikari.network.networkId, hrImportId: found.hrImportId });
		expect(await rowsOf(found.hrImportId)).toMatchObject([{ name: '森 愛' }]);
		expect(await hrImport(hikari.network, found.hrImportId)).toMatchObject({ sheet: '二' });
	});

	test('nobody else chooses it, and none that is not there', async () => {
		const { hrImportId } = await read(workbookOf(sheets));
		await expect(setSheet(hikari.mori, hrImportId, '二')).rejects.toThrow(Forbidden);
		await expect(setSheet(theirs.hashimoto, hrImportId, '二')).rejects.toThrow(NotFound);
		await expect(setSheet(hikari.hashimoto, hrImportId, '三')).rejects.toThrow(NotFound);
	});
});

describe('what is no workbook that can be read', () => {
	const good = workbookOf([
		{ name: 'x', rows: rowOf(1, ['氏名', '入社日']) + rowOf(2, ['森 亮', '2010/4/1']) }
	]);

	test.each([
		['a broken zip file', good.subarray(0, good.length - 40), 'bad_workbook'],
		['a zip file of something else', zipOf([{ name: 'a.txt', content: 'a' }]), 'bad_workbook'],
		['a file of Excel 97, or with a password', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'old_workbook']
	])('%s ends with words', async (_, content, problem) => {
		expect(await read(content)).toMatchObject({ status: 'failed', problem });
	});

	test('more texts than memory should hold are not unpacked', async () => {
		const bomb = workbookOf(
			[{ name: 'x', rows: rowOf(1, ['氏名', '入社日']) }],
			[`<t>${'あ'.repeat(50_000_000)}</t>`]
		);
		expect(bomb.length).toBeLessThan(1_000_000);
		expect(await read(bomb)).toMatchObject({ status: 'failed', problem: 'too_large_workbook' });
	});

	test('an entry that holds more than it says ends the reading', async () => {
		const lying = Buffer.from(
			workbookOf([{ name: 'x', rows: rowOf(1, ['氏名', '入社日']).repeat(500) }])
		);
		const at = lying.lastIndexOf('xl/worksheets/sheet1.xml') - 46;
		lying.writeUInt32LE(100, at + 24);
		expect(await read(lying)).toMatchObject({ status: 'failed', problem: 'bad_workbook' });
	});

	test('a cell far to the right is told, not taken as a table of ten thousand columns', async () => {
		const found = await read(
			workbookOf([
				{
					name: 'x',
					rows:
						rowOf(1, ['氏名', '入社日']) +
						'<row r="2"><c r="A2" t="inlineStr"><is><t>森 亮</t></is></c><c r="B2"><v>42095</v></c><c r="XFD2"><v>1</v></c></row>'
				}
			])
		);
		expect(found.counts).toMatchObject({ people: 1, findings: { cells_beyond: 1 } });
	});
});
