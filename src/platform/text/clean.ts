/** Letters that need no reading: printable ASCII and line feeds. */
const plain = /^[\n -~]*$/;
/** Control characters, but for the tab and the line feed. */
// eslint-disable-next-line no-control-regex
const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;
const loneSurrogates = /\p{Surrogate}/gu;
/** Marks upon marks: Unicode's stream-safe form (UAX 15) has at most thirty on one letter. */
const manyMarks = /(?<=\p{M}{30})\p{M}{1,1000}/gu;

/**
 * Text from outside in the one form in which it is kept: line ends are line feeds, control characters (a NUL, which
 * PostgreSQL refuses) and halves of surrogate pairs are left out, letters are composed (NFC). Takes time in proportion
 * to the text's length.
 */
export function cleanText(text: string): string {
	if (plain.test(text)) return text;
	return text
		.replace(/\r\n?/g, '\n')
		.replace(controls, '')
		.replace(loneSurrogates, '')
		.replace(manyMarks, '')
		.normalize('NFC');
}

/** Signs that show nothing: spaces of all kinds, joiners and other signs without a width, fillers, an empty Braille cell. */
const shown = /[^\s\p{Z}\p{Cc}\p{Cf}\p{M}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** Is there nothing to see in a text? */
export const isBlank = (text: string) => !shown.test(text);

/** A text without the signs in it that show nothing and have no width: what is looked for does not hold them. */
export const withoutUnseen = (text: string) => text.replace(/\p{Default_Ignorable_Code_Point}/gu, '');

const characters = new Intl.Segmenter('ja', { granularity: 'grapheme' });

/** The text, or as much of it as fits into `most` UTF-16 units without cutting a character in two. */
export function cutText(text: string, most: number): string {
	if (text.length <= most) return text;
	const around = Math.max(0, most - 100);
	return text.slice(0, around + characters.segment(text.slice(around)).containing(most - around)!.index);
}

/** Reads JSON, with every text in it clean. Throws SyntaxError for what is none, or is nested too deeply. */
export function readJson(raw: string): unknown {
	try {
		return JSON.parse(raw, (_key, value: unknown) =>
			typeof value === 'string' ? cleanText(value) : value
		);
	} catch (failure) {
		if (failure instanceof RangeError) throw new SyntaxError('Nested too deeply');
		throw failure;
	}
}
