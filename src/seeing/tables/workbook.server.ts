import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import type { FileCell, Line, Written } from './written.ts';

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/package/2006/relationships';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const kinds = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const look = (format: number, font: number) =>
	`<xf numFmtId="${format}" fontId="${font}" fillId="0" borderId="0" xfId="0"` +
	` applyNumberFormat="1" applyFont="1"/>`;

/** The parts of a workbook (ECMA-376) beside its one sheet. */
const workbook: Record<string, string> = {
	'[Content_Types].xml':
		`<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Default Extension="xml" ContentType="application/xml"/>` +
		`<Override PartName="/xl/workbook.xml" ContentType="${kinds}.sheet.main+xml"/>` +
		`<Override PartName="/xl/styles.xml" ContentType="${kinds}.styles+xml"/>` +
		`<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${kinds}.worksheet+xml"/></Types>`,
	'_rels/.rels': `<Relationships xmlns="${relations}"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
	'xl/workbook.xml':
		`<workbook xmlns="${main}" xmlns:r="${office}">` +
		`<sheets><sheet name="Okaeri" sheetId="1" r:id="rId1"/></sheets></workbook>`,
	'xl/_rels/workbook.xml.rels':
		`<Relationships xmlns="${relations}">` +
		`<Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/>` +
		`<Relationship Id="rId2" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
	'xl/styles.xml':
		`<styleSheet xmlns="${main}"><fonts count="2"><font/><font><b/></font></fonts>` +
		`<fills count="2"><fill><patternFill patternType="none"/></fill>` +
		`<fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders>` +
		`<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>` +
		`<cellXfs count="4">${look(0, 0)}${look(0, 1)}${look(14, 0)}${look(22, 0)}</cellXfs></styleSheet>`
};
/** The styles above by their place: a heading, and the formats 14 and 22, which each spreadsheet shows in its own habit. */
const style = { heading: 1, day: 2, moment: 3 };

/** A workbook of one sheet. Days and numbers can be sorted and counted; all else is text: no cell is ever a formula. */
export function xlsxOf(table: Written): Readable {
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
	let [isBegun, count] = [false, 0];
	for await (const lines of pieces) {
		if (!isBegun) yield Buffer.from(topOf(headings, lines));
		isBegun = true;
		count += lines.length;
		yield Buffer.from(lines.map(xlsxLine).join(''));
	}
	if (!isBegun) yield Buffer.from(topOf(headings, []));
	const filtered = `A1:${letterOf(headings.length)}${count + 1}`;
	yield Buffer.from(`</sheetData><autoFilter ref="${filtered}"/></worksheet>`);
}

/** All before the first line: the headings, which stay in sight, over columns as wide as the first lines need them. */
function topOf(headings: readonly string[], lines: readonly Line[]): string {
	const widths = headings.map((heading, at) => {
		const needed = lines.slice(0, linesMeasured).map((line) => widthOf(wordsOf(line[at]!)));
		return Math.min(Math.max(widthOf(heading) + filterButton, ...needed), widest) + 2;
	});
	const columns = widths.map(
		(width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`
	);
	const pane = '<pane ySplit="1" topLeftCell="A2" state="frozen"/>';
	return (
		`${declaration}<worksheet xmlns="${main}">` +
		`<sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews>` +
		`<cols>${columns.join('')}</cols><sheetData>` +
		`<row>${headings.map((heading) => textCell(heading, style.heading)).join('')}</row>`
	);
}

const linesMeasured = 200;
const filterButton = 3;
const widest = 60;

/** In signs of Latin letters: a sign beyond them is as wide as two. */
const widthOf = (text: string) => [...text].reduce((sum, sign) => sum + (sign > '\u024f' ? 2 : 1), 0);

/** The letters of a column, from 1 on: A, Z, AA. */
function letterOf(column: number): string {
	const before = Math.floor((column - 1) / 26);
	return (before > 0 ? letterOf(before) : '') + String.fromCharCode(65 + ((column - 1) % 26));
}

const xlsxLine = (cells: Line) => `<row>${cells.map(xlsxCell).join('')}</row>`;

function xlsxCell(cell: FileCell): string {
	const value = typeof cell === 'string' ? undefined : cell.value;
	if (typeof value === 'number') return `<c><v>${value}</v></c>`;
	if (value === undefined || value.day < firstDay) return textCell(wordsOf(cell));
	const time = value.at?.time.padStart(5, '0') ?? '00:00';
	const days = (Date.parse(`${value.day}T${time}Z`) - dayZero) / aDay;
	return `<c s="${value.at ? style.moment : style.day}"><v>${days}</v></c>`;
}

/** Spreadsheets count days from here; before March 1900 they count a day too many. */
const dayZero = Date.UTC(1899, 11, 30);
const aDay = 86_400_000;
const firstDay = '1900-03-01';

const wordsOf = (cell: FileCell) => (typeof cell === 'string' ? cell : cell.text);

const cellAtMost = 32_767;

function textCell(text: string, styleNo = 0): string {
	const styled = styleNo ? ` s="${styleNo}"` : '';
	const words = escaped(text.slice(0, cellAtMost));
	return `<c${styled} t="inlineStr"><is><t xml:space="preserve">${words}</t></is></c>`;
}

const notXml = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

const escaped = (text: string) => text.replace(notXml, '').replace(/[&<>]/g, (sign) => signs[sign]!);
