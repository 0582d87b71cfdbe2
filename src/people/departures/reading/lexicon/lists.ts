import type { Sign } from '../sign.ts';
import { expressionFor, type Names } from './notation.ts';

// Reads the texts of the lexicon: a heading begins a line, its entries are indented, and what is indented twice
// continues the entry above.

type Block = { heading: string; entries: string[] };

/** The named lists of a text. A list may use those above it. */
export function namedLists(text: string, known: Names = new Map()): Names {
	const names = new Map(known);
	for (const { heading, entries } of blocksOf(text)) {
		if (names.has(heading)) throw new Error(`Two lists are called “${heading}”`);
		names.set(heading, `(?:${sourceOf(entries, names)})`);
	}
	return names;
}

/** One list as a regular expression that finds whether a text holds any of its words. */
export function expressionOf(names: Names, name: string): RegExp {
	const source = names.get(name);
	if (source === undefined) throw new Error(`No list is called “${name}”`);
	return new RegExp(source, 'iu');
}

/** The signs of one reason, in the order of its text: those that name it, then (`scenes`) those told as a scene. */
export function signsOf(code: string, text: string, names: Names): { named: Sign[]; scenes: Sign[] } {
	const [named, scenes]: [Sign[], Sign[]] = [[], []];
	let sign: Sign | undefined;
	for (const { heading, entries } of blocksOf(text)) {
		const source = sourceOf(entries, names);
		const [, kind, weight] = /^(sign|scene) (0\.\d+)$/u.exec(heading) ?? [];
		if (kind) {
			sign = { code, weight: Number(weight), words: new RegExp(source, 'giu') };
			(kind === 'scene' ? scenes : named).push(sign);
		} else if (sign && heading === 'only with') sign.with = new RegExp(source, 'iu');
		else if (sign && heading === 'unless') sign.without = new RegExp(source, 'iu');
		else throw new Error(`No heading of the lexicon (${code}): ${heading}`);
	}
	return { named, scenes };
}

const sourceOf = (entries: readonly string[], names: Names) =>
	entries.map((entry) => expressionFor(entry, names)).join('|');

function blocksOf(text: string): Block[] {
	const blocks: Block[] = [];
	for (const line of text.split('\n')) {
		const words = line.trim();
		if (words === '' || words.startsWith('#')) continue;
		const block = blocks.at(-1);
		if (!line.startsWith('\t')) blocks.push({ heading: words, entries: [] });
		else if (!block) throw new Error(`A heading is missing above: ${words}`);
		else if (!line.startsWith('\t\t')) block.entries.push(words);
		else block.entries.push(`${block.entries.pop() ?? ''} ${words}`);
	}
	return blocks;
}
