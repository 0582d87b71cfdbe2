import { ScimError } from './scim-error.ts';

/** A filter of RFC 7644, 3.4.2.2, as a tree. Attribute paths are in lower case. */
export type Filter =
	| { and: Filter[] }
	| { or: Filter[] }
	| { not: Filter }
	| { path: string; op: 'pr' }
	| { path: string; op: Comparison; value: string | number | boolean | null };

const comparisons = ['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le'] as const;
export type Comparison = (typeof comparisons)[number];

/** What a filter may be at most: in signs, in brackets within brackets, and in comparisons. */
const bounds = { length: 1000, depth: 8, comparisons: 30 };

const token = /\s*(?:(?<string>"(?:[^"\\]|\\.)*")|(?<sign>[()[\]])|(?<word>[^\s()[\]"]+))/y;

type Reader = { tokens: string[]; at: number; depth: number; count: number };

/** Reads a filter. Throws ScimError (invalidFilter) for one that is none, or is larger than any that makes sense. */
export function readFilter(text: string): Filter {
	if (text.length > bounds.length) throw wrong('The filter is too long');
	const reader: Reader = { tokens: tokensOf(text), at: 0, depth: 0, count: 0 };
	const filter = readOr(reader, '');
	if (reader.at < reader.tokens.length) throw wrong(`Nothing fits at ${reader.tokens[reader.at]}`);
	return filter;
}

function tokensOf(text: string): string[] {
	const tokens: string[] = [];
	const whole = text.trimEnd();
	token.lastIndex = 0;
	while (token.lastIndex < whole.length) {
		const found = token.exec(whole);
		if (!found) throw wrong('The filter cannot be read');
		tokens.push(found[0].trim());
	}
	return tokens;
}

const wrong = (detail: string) => new ScimError(400, detail, 'invalidFilter');
const peek = (reader: Reader) => reader.tokens[reader.at]?.toLowerCase();

function take(reader: Reader): string {
	const found = reader.tokens[reader.at++];
	if (found === undefined) throw wrong('The filter ends too early');
	return found;
}

function expect(reader: Reader, sign: string): void {
	if (take(reader) !== sign) throw wrong(`${sign} is missing`);
}

/** `prefix` is the attribute in whose brackets the filter stands, with a dot. */
function readOr(reader: Reader, prefix: string): Filter {
	if (++reader.depth > bounds.depth) throw wrong('The filter is nested too deeply');
	const parts = [readAnd(reader, prefix)];
	while (peek(reader) === 'or') {
		reader.at++;
		parts.push(readAnd(reader, prefix));
	}
	reader.depth--;
	return parts.length === 1 ? parts[0]! : { or: parts };
}

function readAnd(reader: Reader, prefix: string): Filter {
	const parts = [readOne(reader, prefix)];
	while (peek(reader) === 'and') {
		reader.at++;
		parts.push(readOne(reader, prefix));
	}
	return parts.length === 1 ? parts[0]! : { and: parts };
}

function readOne(reader: Reader, prefix: string): Filter {
	const first = take(reader);
	if (first === '(') {
		const inside = readOr(reader, prefix);
		expect(reader, ')');
		return inside;
	}
	if (first.toLowerCase() === 'not' && peek(reader) === '(') return { not: readOne(reader, prefix) };
	return readComparison(reader, prefix, first);
}

function readComparison(reader: Reader, prefix: string, attribute: string): Filter {
	if (++reader.count > bounds.comparisons) throw wrong('The filter has too many comparisons');
	if (!/^[a-z$][\w$.:-]*$/i.test(attribute)) throw wrong('An attribute is missing');
	const path = prefix + attribute.toLowerCase();
	const next = take(reader);
	if (next === '[') {
		if (prefix) throw wrong('Brackets stand within brackets');
		const inside = readOr(reader, `${path}.`);
		expect(reader, ']');
		return inside;
	}
	const op = next.toLowerCase();
	if (op === 'pr') return { path, op };
	if (!isComparison(op)) throw wrong(`There is no operator ${next}`);
	return { path, op, value: valueOf(take(reader)) };
}

const isComparison = (op: string): op is Comparison => (comparisons as readonly string[]).includes(op);

/** A value is written as in JSON. Names of the language are taken however they are written. */
function valueOf(text: string): string | number | boolean | null {
	const lower = text.toLowerCase();
	if (lower === 'true' || lower === 'false') return lower === 'true';
	if (lower === 'null') return null;
	try {
		const value: unknown = JSON.parse(text);
		if (typeof value === 'string' || typeof value === 'number') return value;
	} catch (failure) {
		if (!(failure instanceof SyntaxError)) throw failure;
	}
	throw wrong('A value is missing');
}
