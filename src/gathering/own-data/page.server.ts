import * as m from '#locales/messages.ts';
import { escape } from '#gathering/writing/rich-text.server.ts';
import * as f from '#platform/locale/format.ts';
import { reader } from '#platform/locale/reader.ts';
import type { OwnData } from './walking.server.ts';

/** What the parts of the page are called; what has no name of its own stands under the name of its table. */
const titles: Record<string, () => string> = {
	person: m.own_data_part_person,
	contact: m.own_data_part_contact,
	membership: m.own_data_part_membership,
	profile: m.own_data_part_profile,
	tenure: m.own_data_part_tenure,
	departure: m.own_data_part_departure,
	departure_reason: m.own_data_part_reasons,
	departure_word: m.own_data_part_words,
	standing: m.own_data_part_standing,
	standing_note: m.own_data_part_standing_note,
	consent: m.own_data_part_consent,
	post: m.own_data_part_post,
	comment: m.own_data_part_comment,
	message: m.own_data_part_message,
	conversation_with: m.own_data_part_with,
	application: m.own_data_part_application,
	casual_talk: m.own_data_part_talk,
	notification: m.own_data_part_notification,
	mail: m.own_data_part_mail,
	upload: m.own_data_part_upload,
	touchpoint: m.own_data_part_touchpoint,
	audit: m.own_data_part_audit,
	session: m.own_data_part_session
};
const order = Object.keys(titles);
const rank = (table: string) => (order.includes(table) ? order.indexOf(table) : order.length);

const style = `
	:root { color-scheme: light dark; font: 16px/1.7 system-ui, sans-serif; }
	body { max-inline-size: 52rem; margin: 2rem auto; padding-inline: 1rem; }
	section { margin-block: 2rem; } article { border-block-start: 1px solid #8886; padding-block: .6rem; }
	dl { display: grid; grid-template-columns: minmax(8rem, 14rem) 1fr; gap: .1rem 1rem; margin: 0; }
	dt { opacity: .7; } dd { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
	@media (max-width: 36rem) { dl { grid-template-columns: 1fr; } }
`;

/** The data as a page that anyone can read, in the reader's language. It loads nothing from elsewhere. */
export function pageOf(data: OwnData, network: string, name: string, madeAt: Date): string {
	const tables = Object.keys(data).sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
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
<nav><ul>${tables.map((table) => `<li><a href="#${anchor(table)}">${escape(titleOf(table))}</a> (${data[table]!.length})</li>`).join('')}</ul></nav>
${tables.map((table) => sectionOf(table, data[table]!)).join('\n')}
</body>
</html>
`;
}

const anchor = (table: string) => table.replaceAll(/[^a-z_]+/g, '-');
const titleOf = (table: string) => titles[table]?.() ?? table.replaceAll('_', ' ');

function sectionOf(table: string, rows: OwnData[string]): string {
	const articles = rows.map((row) => {
		const lines = Object.entries(row).map(
			([column, value]) =>
				`<dt>${escape(column.replaceAll('_', ' '))}</dt><dd>${escape(textOf(value))}</dd>`
		);
		return `<article><dl>${lines.join('')}</dl></article>`;
	});
	return `<section id="${anchor(table)}"><h2>${escape(titleOf(table))}</h2>${articles.join('')}</section>`;
}

function textOf(value: unknown): string {
	if (Array.isArray(value)) return value.map(textOf).join(', ');
	if (value instanceof Date) return value.toISOString();
	return typeof value === 'object' ? JSON.stringify(value, null, 1) : String(value);
}
