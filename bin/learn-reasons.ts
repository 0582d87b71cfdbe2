/**
 * Learns from the examples (and the cases of the tests) which words speak for which reason for leaving, and which
 * change answers which, and keeps it beside them: `npm run learn:reasons`. Neither the development sets nor the
 * unseen ones are ever learned from.
 *
 * `-- --check` says whether what is kept decides as the examples teach. `-- --record` writes down what the lexicon
 * reads in every text, for whoever changed it on purpose.
 */
import fs from 'node:fs';
import path from 'node:path';
import { learnedFrom, type Kind } from '#people/departures/reading/cases.server.ts';
import { judgedDifferently } from '#people/departures/reading/decisions.ts';
import { learn } from '#people/departures/reading/learning.ts';
import type { Packed } from '#people/departures/reading/packed.ts';
import { readingsNow, recordFile } from '#people/departures/reading/recorded.server.ts';

const folder = path.resolve(import.meta.dirname, '../src/people/departures/reading');
if (process.argv.includes('--record')) fs.writeFileSync(path.join(folder, recordFile), readingsNow());
else for (const kind of ['reasons', 'changes'] as const) keepOrCheck(kind);

function keepOrCheck(kind: Kind): void {
	const file = path.join(folder, `learned-${kind}.json`);
	const examples = learnedFrom(kind);
	const learned = learn(examples, kind === 'reasons');
	if (process.argv.includes('--check')) check(file, learned, examples);
	else fs.writeFileSync(file, `${JSON.stringify(learned)}\n`);
	console.log(`${path.basename(file)}: ${(fs.statSync(file).size / 1024).toFixed(0)} KB`);
}

function check(file: string, learned: Packed, examples: readonly { words: string }[]): void {
	const kept = JSON.parse(fs.readFileSync(file, 'utf8')) as Packed;
	const texts = examples.map((example) => example.words);
	const different = judgedDifferently(kept, learned, texts);
	if (different.length === 0) return;
	console.error(
		`${path.basename(file)} is not what the examples teach: ${different.length} of ${texts.length} texts ` +
			`are judged differently, the first is “${different[0]}”. Run npm run learn:reasons`
	);
	process.exit(1);
}
