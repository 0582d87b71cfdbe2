import fs from 'node:fs';
import type { Example } from './learning.ts';

/** The reasons that people leave for, or the reasons that a change answers. */
export type Kind = 'reasons' | 'changes';

const folder = new URL('./', import.meta.url);
const fixtures = new URL('../../../../test/fixtures/', import.meta.url);

/** Written beside the lexicon, and learned from too: they hold what is read, and measure nothing. */
export const caseFiles: Readonly<Record<Kind, string>> = {
	reasons: 'reason-cases.txt',
	changes: 'change-cases.txt'
};

/** The cases of a file of this folder, one a line: codes (or none) | words. */
export function casesIn(file: string): (Example & { line: number })[] {
	return fs
		.readFileSync(new URL(file, folder), 'utf8')
		.split('\n')
		.map((text, index) => ({ text, line: index + 1 }))
		.filter(({ text }) => text !== '' && !text.startsWith('#'))
		.map(({ text, line }) => {
			const [codes, ...words] = text.split(' | ');
			return {
				line,
				codes: codes!.split(' ').filter((code) => code !== 'none'),
				words: words.join(' | ')
			};
		});
}

/** The files of examples that are learned from, in the order of their names. */
export function exampleFiles(kind: Kind): string[] {
	return fs
		.readdirSync(new URL(`examples/${kind}/`, folder))
		.toSorted()
		.map((file) => `examples/${kind}/${file}`);
}

/** Everything that is learned from: the examples, then the cases. */
export function learnedFrom(kind: Kind): Example[] {
	return [...exampleFiles(kind), caseFiles[kind]]
		.flatMap((file) => casesIn(file))
		.map(({ codes, words }) => ({ codes, words }));
}

/** The labelled lines that nothing is learned from: `dev` was looked at while the lexicon was written, `unseen` was not. */
export function linesIn(kind: Kind, set: 'dev' | 'unseen'): (Example & { line: number })[] {
	return fs
		.readFileSync(new URL(`${kind}-${set}.jsonl`, fixtures), 'utf8')
		.trim()
		.split('\n')
		.map((text, index) => {
			const line = JSON.parse(text) as { text: string; codes?: string[]; resolves?: string[] };
			return { line: index + 1, words: line.text, codes: line.codes ?? line.resolves ?? [] };
		});
}
