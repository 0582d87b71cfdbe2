import { beforeAll, describe, expect, test } from 'vitest';
import { fields, type Field } from '#people/hr-imports/columns.ts';
import { hrImport } from '#people/hr-imports/hr-imports.server.ts';
import { readHrFile } from '#people/hr-imports/reading.server.ts';
import { openImport, storePieces } from '#people/hr-imports/receiving.server.ts';
import { startWriting, writeHrRows } from '#people/hr-imports/writing.server.ts';
import { inNetwork } from '#platform/database/network.server.ts';
import { Invalid } from '#platform/http/failures.ts';
import { importOpenings } from '#returning/openings/importing.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { hostileValues, hugeValues } from './hostile.ts';

const own = useOwnDatabase();
let hikari: Hikari;
beforeAll(async () => {
	hikari = await foundHikari(own.owner);
});

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
const csvOf = (rows: readonly (readonly string[])[]) =>
	rows.map((row) => row.map(quoted).join(',')).join('\r\n') + '\r\n';
/** What a file has as bytes: halves of surrogate pairs too, as three bytes each, which is no UTF-8. */
const bytesOf = (text: string) =>
	Buffer.concat(
		[...text].map((letter) =>
			/\p{Surrogate}/u.test(letter)
				? Buffer.from([
						0xe0 | (letter.charCodeAt(0) >> 12),
						0x80 | ((letter.charCodeAt(0) >> 6) & 0x3f),
						0x80 | (letter.charCodeAt(0) & 0x3f)
					])
				: Buffer.from(letter)
		)
	);

/** Heading and right value of each column of an HR export. */
const hrCells: Record<Field, readonly [string, string]> = {
	number: ['社員番号', '0'],
	name: ['氏名', '森 亮'],
	family_name: ['姓', '森'],
	given_name: ['名', '亮'],
	kana: ['フリガナ', 'モリ リョウ'],
	family_kana: ['セイ', 'モリ'],
	given_kana: ['メイ', 'リョウ'],
	email: ['メールアドレス', 'ryo@example.jp'],
	started_on: ['入社日', '2010/4/1'],
	ended_on: ['退職日', '2018/3/31'],
	employment: ['雇用形態', '正社員'],
	department: ['所属', '製造部'],
	title: ['役職', '係長'],
	manager_number: ['上司番号', '1'],
	reason: ['退職理由', '転勤のため'],
	status: ['在籍区分', '退職']
};
const headings = fields.map((field) => hrCells[field][0]);

/** A row for each value in each column, with right values beside it. */
const rowsWith = (values: readonly string[]) =>
	values.flatMap((value, at) =>
		fields.map((wrong, column) =>
			fields.map((field) =>
				field === wrong
					? value
					: field === 'number'
						? `${at}-${column}`
						: field === 'email'
							? `ryo-${at}-${column}@example.jp`
							: hrCells[field][1]
			)
		)
	);

async function load(content: Buffer) {
	const hrImportId = await openImport(hikari.network, hikari.parentId, 'hostile.csv', null);
	await storePieces(
		hikari.network,
		hrImportId,
		(async function* () {
			yield content;
		})()
	);
	await readHrFile({ ...hikari.network, hrImportId });
	const read = await hrImport(hikari.network, hrImportId);
	if (read.status !== 'read') return read;
	await inNetwork(hikari.network, (db) => startWriting(db, hrImportId));
	await writeHrRows({ ...hikari.network, hrImportId });
	return hrImport(hikari.network, hrImportId);
}

describe('an HR export', () => {
	test('with nonsense in any cell loads its other rows, and loses none without a word', async () => {
		// An empty number or name is no row less; a row whose cells are all empty would be.
		const rows = rowsWith(hostileValues);
		const { status, counts } = await load(bytesOf(csvOf([headings, ...rows])));
		expect(status).toBe('written');
		expect(counts.rows).toBe(rows.length);
		expect(counts.tenures + counts.refused).toBe(rows.length);
		expect(counts.tenures).toBeGreaterThan(rows.length / 2);
	}, 120_000);

	test('with huge cells is read, or refused in words', async () => {
		const { status } = await load(
			bytesOf(csvOf([headings, ...rowsWith(hugeValues.map((one) => one.slice(0, 60_000)))]))
		);
		expect(['written', 'failed']).toContain(status);
	}, 120_000);

	test.each(hostileValues)('with the heading %j is read, or refused in words', async (heading) => {
		const rows = [headings.map((one) => (one === '所属' ? heading : one)), ...rowsWith(['製造部'])];
		const { status } = await load(bytesOf(csvOf(rows)));
		expect(['written', 'failed']).toContain(status);
	});

	test.each([...hostileValues, '"'.repeat(1001), ',\n'.repeat(500)])(
		'that is nothing but %j is refused in words',
		async (text) => {
			expect(await load(bytesOf(text))).toMatchObject({ status: 'failed' });
		}
	);
});

