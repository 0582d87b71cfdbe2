/**
 * Learns from the examples (and the cases of the tests) which words speak for which reason for leaving, and which change answers which, and keeps it beside them:
 * `npm run learn:reasons`. `-- --check` says whether what is kept is what the examples teach. Neither the development sets nor the unseen ones are ever learned from.
 */
import fs from 'node:fs';
import path from 'node:path';
import { learn, type Example } from '#people/departures/reading/learning.ts';

const folder = path.resolve(import.meta.dirname, '../src/people/departures/reading');
keep(
	'learned-reasons.json',
	learn([...examplesOf('examples/reasons'), ...casesIn('reason-cases.txt')], true)
);
keep(
	'learned-changes.json',
	learn([...examplesOf('examples/changes'), ...casesIn('change-cases.txt')], false)
);

function examplesOf(subfolder: string): Example[] {
	return fs
		.readdirSync(path.join(folder, subfolder))
		.toSorted()
		.flatMap((file) => casesIn(path.join(subfolder, file)));
}

function casesIn(file: string): Example[] {
	return fs
		.readFileSync(path.join(folder, file), 'utf8')
		.split('\n')
		.filter((line) => line !== '' && !line.startsWith('#'))
		.map((line) => {
			const [codes, ...words] = line.split(' | ');
			return { codes: codes!.split(' ').filter((code) => code !== 'none'), words: words.join(' | ') };
		});
}

function keep(file: string, learned: unknown): void {
	const kept = path.join(folder, file);
	const made = `${JSON.stringify(learned)}\n`;
	if (!process.argv.includes('--check')) fs.writeFileSync(kept, made);
	else if (fs.readFileSync(kept, 'utf8') !== made) {
		console.error(`${file} is not what the examples teach: run npm run learn:reasons`);
		process.exit(1);
	}
	console.log(`${file}: ${(made.length / 1024).toFixed(0)} KB`);
}
