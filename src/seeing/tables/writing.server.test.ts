import { buffer, text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import yauzl from 'yauzl';
import { readStyles } from '#people/hr-imports/workbook/parts.ts';
import { rowReader } from '#people/hr-imports/workbook/rows.ts';
import { formats, streamOf, type Format } from './writing.server.ts';
import type { Line, Written } from './written.ts';

const moment = new Date('2026-11-28T00:05:00Z');
const lines: Line[] = [
	[
		'渡邉 健',
		{ text: '2024/3/31', value: { day: '2024-03-31' } },
		{ text: '2026/11/28 9:05', value: { day: '2026-11-28', at: { moment, time: '9:05' } } },
		{ text: '1,234', value: 1234 }
	],
	['=1+1', { text: '1899/12/31', value: { day: '1899-12-31' } }, '', { text: '-3', value: -3 }]
];
const table = (pieces: Line[][]): Written => ({
	keys: ['name', 'left', 'seen', 'count'],
	headings: ['氏名', '退職日', '訪問', '回数'],
	pieces: (async function* () {
		yield* pieces;
	})()
});
const written = (format: Format, pieces = [lines]) => streamOf(format, table(pieces));

async function partsOf(pieces: Line[][]): Promise<Map<string, Buffer>> {
	const zip = await yauzl.fromBufferPromise(await buffer(written('xlsx', pieces)));
	const parts = new Map<string, Buffer>();
	for await (const entry of zip.eachEntry())
		parts.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)));
	return parts;
}

test('a workbook holds days and numbers as a spreadsheet counts them, and all else as text', async () => {
	const parts = await partsOf([lines]);
	const sheet = parts.get('xl/worksheets/sheet1.xml')!;
	const styles = parts.get('xl/styles.xml')!;
	const looks = await readStyles(
		(async function* () {
			yield styles;
		})()
	);
	const rows = [...rowReader({ texts: [], looks, is1904: false })(sheet)];
	expect(rows.map(({ cells }) => cells)).toEqual([
		['氏名', '退職日', '訪問', '回数'],
		['渡邉 健', '2024-03-31', '2026-11-28', '1234'],
		['=1+1', '1899/12/31', '', '-3']
	]);
	const xml = String(sheet);
	expect(xml).toContain('<c s="2"><v>45382</v></c>');
	const [, serial] = /<c s="3"><v>([\d.]+)<\/v>/.exec(xml)!;
	expect(Number(serial)).toBeCloseTo(46_354 + (9 * 60 + 5) / 1440, 9);
	expect(xml).not.toContain('<f>');
});

test('its columns are as wide as what is in them, up to a bound, and the whole table can be filtered', async () => {
	const [long, wide] = ['あ'.repeat(10), 'x'.repeat(500)];
	const parts = await partsOf([[[long, wide, '', '']], [['', '', '', '']]]);
	const xml = String(parts.get('xl/worksheets/sheet1.xml'));
	expect([...xml.matchAll(/ width="(\d+)"/g)].map(([, width]) => Number(width))).toEqual([22, 62, 9, 9]);
	expect(xml).toContain('<autoFilter ref="A1:D3"/>');
});

test('an empty table is a whole file of every kind', async () => {
	const files = await Promise.all(formats.map(async (format) => [format, await text(written(format, []))]));
	const { csv, json } = Object.fromEntries(files) as Record<Format, string>;
	expect(csv).toBe('\ufeff氏名,退職日,訪問,回数\r\n');
	expect(JSON.parse(json)).toEqual([]);
	for (const pieces of [[], [[]]]) {
		const xml = String((await partsOf(pieces)).get('xl/worksheets/sheet1.xml'));
		expect(xml.match(/<row>/g)).toHaveLength(1);
		expect(xml.match(/<sheetData>/g)).toHaveLength(1);
	}
});

test('CSV has days as the reader writes them and bare numbers; JSON has ISO 8601 and numbers', async () => {
	expect((await text(written('csv'))).split('\r\n').slice(1, 3)).toEqual([
		'渡邉 健,2024/3/31,2026/11/28 9:05,1234',
		"'=1+1,1899/12/31,,-3"
	]);
	expect(JSON.parse(await text(written('json')))).toEqual([
		{ name: '渡邉 健', left: '2024-03-31', seen: '2026-11-28T00:05:00.000Z', count: 1234 },
		{ name: '=1+1', left: '1899-12-31', seen: '', count: -3 }
	]);
});
