import { fields } from '#people/hr-imports/columns.ts';
import type { FoundRow, HrImport } from '#people/hr-imports/hr-imports.server.ts';
import { refusals } from '#people/hr-imports/row.ts';

export type Report = ReturnType<typeof reportOn>;

/** What `okaeri import --json` prints: how the file was read, what it holds, and the rows to look at. */
export function reportOn(read: HrImport, rows: FoundRow[], dryRun: boolean) {
	const { counts } = read;
	return {
		file: read.fileName,
		status: read.status,
		problem: read.problem,
		dryRun,
		encoding: read.encoding,
		separator: read.separator === '\t' ? 'tab' : read.separator,
		headerRow: read.headerRow,
		columns: columnsOf(read),
		counts: {
			rows: counts.rows ?? 0,
			people: counts.people ?? 0,
			tenures: counts.tenures ?? 0,
			leavers: counts.leavers ?? 0,
			employed: counts.employed ?? 0,
			doubtful: counts.doubtful ?? 0,
			refused: counts.refused ?? 0
		},
		effects: counts.effects ?? {},
		reasons: counts.findings ?? {},
		doubtful: rows.filter((row) => row.verdict === 'doubtful').map((row) => brief(row, row.findings)),
		refused: rows
			.filter((row) => row.verdict === 'refused')
			.map((row) => brief(row, row.findings.filter(isRefusal)))
	};
}

/** For each field that was found: its column, counted from 1, and the heading. */
function columnsOf({ columns, headings }: HrImport) {
	return Object.fromEntries(
		fields.flatMap((field) => {
			const at = columns[field];
			return at === undefined ? [] : [[field, { column: at + 1, heading: headings?.[at] ?? '' }]];
		})
	);
}

function brief({ rowNo, lineNo }: FoundRow, reasons: string[]) {
	return { row: rowNo, line: lineNo, reasons };
}

function isRefusal(finding: string): boolean {
	return (refusals as readonly string[]).includes(finding);
}

/** The same for people to read: at most 40 rows to look at. */
export function inWords(report: Report): string {
	if (report.status === 'failed') return `${report.file}: ${problemOf(report)}`;
	const { counts } = report;
	const { people, leavers, employed, tenures } = counts;
	const rows = [...report.doubtful, ...report.refused].slice(0, 40);
	return [
		`${report.file}: ${report.encoding}, separated by ${report.separator}, header in line ${report.headerRow}`,
		`  ${counts.rows} rows: ${people} people (${leavers} left, ${employed} employed), ${tenures} tenures`,
		`  ${counts.doubtful} rows to look at, ${counts.refused} refused`,
		...rows.map((row) => `    line ${row.line}: ${row.reasons.join(', ')}`),
		report.dryRun ? '  Dry run: nothing was changed.' : '  Loaded.'
	].join('\n');
}

function problemOf({ problem, columns }: Report): string {
	const headings = Object.values(columns).map(({ heading }) => heading);
	const problems: Record<string, string> = {
		no_header: 'no header row with a name and a date of joining was found.',
		columns_missing: `it needs a column for the name and one for the date of joining (found: ${headings.join(', ')}).`,
		broken_table: 'a quotation mark is never closed, so its rows cannot be told apart.'
	};
	return problems[problem ?? ''] ?? 'it could not be read.';
}
