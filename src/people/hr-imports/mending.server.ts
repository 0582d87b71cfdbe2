import * as m from '#locales/messages.ts';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { asReader } from '#platform/locale/reader.server.ts';
import { findingText } from './findings.ts';
import { hrImport, rowsToLookAt } from './hr-imports.server.ts';

const quoted = (cell: string) => {
	// A cell that a spreadsheet would take for a formula is kept from being one.
	const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
	return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};
const line = (cells: readonly string[]) => `${cells.map(quoted).join(',')}\r\n`;

/** The rows that want a look, as a file to mend and load again: as they came, with one more column that says what to look at. Opens in Excel. */
export async function rowsToMend(
	actor: Actor,
	hrImportId: string
): Promise<{ name: string; lines: AsyncGenerator<string> }> {
	authorize(actor, 'hr_import.load');
	const found = await hrImport(actor, hrImportId);
	const reader = { locale: actor.locale, timeZone: actor.timeZone };
	async function* lines() {
		yield `\ufeff${line([...(found.headings ?? []), asReader(reader, m.import_finding)])}`;
		for (
			let page = await rowsToLookAt(actor, hrImportId);
			page.length > 0;
			page = await rowsToLookAt(actor, hrImportId, page.at(-1)!.rowNo)
		) {
			yield asReader(reader, () =>
				page
					.map((row) =>
						line([...row.cells, row.findings.map((finding) => findingText[finding]()).join(' ')])
					)
					.join('')
			);
		}
	}
	return {
		name: `${found.fileName.replace(/\.\w+$/, '')}-${asReader(reader, m.import_mend_file)}.csv`,
		lines: lines()
	};
}
