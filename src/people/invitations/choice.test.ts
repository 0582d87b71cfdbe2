import { expect, test } from 'vitest';
import { listed } from './choice.ts';

test.each([
	['', []],
	['製造', ['製造']],
	['製造、 営業,開発，製造', ['製造', '営業', '開発']],
	[' , 、', []]
])('%s names %j', (text, words) => {
	expect(listed(text)).toEqual(words);
});
