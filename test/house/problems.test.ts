import { expect, test } from 'vitest';

const pages = import.meta.glob<string>('../../src/**/*.svelte', {
	eager: true,
	query: '?raw',
	import: 'default'
});
const sources = Object.entries(pages).map(([file, source]) => ({ file, source }));
const withProblems = sources.filter(({ source }) => /\bproblems\b/.test(source));

test('no page shows the first of several problems and is silent about the others', () => {
	expect(withProblems.length).toBeGreaterThan(30);
	const silent = withProblems.filter(({ source }) =>
		/Object\.(keys|values|entries)\(\s*problems\s*\)\s*(\[0\]|\.at\(0\))/.test(source)
	);
	expect(silent.map(({ file }) => file)).toEqual([]);
});
