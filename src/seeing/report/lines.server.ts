import * as m from '#locales/messages.ts';
import type { Written } from '#seeing/tables/written.ts';
import type { Report } from './report.ts';
import { mainFigures, tablesOf } from './words.ts';

/** The figures of a report as the lines of a file: its section, the item, what is counted, and the figure. */
export function linesOf(report: Report): Written {
	const lines = [
		...mainFigures(report).map(({ name, value }) => [m.report_summary(), name, '', value]),
		...tablesOf(report).flatMap(({ title, heads, rows }) =>
			rows.flatMap(([item, ...cells]) => cells.map((cell, at) => [title, item!, heads[at + 1]!, cell]))
		)
	];
	return {
		keys: ['section', 'item', 'figure', 'value'],
		headings: [m.report_section(), m.report_item(), m.report_figure(), m.report_value()],
		pieces: (async function* () {
			yield lines;
		})()
	};
}
