/**
 * How well reasons are read: `npm run eval:reasons`. Prints a table by code (precision, recall, F1), the micro and
 * macro mean, and every miss. The files it reads are never learned from.
 *
 * `-- --reasons FILE --changes FILE` takes other files of the same form (JSON lines with id, text and codes or
 * resolves); `--json` prints the figures alone.
 */
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { reasonsAnsweredIn } from '#people/departures/reading/answering.ts';
import { reasonsIn } from '#people/departures/reading/reading.ts';
import type { ReadReason } from '#people/departures/reading/sign.ts';

const fixtures = path.resolve(import.meta.dirname, '../test/fixtures');
const { values } = parseArgs({
	options: {
		reasons: { type: 'string', default: path.join(fixtures, 'reasons-dev.jsonl') },
		changes: { type: 'string', default: path.join(fixtures, 'changes-dev.jsonl') },
		json: { type: 'boolean', default: false }
	}
});

type Line = { id: string; text: string; codes?: string[]; resolves?: string[] };
type Tally = { right: number; wrong: number; missed: number };
type Score = { precision: number; recall: number; f1: number };
type Result = { micro: Score; macroF1: number; byCode: Map<string, Tally>; misses: string[] };

const results = {
	reasons: evaluate(values.reasons, reasonsIn),
	changes: evaluate(values.changes, reasonsAnsweredIn)
};
if (values.json)
	console.log(
		JSON.stringify(
			Object.fromEntries(
				Object.entries(results).map(([name, { micro, macroF1 }]) => [
					name,
					{ microF1: micro.f1, microPrecision: micro.precision, microRecall: micro.recall, macroF1 }
				])
			)
		)
	);
else for (const [name, result] of Object.entries(results)) print(name, result);

function evaluate(file: string, read: (text: string) => ReadReason[]): Result {
	const byCode = new Map<string, Tally>();
	const tally = (code: string) =>
		byCode.get(code) ?? byCode.set(code, { right: 0, wrong: 0, missed: 0 }).get(code)!;
	const misses: string[] = [];
	for (const line of linesOf(file)) {
		const wanted = line.codes ?? line.resolves ?? [];
		const given = read(line.text);
		const missed = wanted.filter((code) => !given.some((reason) => reason.code === code));
		for (const { code } of given) tally(code)[wanted.includes(code) ? 'right' : 'wrong']++;
		for (const code of missed) tally(code).missed++;
		if (missed.length > 0 || given.some(({ code }) => !wanted.includes(code)))
			misses.push(missOf(line, wanted, given));
	}
	const tallies = [...byCode.values()];
	const total = (key: keyof Tally) => tallies.reduce((sum, counted) => sum + counted[key], 0);
	return {
		micro: score({ right: total('right'), wrong: total('wrong'), missed: total('missed') }),
		macroF1: tallies.reduce((sum, counted) => sum + score(counted).f1, 0) / Math.max(1, tallies.length),
		byCode,
		misses
	};
}

function linesOf(file: string): Line[] {
	return fs
		.readFileSync(file, 'utf8')
		.split('\n')
		.filter((line) => line.trim() !== '')
		.map((line) => JSON.parse(line) as Line);
}

function missOf({ id, text }: Line, wanted: readonly string[], given: readonly ReadReason[]): string {
	const read = given.map(
		({ code, confidence, words }) => `${code} ${confidence.toFixed(2)} (${words.join(' / ')})`
	);
	return (
		`${id}  wanted ${wanted.join(' ') || 'none'}, read ${read.join(', ') || 'none'}\n` +
		`    ${text.replaceAll('\n', ' ')}`
	);
}

function score({ right, wrong, missed }: Tally): Score {
	const share = (part: number, whole: number) => (whole === 0 ? 1 : part / whole);
	return {
		precision: share(right, right + wrong),
		recall: share(right, right + missed),
		f1: share(2 * right, 2 * right + wrong + missed)
	};
}

function print(name: string, { micro, macroF1, byCode, misses }: Result): void {
	const row = (label: string, { precision, recall, f1 }: Score, cases: number | '') => {
		const figures = [precision, recall, f1].map((figure) => figure.toFixed(3).padStart(9));
		console.log(`${label.padEnd(20)} ${figures.join(' ')} ${String(cases).padStart(6)}`);
	};
	console.log(`\n${name.padEnd(20)} precision    recall        F1  cases`);
	for (const [code, tally] of [...byCode].toSorted()) row(code, score(tally), tally.right + tally.missed);
	row('micro', micro, '');
	console.log(`macro F1 ${macroF1.toFixed(3)}`);
	if (misses.length > 0) console.log(`\nMisses\n${misses.join('\n')}`);
}
