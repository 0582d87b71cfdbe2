import { describe, expect, test } from 'vitest';
import { isRunning, nextOf, refusals, refusalWords, statuses } from './application.ts';

describe('where an application can go', () => {
	test('forwards, or to a refusal; never back, never to "withdrawn", which is the applicant’s alone', () => {
		expect(nextOf('received')).toEqual(['in_contact', 'interviewing', 'offered', 'hired', 'refused']);
		expect(nextOf('offered')).toEqual(['hired', 'refused']);
		for (const status of statuses) expect(nextOf(status)).not.toContain('withdrawn');
	});

	test('nowhere from its end', () => {
		for (const status of statuses.filter((one) => !isRunning(one))) expect(nextOf(status)).toEqual([]);
	});
});

test.each(refusals)('a refusal (%s) thanks, and keeps the relationship', (refusal) => {
	const words = refusalWords[refusal]({ name: '中村さん' });
	expect(words).toContain('中村さん');
	expect(words).toMatch(/ありがとう/);
	expect(words).toMatch(/これからも|また/);
	expect(words).not.toMatch(/不採用|不合格|残念/);
});
