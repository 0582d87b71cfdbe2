import * as m from '#locales/messages.ts';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { inNetwork } from '#platform/database/network.server.ts';
import { asReader } from '#platform/locale/reader.server.ts';
import { guarded } from './cells.ts';
import { findingText } from './findings.ts';
import { hrImport, rowsToLookAt, type FoundRow } from './hr-imports.server.ts';

const quoted = (cell: string) => {
	const safe = guarded(cell);
	return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};
const lineOf = (cells: readonly string[]) => `${cells.map(quoted).join(',')}\r\n`;
const lineToMend = ({ cells, findings }: FoundRow) =>
	lineOf([...cells, findings.map((finding) => findingText[finding]()).join(' ')]);

/**
 * The rows that someone should look at, as a CSV file to mend and load again. The cells are as they came,
 * and one more column says what to look at. The file opens in Excel.
 */
export async function rowsToMend(
	actor: Actor,
	hrImportId: string
): Promise<{ name: string; lines: AsyncGenerator<string> }> {
	authorize(actor, 'hr_import.load');
	const found = await hrImport(actor, hrImportId);
	await inNetwork(actor, (db) => writeAudit(db, actor, 'hr_import.export', hrImportId));
	const reader = { locale: actor.locale, timeZone: actor.timeZone };
	async function* lines() {
		yield `\ufeff${lineOf([...(found.headings ?? []), asReader(reader, m.import_finding)])}`;
		let page = await rowsToLookAt(actor, hrImportId);
		while (page.length > 0) {
			yield asReader(reader, () => page.map(lineToMend).join(''));
			page = await rowsToLookAt(actor, hrImportId, page.at(-1)!.rowNo);
		}
	}
	return {
		name: `${found.fileName.replace(/\.\w+$/, '')}-${asReader(reader, m.import_mend_file)}.csv`,
		lines: lines()
	};
}
