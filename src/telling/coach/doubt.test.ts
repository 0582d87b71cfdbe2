import { expect, test } from 'vitest';
import { doubtOf } from './doubt.ts';

const overtime = '残業を月20時間までにしました。当時は、深夜まで残業が続きました。いまは、18時に帰れます。';

test('a text about overtime, ticked as pay, is doubted; ticked as overtime it is not', () => {
	const { found, doubted } = doubtOf(overtime, ['pay']);
	expect(found.map(({ code }) => code)).toContain('working_hours');
	expect(doubted).toEqual(['pay']);
	expect(doubtOf(overtime, ['working_hours']).doubted).toEqual([]);
	expect(doubtOf(overtime, ['pay', 'working_hours']), 'also with both ticked').toMatchObject({
		doubted: ['pay']
	});
});

test('a text of which nothing can be read is not doubted', () => {
	expect(doubtOf('いろいろ変わりました。', ['pay'])).toEqual({ read: [], found: [], doubted: [] });
});
