import * as m from '#locales/messages.ts';
import { escape } from '#gathering/writing/rich-text.server.ts';
import * as f from '#platform/locale/format.ts';
import { reader } from '#platform/locale/reader.ts';
import type { OwnData } from './walking.server.ts';
import { nameOf, tells, textOf } from './words/text.ts';
import { rankOf, tableOf, titleOf } from './words/titles.ts';

const style = `
	:root { color-scheme: light dark; font: 16px/1.7 system-ui, sans-serif; }
	body { max-inline-size: 52rem; margin: 2rem auto; padding-inline: 1rem; }
	section { margin-block: 2rem; } article { border-block-start: 1px solid #8886; padding-block: .6rem; }
	dl { display: grid; grid-template-columns: minmax(8rem, 14rem) 1fr; gap: .1rem 1rem; margin: 0; }
	dt { opacity: .7; } dd { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
	@media (max-width: 36rem) { dl { grid-template-columns: 1fr; } }
`;

type Section = { title: string; articles: string[] };

/** The data as a page that anyone can read, in the reader's language and zone. It loads nothing from elsewhere. */
export function pageOf(data: OwnData, network: string, name: string, madeAt: Date): string {
	const sections = sectionsOf(data);
	const title = m.own_data_of({ name });
	return `<!doctype html>
<html lang="${reader().locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escape(title)}</title>
<style>${style}</style>
</head>
<body>
<h1>${escape(title)}</h1>
<p>${escape(m.own_data_page_intro({ network, at: f.day(madeAt, 'long') }))}</p>
<p>${escape(m.own_data_page_without())}</p>
<nav><ul>${sections.map((section, at) => `<li><a href="#part-${at}">${escape(section.title)}</a> (${section.articles.length})</li>`).join('')}</ul></nav>
${sections.map((section, at) => `<section id="part-${at}"><h2>${escape(section.title)}</h2>${section.articles.join('')}</section>`).join('\n')}
</body>
</html>
`;
}

/**
 * The parts by their titles. In some things someone had a part twice, such as a plan that they made and settled: it stands
 * once.
 */
function sectionsOf(data: OwnData): Section[] {
	const parts = Object.keys(data).sort((a, b) => rankOf(a) - rankOf(b) || (a < b ? -1 : 1));
	const sections = new Map<string, string[]>();
	for (const part of parts) {
		const title = titleOf(part) ?? part.replaceAll('_', ' ');
		const before = sections.get(title) ?? [];
		const articles = data[part]!.map((row) => articleOf(tableOf(part), row));
		sections.set(title, [...before, ...articles.filter((article) => !before.includes(article))]);
	}
	return [...sections].map(([title, articles]) => ({ title, articles }));
}

function articleOf(table: string, row: OwnData[string][number]): string {
	const lines = Object.entries(row)
		.filter(([column, value]) => tells(table, column, value))
		.map(
			([column, value]) =>
				`<dt>${escape(nameOf(table, column))}</dt><dd>${escape(textOf(table, column, value))}</dd>`
		);
	if (lines.length === 0) return `<article><p>${escape(m.own_data_nothing_to_show())}</p></article>`;
	return `<article><dl>${lines.join('')}</dl></article>`;
}
