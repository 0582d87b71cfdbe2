import { columnsNotTaken, fields } from '#people/hr-imports/columns.ts';
import type { HrImport } from '#people/hr-imports/hr-imports.server.ts';
import { refusals, type Finding } from '#people/hr-imports/row.ts';

export type Brief = { row: number; line: number; verdict: string; reasons: Finding[] };
type Answer = ReturnType<typeof report>;

/** What an import found and did, as the command prints it. */
export function report(read: HrImport, rows: readonly Brief[], dryRun: boolean) {
	const taken = Object.fromEntries(
		fields.flatMap((field) =>
			read.columns[field] === undefined
				? []
				: [
						[
							field,
							{
								column: read.columns[field]! + 1,
								heading: read.headings?.[read.columns[field]!] ?? ''
							}
						]
					]
		)
	);
	const {
		people = 0,
		tenures = 0,
		leavers = 0,
		employed = 0,
		doubtful = 0,
		refused = 0,
		findings = {},
		effects = {},
		rows: all = 0
	} = read.counts;
	return {
		file: read.fileName,
		status: read.status,
		problem: read.problem,
		dryRun,
		encoding: read.encoding,
		separator: read.separator === '\t' ? 'tab' : read.separator,
		headerRow: read.headerRow,
		columns: taken,
		counts: { rows: all, people, tenures, leavers, employed, doubtful, refused },
		effects,
		reasons: findings,
		notTaken: columnsNotTaken(read.headings ?? [], read.columns),
		doubtful: rows
			.filter(({ verdict }) => verdict === 'doubtful')
			.map(({ row, line, reasons }) => ({ row, line, reasons })),
		refused: rows
			.filter(({ verdict }) => verdict === 'refused')
			.map(({ row, line, reasons }) => ({
				row,
				line,
				reasons: reasons.filter((finding) => (refusals as readonly string[]).includes(finding))
			}))
	};
}

/** The same for people. */
export function inWords(answer: Answer): string {
	if (answer.status === 'failed') {
		const problems: Record<string, string> = {
			no_header: 'no header row with a name and a date of joining was found.',
			columns_missing: `the columns for a name and a date of joining were not both found (found: ${Object.values(
				answer.columns
			)
				.map((one) => one.heading)
				.join(', ')}).`,
			broken_table: 'a quotation mark is never closed, so that its rows cannot be told apart.'
		};
		return `${answer.file}: ${problems[answer.problem ?? ''] ?? 'it could not be read.'}`;
	}
	const { counts } = answer;
	return [
		`${answer.file}: ${answer.encoding}, separated by ${answer.separator}, header in line ${answer.headerRow}`,
		`  ${counts.rows} rows: ${counts.people} people (${counts.leavers} left, ${counts.employed} employed), ${counts.tenures} tenures`,
		...(answer.notTaken.length > 0
			? [
					`  not taken: ${answer.notTaken.map(({ column, heading }) => heading || `column ${column}`).join(', ')}`
				]
			: []),
		`  ${counts.doubtful + counts.refused} rows to look at: ${counts.doubtful} taken, ${counts.refused} refused`,
		...[...answer.doubtful, ...answer.refused]
			.slice(0, 40)
			.map((row) => `    line ${row.line}: ${row.reasons.join(', ')}`),
		answer.dryRun ? '  Dry run: nothing was changed.' : '  Loaded.'
	].join('\n');
}
