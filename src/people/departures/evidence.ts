/** A part of what someone wrote. `isMarked`: a reading rests on it. */
export type Piece = { text: string; isMarked: boolean };
type Span = { from: number; to: number };

const segmenters = {
	ja: new Intl.Segmenter('ja', { granularity: 'word' }),
	en: new Intl.Segmenter('en', { granularity: 'word' })
};
/** The endings of verbs and adjectives, as ICU cuts them. */
const ending = /^(っ|た|て|か|なかっ|かっ|した|まし|ました|ない|です|ます|い|る|れ|られ)$/u;

/** What someone wrote, with the words that a reading rests on marked whole: a mark never begins or ends inside a word. */
export function markedAt(words: string, restsOn: readonly string[]): Piece[] {
	const text = restsOn.every((quote) => words.includes(quote)) ? words : words.normalize('NFKC').trim();
	const spans = joined(
		restsOn
			.map((quote) => spanOf(text, quote))
			.filter((span) => span !== undefined)
			.toSorted((a, b) => a.from - b.from)
	);
	let at = 0;
	const pieces: Piece[] = [];
	for (const { from, to } of spans) {
		pieces.push(
			{ text: text.slice(at, from), isMarked: false },
			{ text: text.slice(from, to), isMarked: true }
		);
		at = to;
	}
	pieces.push({ text: text.slice(at), isMarked: false });
	return pieces.filter((piece) => piece.text !== '');
}

/** Where a quote stands, grown to the words that it touches and without punctuation around it. */
function spanOf(text: string, quote: string): Span | undefined {
	const bare = quote.replace(/^[\p{P}\s]+|[\p{P}\s]+$/gu, '');
	const begins = bare === '' ? -1 : text.indexOf(bare);
	if (begins < 0) return undefined;
	const isJapanese = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u.test(text);
	const segments = [...segmenters[isJapanese ? 'ja' : 'en'].segment(text)];
	const span = { from: begins, to: begins + bare.length };
	for (const { segment, index } of segments) {
		const after = index + segment.length;
		if (index < span.from && after > span.from) span.from = index;
		if (index < span.to && after > span.to) span.to = after;
		else if (
			index === span.to &&
			ending.test(segment) &&
			/\p{Script=Hiragana}$/u.test(text.slice(0, index))
		)
			span.to = after;
	}
	return span;
}

/** Spans that touch or overlap become one. */
function joined(spans: readonly Span[]): Span[] {
	const apart: Span[] = [];
	for (const span of spans) {
		const last = apart.at(-1);
		if (last && span.from <= last.to) last.to = Math.max(last.to, span.to);
		else apart.push({ ...span });
	}
	return apart;
}
