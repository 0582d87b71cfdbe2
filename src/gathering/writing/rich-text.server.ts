import sanitizeHtml from 'sanitize-html';
import { calledNames } from './called.ts';
import { linksIn } from './links.ts';

export type Mention = { kind: 'person' | 'group'; id: string };
/**
 * A text in the two forms in which it is kept: plain words for searching, mails and editing without JavaScript, and HTML
 * that is safe to show.
 */
export type Written = { words: string; html: string; mentions: Mention[]; link: string | null };

const mention = /^(person|group):([0-9a-f-]{36})$/;
export const escape = (text: string) =>
	text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign]!);
const link = (href: string, text: string) =>
	`<a href="${escape(href)}" rel="nofollow ugc noopener noreferrer" target="_blank">${escape(text)}</a>`;

/**
 * What an editor sends, reduced to an allow-list: paragraphs, emphasis, lists, quotes, code, web links and mentions.
 * All other markup is removed; its text is kept.
 */
export function fromHtml(html: string): Written {
	const mentions: Mention[] = [];
	const cleaned = sanitizeHtml(html, {
		allowedTags: [
			'p',
			'br',
			'strong',
			'em',
			's',
			'ul',
			'ol',
			'li',
			'blockquote',
			'code',
			'pre',
			'h3',
			'a'
		],
		allowedAttributes: { a: ['href', 'rel', 'target', 'class', 'data-mention'] },
		allowedClasses: { a: ['mention'] },
		allowedSchemes: ['http', 'https'],
		allowProtocolRelative: false,
		nestingLimit: 12,
		transformTags: {
			b: 'strong',
			i: 'em',
			del: 's',
			strike: 's',
			h1: 'h3',
			h2: 'h3',
			h4: 'h3',
			a: (_, { href = '', 'data-mention': marked = '' }) => {
				const [, kind, id] = mention.exec(marked) ?? [];
				if (kind && id) {
					mentions.push({ kind: kind as Mention['kind'], id });
					return {
						tagName: 'a',
						attribs: { class: 'mention', 'data-mention': marked, href: hrefOf(kind, id) }
					};
				}
				return /^https?:\/\//i.test(href)
					? {
							tagName: 'a',
							attribs: { href, rel: 'nofollow ugc noopener noreferrer', target: '_blank' }
						}
					: { tagName: 'a', attribs: {} };
			}
		}
	});
	return asWritten(withoutEmptyEnds(cleaned), mentions);
}

/** Cleaned HTML with its plain words and its first link. */
export function asWritten(html: string, mentions: Mention[]): Written {
	const link = /<a href="(https?:[^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? null;
	return { words: wordsOf(html), html, mentions, link };
}

/** Without empty paragraphs before and after. One at a time, since a pattern would try them anew from each. */
function withoutEmptyEnds(html: string): string {
	const empty = ['<p></p>', '<p><br /></p>'];
	let [from, to] = [0, html.length];
	for (;;) {
		const first = empty.find((paragraph) => html.startsWith(paragraph, from));
		if (!first) break;
		from += first.length;
	}
	for (;;) {
		const last = empty.find((paragraph) => html.startsWith(paragraph, to - paragraph.length));
		if (!last || to - last.length < from) break;
		to -= last.length;
	}
	return html.slice(from, to);
}

/** Plain words as they were typed: paragraphs, links, and the mentions among them that are known by name. */
export function fromPlain(
	words: string,
	known: ReadonlyMap<string, Mention & { name: string }> = new Map()
): Written {
	const text = words.replace(/\r\n?/g, '\n').trim();
	const mentions: Mention[] = [];
	let first: string | null = null;
	const inline = (line: string): string => {
		let out = '';
		let at = 0;
		for (const { from, to, href, text } of linksIn(line)) {
			first ??= href;
			out += named(line.slice(at, from)) + link(href, text);
			at = to;
		}
		return out + named(line.slice(at));
	};
	const named = (part: string) =>
		part
			.split(/([@＠][^\s@＠]+(?:[ 　][^\s@＠]+)?)/)
			.map((piece) => {
				const name = calledNames(piece).find((one) => known.has(one));
				const called = name === undefined ? undefined : known.get(name);
				if (!name || !called) return escape(piece);
				mentions.push(called);
				return mentionOf(called) + escape(piece.slice(1 + name.length));
			})
			.join('');
	const html = text
		.split(/\n{2,}/)
		.filter(Boolean)
		.map((paragraph) => `<p>${paragraph.split('\n').map(inline).join('<br />')}</p>`)
		.join('');
	return { words: text, html, mentions, link: first };
}

const mentionOf = ({ kind, id, name }: Mention & { name: string }) =>
	`<a class="mention" data-mention="${kind}:${id}" href="${hrefOf(kind, id)}">@${escape(name)}</a>`;

const hrefOf = (kind: string, id: string) => `/${kind === 'person' ? 'people' : 'groups'}/${id}`;

function wordsOf(html: string): string {
	const lines = html
		.replace(/<br ?\/?>/g, '\n')
		.replace(/<li>/g, '・')
		.replace(/<\/(p|li|blockquote|h3|pre)>/g, '\n');
	return sanitizeHtml(lines, { allowedTags: [], allowedAttributes: {} })
		.replaceAll('&lt;', '<')
		.replaceAll('&gt;', '>')
		.replaceAll('&quot;', '"')
		.replaceAll('&amp;', '&')
		.replace(/\n{3,}/g, '\n\n')
		.trim();
}
