import { describe, expect, test } from 'vitest';
import { reasonsAnsweredIn } from './answering.ts';
import { caseFiles, casesIn } from './cases.server.ts';
import type { ReadReason } from './sign.ts';
import { reasonsIn } from './reading.ts';

const codesOf = (reasons: readonly ReadReason[]) => reasons.map((reason) => reason.code).toSorted();

// These cases were written beside the lexicon, and the learning has seen them as well. They hold what is read
// already. How well people's words are read is measured in unseen.test.ts.

describe('cases that the learning has seen: reasons in people’s own words', () => {
	test.for(casesIn(caseFiles.reasons))('$words', ({ words, codes }) => {
		expect(codesOf(reasonsIn(words))).toEqual(codes.toSorted());
	});
});

describe('cases that the learning has seen: what a change answers', () => {
	test.for(casesIn(caseFiles.changes))('$words', ({ words, codes }) => {
		expect(codesOf(reasonsAnsweredIn(words))).toEqual(codes.toSorted());
	});
});