const openingCells: Record<string, string> = {
	求人番号: 'A',
	求人タイトル: '生産技術',
	業務内容: '設備の設計',
	業務内容の変更の範囲: '変更なし',
	勤務地: '仙台',
	勤務地の変更の範囲: '変更なし',
	雇用形態: '正社員',
	契約期間: 'なし',
	試用期間: '3か月',
	就業時間: '9:00–17:45',
	残業: '月10時間',
	休日: '土日',
	給与: '月給30万円',
	保険: '完備',
	喫煙: '禁煙',
	募集者: 'ひかり',
	応募資格: 'なし',
	リモート: '可',
	理由: 'relocation',
	締切日: '2099/3/1',
	年収下限: '4000000',
	年収上限: '6000000',
	単位: 'year',
	言語: 'ja'
};
const names = Object.keys(openingCells);

const importFile = (content: Buffer, name: string) =>
	importOpenings(hikari.hashimoto, new File([new Uint8Array(content)], name), {
		companyId: hikari.digitalId,
		audience: 'alumni',
		isAll: true
	});

/** What becomes of a file of which nobody knows whether it can be read. */
const readOrRefused = (content: Buffer, name: string) =>
	importFile(content, name).then(
		() => 'read',
		(failure: unknown) => {
			if (failure instanceof Invalid) return 'refused';
			throw failure;
		}
	);

describe('a file of openings', () => {
	const rightRow = (number: string) =>
		names.map((name) => (name === '求人番号' ? number : openingCells[name]!));
	const withWrong = names.flatMap((wrong, column) =>
		hostileValues.map((value, at) =>
			rightRow(`${column}-${at}`).map((cell, here) => (here === column ? value : cell))
		)
	);

	test('with nonsense in any cell takes its other rows, and names the rest', async () => {
		const rows = [...withWrong, rightRow('right')];
		const { made, changed, problems } = await importFile(bytesOf(csvOf([names, ...rows])), 'a.csv');
		const isEmpty = (row: readonly string[]) => row.every((cell) => cell.trim() === '');
		const unread = new Set(problems.map(({ row }) => row)).size;
		expect(made + changed + unread).toBe(rows.filter((row) => !isEmpty(row)).length);
		expect(made).toBeGreaterThan(rows.length / 2);
	}, 120_000);

	test('with huge cells takes its other rows', async () => {
		const rows = names.map((_, column) =>
			rightRow(`huge-${column}`).map((cell, here) =>
				here === column ? hugeValues[column % hugeValues.length]!.slice(0, 200_000) : cell
			)
		);
		const found = await importFile(bytesOf(csvOf([names, ...rows, rightRow('beside huge')])), 'a.csv');
		expect(found.made).toBeGreaterThan(0);
	}, 120_000);

	test('as JSON with nonsense for any value takes its other rows', async () => {
		const others = [null, true, -1, 1.5, 1e308, 2 ** 53, [], {}, [[]], { a: 1 }];
		const list = names.flatMap((wrong, column) =>
			[...hostileValues, ...others].map((value, at) => ({
				...openingCells,
				求人番号: `json-${column}-${at}`,
				[wrong]: value
			}))
		);
		const found = await importFile(Buffer.from(JSON.stringify(list)), 'a.json');
		expect(found.made).toBeGreaterThan(list.length / 3);
	}, 120_000);

	test.each([
		...hostileValues,
		'[null]',
		'[[]]',
		'{"jobs":null}',
		'{"jobs":[1,"a"]}',
		'['.repeat(100_000),
		'"'.repeat(1001)
	])('that is nothing but %j is read or refused', async (text) => {
		expect(['read', 'refused']).toContain(await readOrRefused(bytesOf(text), 'a.csv'));
	});
});
