import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { guarded } from '#people/hr-imports/cells.ts';

export const formats = ['csv', 'xlsx', 'json'] as const;
export type Format = (typeof formats)[number];

export const typeOf: Record<Format, string> = {
	csv: 'text/csv; charset=utf-8',
	xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
	json: 'application/json; charset=utf-8'
};

/** A table to be written: the keys and headings of its columns, and its lines, some at a time. */
export type Written = { keys: string[]; headings: string[]; pieces: AsyncIterable<string[][]> };

/** The file of a table, piece by piece: nothing is held but the lines that are being written. */
export function streamOf(format: Format, table: Written): Readable {
	if (format === 'csv') return Readable.from(csvOf(table));
	if (format === 'json') return Readable.from(jsonOf(table));
	return xlsxOf(table);
}

/** As a spreadsheet reads it: with a mark of UTF-8, and no cell that it would take for a formula. */
async function* csvOf({ headings, pieces }: Written): AsyncGenerator<string> {
	yield `\ufeff${csvLine(headings)}`;
	for await (const lines of pieces) yield lines.map(csvLine).join('');
}

const csvLine = (cells: readonly string[]) => `${cells.map(csvCell).join(',')}\r\n`;

function csvCell(cell: string): string {
	const safe = guarded(cell);
	return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

async function* jsonOf({ keys, pieces }: Written): AsyncGenerator<string> {
	let before = '[\n';
	for await (const lines of pieces)
		for (const line of lines) {
			yield `${before}${JSON.stringify(Object.fromEntries(keys.map((key, at) => [key, line[at]])))}`;
			before = ',\n';
		}
	yield before === '[\n' ? '[]\n' : '\n]\n';
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/package/2006/relationships';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const kinds = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** The parts of a workbook (ECMA-376) beside its one sheet. */
const workbook: Record<string, string> = {
	'[Content_Types].xml':
		`<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Default Extension="xml" ContentType="application/xml"/>` +
		`<Override PartName="/xl/workbook.xml" ContentType="${kinds}.sheet.main+xml"/>` +
		`<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${kinds}.worksheet+xml"/></Types>`,
	'_rels/.rels': `<Relationships xmlns="${relations}"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
	'xl/workbook.xml':
		`<workbook xmlns="${main}" xmlns:r="${office}">` +
		`<sheets><sheet name="Okaeri" sheetId="1" r:id="rId1"/></sheets></workbook>`,
	'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${relations}"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`
};

/** A workbook of one sheet, whose cells are all text: no cell of it is ever a formula. */
function xlsxOf(table: Written): Readable {
	const zip = new ZipFile();
	const stream = zip.outputStream as Readable;
	const sheet = Readable.from(sheetOf(table));
	zip.on('error', (error: Error) => void stream.destroy(error));
	sheet.on('error', (error: Error) => void stream.destroy(error));
	for (const [name, xml] of Object.entries(workbook)) zip.addBuffer(Buffer.from(declaration + xml), name);
	zip.addReadStream(sheet, 'xl/worksheets/sheet1.xml');
	zip.end();
	return stream;
}

async function* sheetOf({ headings, pieces }: Written): AsyncGenerator<Buffer> {
	const first =
		'<sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" state="frozen"/></sheetView>';
	yield Buffer.from(
		`${declaration}<worksheet xmlns="${main}"><sheetViews>${first}</sheetViews><sheetData>${xlsxLine(headings)}`
	);
	for await (const lines of pieces) yield Buffer.from(lines.map(xlsxLine).join(''));
	yield Buffer.from('</sheetData></worksheet>');
}

const xlsxLine = (cells: readonly string[]) => `<row>${cells.map(xlsxCell).join('')}</row>`;

const cellAtMost = 32_767;

function xlsxCell(cell: string): string {
	return `<c t="inlineStr"><is><t xml:space="preserve">${escaped(cell.slice(0, cellAtMost))}</t></is></c>`;
}

const notXml = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

const escaped = (text: string) => text.replace(notXml, '').replace(/[&<>]/g, (sign) => signs[sign]!);
