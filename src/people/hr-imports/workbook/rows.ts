import { dayAt } from '#platform/clock/today.ts';
import type { NumberLook } from './parts.ts';
import { withSigns, xmlReader } from './xml.ts';

export type SheetRow = { cells: string[]; lineNo: number };
/** What the cells of a sheet refer to. */
export type Shared = { texts: readonly string[]; looks: readonly NumberLook[]; is1904: boolean };

/** A row has at most so many cells; what stands further to the right comes together in one more. */
export const cellsAtMost = 500;
/** Excel allows no longer text in a cell. */
const signsAtMost = 32_767;

type Cell = { at: number; type: string; style: number; value: string; text: string };

/**
 * Gives a function that takes a sheet as it arrives in bytes, and gives the rows that are whole by then. Rows and
 * cells that are left out of a sheet are empty.
 */
export function rowReader(shared: Shared): (bytes: Uint8Array) => SheetRow[] {
	let rows: SheetRow[] = [];
	let row: SheetRow = { cells: [], lineNo: 0 };
	let cell: Cell | undefined;
	/** Where a cell stands that does not say it: after the one before, also where that is empty. */
	let next = 0;
	let inside = '';
	let readings = 0;
	const take = xmlReader({
		open: (name, attributes) => {
			if (name === 'row') {
				row = { cells: [], lineNo: Number(attributes.r) || row.lineNo + 1 };
				next = 0;
			} else if (name === 'c') {
				cell = cellOf(attributes, next);
				next = cell.at + 1;
			} else if (name === 'rPh') readings++;
			else if (name === 'v' || name === 't') inside = readings === 0 ? name : '';
		},
		text: (part) => {
			if (!cell || inside === '') return;
			if (inside === 'v' && cell.value.length < signsAtMost) cell.value += part;
			if (inside === 't' && cell.text.length < signsAtMost) cell.text += part;
		},
		close: (name) => {
			if (name === 'v' || name === 't') inside = '';
			else if (name === 'rPh') readings--;
			else if (name === 'c' && cell) {
				place(row.cells, cell.at, textOf(cell, shared));
				cell = undefined;
			} else if (name === 'row') rows.push(row);
		}
	});
	return (bytes) => {
		rows = [];
		take(bytes);
		return rows;
	};
}

function cellOf(attributes: Record<string, string>, next: number): Cell {
	return {
		at: columnOf(attributes.r ?? '') ?? next,
		type: attributes.t ?? 'n',
		style: Number(attributes.s ?? 0),
		value: '',
		text: ''
	};
}

/** The position of a cell by its name: 0 for A1, 26 for AA7. */
function columnOf(name: string): number | undefined {
	const letters = /^[A-Z]{1,3}(?=\d)/.exec(name)?.[0];
	if (!letters) return undefined;
	return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function place(cells: string[], at: number, text: string): void {
	if (text === '') return;
	const position = Math.min(at, cellsAtMost);
	while (cells.length <= position) cells.push('');
	cells[position] = text.slice(0, signsAtMost);
}

function textOf({ type, style, value, text }: Cell, { texts, looks, is1904 }: Shared): string {
	if (type === 's') return texts[Number(value)] ?? '';
	if (type === 'inlineStr') return withSigns(text);
	if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE';
	if (type !== 'n' || value.trim() === '') return withSigns(value);
	const number = Number(value);
	if (!Number.isFinite(number)) return value;
	const look = looks[style];
	if (look?.isDay) return dayOf(number + (is1904 ? daysTo1904 : 0));
	const written = Number.isInteger(number) && Math.abs(number) < 1e21 ? number.toFixed(0) : String(number);
	return look && look.digits > 0 ? written.padStart(look.digits, '0') : written;
}

const daysTo1904 = 1462;
const millisecondsADay = 86_400_000;

/** A day as Excel counts it: 1 is 1900-01-01, with a 29 February 1900 that never was. The time of day is left out. */
function dayOf(serial: number): string {
	const days = Math.floor(serial);
	if (days < 1 || days > 2_958_465) return String(serial);
	return dayAt(new Date(Date.UTC(1899, 11, days < 60 ? 31 : 30) + days * millisecondsADay), 'UTC');
}
