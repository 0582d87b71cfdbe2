import { reasonsAnsweredByName } from './answering.ts';
import { caseFiles, casesIn, exampleFiles, linesIn, type Kind } from './cases.server.ts';
import { reasonsNamedIn } from './lexicon-reading.ts';
import type { ReadReason } from './sign.ts';

/** Where the record is kept, beside this file. */
export const recordFile = 'recorded-readings.txt';

const heading = `# What the lexicon alone reads in every case, example and labelled line.
# Each line: line of the file, codes, confidences, words.
# Written by a generator: npm run learn:reasons -- --record. A test compares it with what the lexicon reads now.`;

const readers: Readonly<Record<Kind, (text: string) => Map<string, ReadReason>>> = {
	reasons: (text) => reasonsNamedIn(text.normalize('NFKC').trim()),
	changes: reasonsAnsweredByName
};

/**
 * What the lexicon reads now, in the form of the record. Texts in which it reads nothing are left out. What was
 * learned has no part in it, so that the record changes only with the lexicon, the tone or the texts.
 */
export function readingsNow(): string {
	const kinds = ['reasons', 'changes'] as const;
	return `${[heading, ...kinds.flatMap(recordOf)].join('\n')}\n`;
}

function recordOf(kind: Kind): string[] {
	const files = [caseFiles[kind], ...exampleFiles(kind)].map((file) => ({ file, texts: casesIn(file) }));
	const sets = (['dev', 'unseen'] as const).map((set) => ({
		file: `${kind}-${set}.jsonl`,
		texts: linesIn(kind, set)
	}));
	return [...files, ...sets].flatMap(({ file, texts }) => [
		`\n${file}`,
		...texts
			.map(({ line, words }) => ({ line, read: inOrder(readers[kind](words)) }))
			.filter(({ read }) => read.length > 0)
			.map(({ line, read }) => `${line} ${read.map(inShort).join('; ')}`)
	]);
}

const inShort = ({ code, confidence, words }: ReadReason) =>
	`${code} ${Number(confidence.toFixed(6))} ${words.join('/').replaceAll('\n', ' ')}`;

const inOrder = (found: Map<string, ReadReason>) =>
	[...found.values()].toSorted((a, b) => (a.code < b.code ? -1 : 1));
