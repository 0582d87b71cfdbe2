import path from 'node:path';
import type { AtWork } from '../pieces.server.ts';
import { BadWorkbook } from './bad-workbook.ts';
import { readRelations, readSharedTexts, readStyles, readWorkbook, type Relation } from './parts.ts';
import { rowReader, type Shared, type SheetRow } from './rows.ts';
import { openZip, type Zip } from './zip.server.ts';

/** How much may come out of the parts of a workbook. A sheet is never held as a whole, the texts of its cells are. */
const mebibyte = 1024 * 1024;
const partAtMost = 16 * mebibyte;
const textsAtMost = 128 * mebibyte;
const sheetAtMost = 1024 * mebibyte;
/** A sheet of Excel has no more. */
const rowsAtMost = 1_048_576;

/** A workbook that is open: the names of its sheets, and the rows of one. */
export type Workbook = {
	sheets: string[];
	/** The name of the sheet that is read: the wanted one, else the first that is not hidden. */
	sheetNamed: (wanted: string | null) => string;
	/** The rows of a sheet as they are unpacked. `progress` is told which share was read, from 0 to 1. */
	rowsOf: (sheet: string, progress?: (share: number) => void) => AsyncGenerator<SheetRow>;
};

/** Opens an import's file as a workbook of Excel (.xlsx). Throws BadWorkbook where it cannot be read as one. */
export async function openWorkbook(where: AtWork, hrImportId: string): Promise<Workbook> {
	const zip = await openZip(where, hrImportId);
	const book = await pathOf(zip, '', 'officeDocument');
	const { sheets, is1904 } = await readWorkbook(zip.bytesOf(book, partAtMost));
	if (sheets.length === 0) throw new BadWorkbook('bad_workbook');
	const relations = await relationsOf(zip, book);
	const first = sheets.find(({ isHidden }) => !isHidden) ?? sheets[0]!;
	return {
		sheets: sheets.map(({ name }) => name),
		sheetNamed: (wanted) => sheets.find(({ name }) => name === wanted)?.name ?? first.name,
		rowsOf: async function* (name, progress) {
			const sheet = sheets.find((known) => known.name === name) ?? first;
			const target = relations.find(({ id }) => id === sheet.relation)?.target;
			if (!target) throw new BadWorkbook('bad_workbook');
			const shared = { ...(await sharedOf(zip, book, relations)), is1904 };
			yield* rowsIn(zip, pathFrom(book, target), shared, progress);
		}
	};
}

async function* rowsIn(
	zip: Zip,
	sheet: string,
	shared: Shared,
	progress: ((share: number) => void) | undefined
): AsyncGenerator<SheetRow> {
	const take = rowReader(shared);
	let [bytesRead, rowsRead] = [0, 0];
	for await (const bytes of zip.bytesOf(sheet, sheetAtMost)) {
		bytesRead += bytes.length;
		progress?.(bytesRead / zip.size(sheet));
		for (const row of take(bytes)) {
			if (++rowsRead > rowsAtMost) throw new BadWorkbook('too_large_workbook');
			yield row;
		}
	}
}

async function sharedOf(
	zip: Zip,
	book: string,
	relations: readonly Relation[]
): Promise<Omit<Shared, 'is1904'>> {
	const partOf = (wanted: string) => {
		const target = relations.find(({ type }) => type === wanted)?.target;
		const part = target && pathFrom(book, target);
		return part && zip.has(part) ? part : undefined;
	};
	const [texts, styles] = [partOf('sharedStrings'), partOf('styles')];
	return {
		texts: texts ? await readSharedTexts(zip.bytesOf(texts, textsAtMost)) : [],
		looks: styles ? await readStyles(zip.bytesOf(styles, partAtMost)) : []
	};
}

async function pathOf(zip: Zip, from: string, type: string): Promise<string> {
	const target = (await relationsOf(zip, from)).find((relation) => relation.type === type)?.target;
	if (!target) throw new BadWorkbook('bad_workbook');
	return pathFrom(from, target);
}

async function relationsOf(zip: Zip, part: string): Promise<Relation[]> {
	const at = part.lastIndexOf('/') + 1;
	const name = `${part.slice(0, at)}_rels/${part.slice(at)}.rels`;
	return zip.has(name) ? readRelations(zip.bytesOf(name, partAtMost)) : [];
}

/** The entry that a part refers to: relative to its own folder, or from the root. */
function pathFrom(part: string, target: string): string {
	const { posix } = path;
	return target.startsWith('/') ? target.slice(1) : posix.join(posix.dirname(part), target);
}
