import * as m from '#locales/messages.ts';
import * as f from '#platform/locale/format.ts';
import { reader } from '#platform/locale/reader.ts';
import type { Report } from './report.ts';
import { mainFigures, tablesOf, type Table } from './words.ts';

const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text: string) => text.replace(/[&<>"]/g, (sign) => signs[sign]!);

/** One page of A4, read on a screen of any width as well. */
const style = `
@page { size: A4; margin: 14mm; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1rem; max-width: 190mm; color: #26231f; background: #fff;
	font: 10.5pt/1.5 "Noto Sans JP Variable", "Noto Sans CJK JP", "Hiragino Sans", "Yu Gothic", sans-serif; }
[lang='ja'] { word-break: auto-phrase; }
h1 { margin: 0; font-size: 17pt; text-wrap: balance; }
h2 { margin: 5mm 0 1mm; font-size: 11.5pt; border-bottom: 2px solid #b5532a; }
p { margin: 1mm 0; }
.quiet { color: #5f5850; font-size: 8.5pt; }
dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(32mm, 1fr)); gap: 3mm; margin: 5mm 0 0; }
dt { font-size: 8.5pt; color: #5f5850; }
dd { margin: 0; }
dd b { display: block; font-size: 15pt; font-variant-numeric: tabular-nums; }
table { width: 100%; border-collapse: collapse; font-size: 9.5pt; }
th, td { padding: 1mm 2mm; border-bottom: 1px solid #ddd6cc; text-align: end; font-weight: 400; vertical-align: top; }
thead th { font-size: 8.5pt; color: #5f5850; }
th:first-child { text-align: start; }
.whole { white-space: nowrap; }
@media (width < 30rem) { th, td { padding-inline: 1mm; } }
@media print { body { padding: 0; } h2 { margin-top: 4mm; } }
`;

/** The report as a page that stands for itself: it is what is printed, on paper or as a PDF. */
export function sheetOf(report: Report, network: string): string {
	const title = m.report_of_month({ month: f.month(report.month) });
	return `<!doctype html>
<html lang="${reader().locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escape(`${title} – ${network}`)}</title><style>${style}</style></head><body>
<p class="quiet">${escape(network)}</p>
<h1>${escape(title)}</h1>
<p class="quiet">${escape(asOf(report))}</p>
<dl>${mainFigures(report)
		.map(({ name, value, note }) => figure(name, value, note))
		.join('')}</dl>
${tablesOf(report).map(section).join('\n')}
<p class="quiet">${escape(m.report_rule())}</p>
</body></html>`;
}

const asOf = ({ week }: Report): string => (week ? m.report_as_of({ day: week }) : m.report_not_yet());

const figure = (name: string, value: string, note: string) =>
	`<div><dt>${escape(name)}</dt><dd><b>${escape(value)}</b><span class="quiet">${escape(note)}</span></dd></div>`;

/** So many letters stay in one line. */
const lettersInLine = 12;
const written = (cell: string) =>
	`<td${cell.length < lettersInLine ? ' class="whole"' : ''}>${escape(cell)}</td>`;

function section({ title, heads, rows, note }: Table): string {
	const head = heads.map((text) => `<th scope="col">${escape(text)}</th>`).join('');
	const body = rows.map(
		([first, ...cells]) => `<tr><th scope="row">${escape(first!)}</th>${cells.map(written).join('')}</tr>`
	);
	const table =
		rows.length > 0
			? `<table><thead><tr>${head}</tr></thead><tbody>${body.join('')}</tbody></table>`
			: `<p>${escape(m.report_none())}</p>`;
	return `<section><h2>${escape(title)}</h2>${table}<p class="quiet">${escape(note)}</p></section>`;
}
