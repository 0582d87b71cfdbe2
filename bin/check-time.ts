/**
 * Today belongs to the network (docs/decisions/0021). Finds code that asks the database server or London for the day
 * instead, and ends with 1 where there is any. Tests and released migrations may.
 */
import { filesIn, isReleased, textOf } from './sources.ts';

const wrong = [
	{ form: /\bcurrent[_]date\b/gi, instead: 'network_today()' },
	{
		form: /\.toISOString\(\)\s*\.slice\(\s*0,\s*10\s*\)/g,
		instead: 'dayAt or today of #platform/clock/today.ts'
	}
];

const files = filesIn('src', 'bin', 'demo', 'db/migrations').filter(
	(file) => /\.(ts|svelte|sql)$/.test(file) && !file.endsWith('.test.ts') && !isReleased(file)
);
for (const file of files) {
	const text = textOf(file);
	for (const { form, instead } of wrong)
		for (const found of text.matchAll(form)) {
			const line = text.slice(0, found.index).split('\n').length;
			console.error(`${file}:${line} ${found[0].replaceAll(/\s/g, '')}: use ${instead}`);
			process.exitCode = 1;
		}
}
