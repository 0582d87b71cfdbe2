import { LinkifyIt } from 'linkify-it';

const linkify = new LinkifyIt({ fuzzyEmail: false });

/** A link in a line: from where to where it is written, the address it leads to, and how it is written. */
export type Link = { from: number; to: number; href: string; text: string };

/** An address with a name before its host (`https://bank.example@evil.example`): it is none, and neither is a part of it. */
const withSecret = /^https?:\/\/[^\s/?#\u0080-\uffff]*@[^\s\u0080-\uffff]*/i;

/** The web links of a line, in order. They may stand behind any letter, and Japanese may go on behind them. */
export function linksIn(line: string): Link[] {
	const links: Link[] = [];
	let at = 0;
	for (const { index } of line.matchAll(/https?:\/\//gi)) {
		if (index < at) continue; // part of the link before
		const text = line.slice(index);
		const secret = withSecret.exec(text)?.[0];
		const written = secret === undefined ? addressAt(text) : undefined;
		const href = written && hrefOf(written);
		if (href) links.push({ from: index, to: index + written.length, href, text: written });
		at = index + (secret ?? written ?? '').length;
	}
	return links;
}

/** The address with which a text begins, as it is written. */
function addressAt(text: string): string | undefined {
	const found = linkify.matchAtStart(text);
	return found ? cut(found.raw) : undefined;
}

/** Signs after which Japanese belongs to an address: it stands there for a word of its own. */
const opens = /[/=_\-+&?#.~|(:%]/;
/** With these, Japanese goes on with its sentence. */
const goesOn = /^(?:を|です|でした|という|から|[にはがでとへも][ぁ-ん])/;
const ends = /[\s\u3000-\u3003\u3008-\u3011\u3014-\u301f！？（），．：；～［］｛｝…“”‘’]/u;

/** An address without the Japanese that goes on behind it, and without the marks of the sentence around it. */
function cut(written: string): string {
	const [, start = '', host = ''] = /^((?:https?:\/\/)?)([^/?#]*)/i.exec(written)!;
	const hostOnly = /^(.*?\.[a-z]{2,}(?::\d+)?)(?=[\u0080-\uffff])/i.exec(host)?.[1];
	if (hostOnly !== undefined) return start + hostOnly;
	let at = start.length + host.length;
	while (at < written.length) {
		const sign = written[at]!;
		const isJapanese = sign > '\x7f';
		const isInside = isJapanese && written[at - 1]! > '\x7f' && at > start.length + host.length;
		if (isJapanese && (ends.test(sign) || !(isInside || opens.test(written[at - 1]!)))) break;
		if (isJapanese && goesOn.test(written.slice(at, at + 8))) break;
		at++;
	}
	return withoutMarks(written.slice(0, at));
}

function withoutMarks(address: string): string {
	let unclosed = address.split('(').length - address.split(')').length;
	let to = address.length;
	for (; to > 0; to--) {
		const last = address[to - 1]!;
		if (last === ')' && unclosed++ >= 0) break;
		if (!/[),.;:!?'"]/.test(last)) break;
	}
	return address.slice(0, to);
}

/** Where an address leads: as it is written in ASCII, else as a browser writes it. Undefined for none. */
function hrefOf(written: string): string | undefined {
	const url = URL.parse(written);
	if (!url?.hostname) return undefined;
	return /^[\x21-\x7e]+$/.test(written) ? written : url.href;
}
