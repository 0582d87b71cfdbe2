import { describe, expect, test } from 'vitest';
import { reasonsAnsweredIn } from './answering.ts';
import { learnedFrom, linesIn } from './cases.server.ts';
import { reasonsIn } from './reading.ts';

/** Micro F1: twice what is right, by everything wanted and given. */
function scoreOf(results: readonly { wanted: readonly string[]; given: readonly string[] }[]): number {
	const right = results.flatMap(({ wanted, given }) => given.filter((code) => wanted.includes(code)));
	const all = results.flatMap(({ wanted, given }) => [...given, ...wanted]);
	return (2 * right.length) / all.length;
}

describe.for([
	{ kind: 'reasons', read: reasonsIn },
	{ kind: 'changes', read: reasonsAnsweredIn }
] as const)('$kind that neither the learning nor the lexicon has seen', ({ kind, read }) => {
	test('at least three in four are read right', () => {
		const results = linesIn(kind, 'unseen').map(({ words, codes }) => ({
			wanted: codes,
			given: read(words).map((reason) => reason.code)
		}));
		expect(scoreOf(results)).toBeGreaterThan(0.75);
	});
	test('none of the labelled lines is among what is learned from', () => {
		const seen = new Set(learnedFrom(kind).map((example) => example.words));
		const labelled = [...linesIn(kind, 'unseen'), ...linesIn(kind, 'dev')];
		expect(labelled.filter(({ words }) => seen.has(words))).toEqual([]);
	});
});
