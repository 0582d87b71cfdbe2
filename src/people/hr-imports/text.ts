import { mailAddress as addressOf } from '#platform/mail/address.ts';

/**
 * Makes full-width letters and digits plain, and half-width kana full-width. Kanji stay exactly as they are
 * written (髙, 﨑, 神).
 */
export function plainWidth(text: string): string {
	return text.replace(/[\uff01-\uff9f\uffe0-\uffee\u3000]+/g, (run) => run.normalize('NFKC'));
}

/** What `tidy` changes; most cells of a large file hold none of it. */
const untidy = /[\s\u00a0\u200b\ufeff\uff01-\uff9f\uffe0-\uffee\u3000]/u;

/**
 * A cell as it was meant: plain widths, one blank for each run of white space or line breaks, none at the
 * ends.
 */
export function tidy(text: string): string {
	if (!untidy.test(text)) return text;
	return plainWidth(text)
		.replace(/[\s\u00a0\u200b\ufeff]+/gu, ' ')
		.trim();
}

/** Kana for reading aloud and sorting, always as katakana. */
export function katakana(text: string): string {
	return tidy(text).replace(/[\u3041-\u3096]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0x60));
}

/** Splits a name in one cell at the blank. Without a blank all of it is the family name. */
export function splitName(text: string): [family: string, given: string] {
	const [family = '', ...given] = tidy(text).split(' ');
	return [family, given.join(' ')];
}

/** The address that a cell holds, or undefined where it holds none. */
export const mailAddress = (text: string): string | undefined =>
	addressOf(tidy(text).replace(/^mailto:/i, ''));
