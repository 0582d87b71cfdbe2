import { expect, test } from 'vitest';
import { everyone, isForEveryone, listed } from './choice.ts';

test.each([
	['', []],
	['製造', ['製造']],
	['製造、 営業,開発，製造', ['製造', '営業', '開発']],
	[' , 、', []]
])('%s names %j', (text, words) => {
	expect(listed(text)).toEqual(words);
});

test('a choice that narrows anything is not for everyone', () => {
	expect(isForEveryone(everyone)).toBe(true);
	const { people: _, ...unpicked } = everyone;
	expect(isForEveryone(unpicked)).toBe(true);
	for (const narrowed of [
		{ companies: ['x'] },
		{ imports: ['x'] },
		{ departments: ['x'] },
		{ notDepartments: ['x'] },
		{ yearsFrom: 0 },
		{ yearsUntil: 0 },
		{ reasons: ['pay'] },
		{ people: [] }
	])
		expect(isForEveryone({ ...everyone, ...narrowed })).toBe(false);
});
