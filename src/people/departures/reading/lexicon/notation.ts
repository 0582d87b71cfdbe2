// The notation of the lexicon, made into regular expressions. README.md explains it to those who write the lists.

/** Named lists, each as the source of a regular expression. */
export type Names = ReadonlyMap<string, string>;

/** What is read, how far it has been read, and which character ends a sentence in its language. */
type Cursor = { readonly text: string; at: number; readonly sentenceEnd: string; readonly names: Names };

/** Names that need no list. */
const builtIn: Names = new Map([
	['start', '^'],
	['end', '$'],
	['edge', '\\b'],
	['digit', '[0-9]'],
	['letter', '[a-z]'],
	['sign', '\\w'],
	['no kanji', '[^一-龠]'],
	['slash', '\\/'],
	['line end', '\\n']
]);

const japanese = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u;
const english = /[a-z]/iu;
const gap = /\s*\b(NEAR|LATER|WITHIN|SOME) (\d+)\s*/uy;
const condition = /\s*\b(NOT BEFORE|BEFORE|NOT AFTER|NOT WHOSE|MANY) (?:(\d+) )?\[/uy;

/** The source of a regular expression (for the flags i and u) for one entry of the lexicon. Throws where the notation is broken. */
export function expressionFor(entry: string, names: Names): string {
	const cursor = { text: entry, at: 0, sentenceEnd: sentenceEndOf(entry), names };
	const source = alternatives(cursor);
	if (cursor.at < entry.length) throw broken(cursor, `“${entry[cursor.at]}” closes nothing`);
	return source;
}

/** The full stop of the entry's own words; those of its named lists do not say which language it is in. */
function sentenceEndOf(entry: string): string {
	const words = entry.replace(/\{[^}]*\}|\b[A-Z]{2,}\b/gu, '');
	return english.test(words) && !japanese.test(words) ? '.' : '。';
}

function alternatives(cursor: Cursor): string {
	const found = [sequence(cursor)];
	while (cursor.text[cursor.at] === '/') {
		cursor.at++;
		found.push(sequence(cursor));
	}
	return found.join('|');
}

function sequence(cursor: Cursor): string {
	let source = '';
	skipSpace(cursor);
	while (cursor.at < cursor.text.length && !'/])'.includes(cursor.text[cursor.at]!)) source += part(cursor);
	if (source === '') throw broken(cursor, 'a word is missing');
	return source;
}

function part(cursor: Cursor): string {
	const distance = taken(cursor, gap);
	if (distance) return between(cursor, distance[1]!, Number(distance[2]));
	const operator = taken(cursor, condition);
	if (operator) return conditioned(cursor, operator[1]!, Number(operator[2]));
	const character = String.fromCodePoint(cursor.text.codePointAt(cursor.at)!);
	if (character === ' ') return space(cursor);
	cursor.at += character.length;
	if (character === '[') return `(?:${closed(cursor, ']')})`;
	if (character === '(') return `(?:${closed(cursor, ')')})?`;
	if (character === '{') return named(cursor);
	if (character === '_') return ' ';
	return character.replace(/[\\^$.*+?|}]/u, '\\$&');
}

/** What may stand between two words. */
function between({ sentenceEnd }: Cursor, operator: string, characters: number): string {
	if (operator === 'NEAR') return `[^、。]{0,${characters}}`;
	if (operator === 'SOME') return `[^、。]{1,${characters}}`;
	if (operator === 'LATER') return `[^${sentenceEnd}]{0,${characters}}`;
	return `.{0,${characters}}`;
}

/** What must or must not stand before or after a word. */
function conditioned(cursor: Cursor, operator: string, characters: number): string {
	const words = closed(cursor, ']');
	skipSpace(cursor);
	if (operator === 'BEFORE') return `(?=${words})`;
	if (operator === 'NOT BEFORE') return `(?!${words})`;
	if (operator === 'NOT AFTER') return `(?<!${words})`;
	if (operator === 'NOT WHOSE') return `(?<!(?:${words})[^、。]{0,${characters}})`;
	return `(?:${words})+`;
}

function closed(cursor: Cursor, bracket: string): string {
	const words = alternatives(cursor);
	if (cursor.text[cursor.at] !== bracket) throw broken(cursor, `“${bracket}” is missing`);
	cursor.at++;
	return words;
}

function named(cursor: Cursor): string {
	const close = cursor.text.indexOf('}', cursor.at);
	const name = cursor.text.slice(cursor.at, close);
	const source = builtIn.get(name) ?? cursor.names.get(name);
	if (source === undefined) throw broken(cursor, `no list is called “${name}”`);
	cursor.at = close + 1;
	return source;
}

/** A space counts between two words only: beside a slash, a bracket's inner side or an operator it is there for the eye. */
function space(cursor: Cursor): string {
	skipSpace(cursor);
	const next = cursor.text[cursor.at];
	return next === undefined || '/])'.includes(next) ? '' : ' ';
}

function skipSpace(cursor: Cursor): void {
	while (cursor.text[cursor.at] === ' ') cursor.at++;
}

function taken(cursor: Cursor, expression: RegExp): RegExpExecArray | null {
	expression.lastIndex = cursor.at;
	const found = expression.exec(cursor.text);
	if (found) cursor.at = expression.lastIndex;
	return found;
}

function broken(cursor: Cursor, why: string): Error {
	return new Error(`The lexicon cannot be read at character ${cursor.at + 1}, ${why}: ${cursor.text}`);
}
