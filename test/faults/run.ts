import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuilt } from '../../bin/commands/build.ts';
import { scenarios } from './scenarios/scenarios.ts';

const usage = `npm run faults -- [--minutes 1.5] [--seed 1] [--only NAME,NAME]

Starts the whole product with a database of its own, lets people use it, breaks it, and compares what was acknowledged
with what is there. --only names scenarios: ${Object.keys(scenarios).join(', ')}.`;

/** Runs the scenarios one after another and prints a table of verdicts. Gives whether all are right. */
async function run(minutes: number, seed: number, names: readonly string[]): Promise<boolean> {
	await ensureBuilt(path.resolve(import.meta.dirname, '../..'));
	const began = Date.now();
	const wrong: string[] = [];
	for (const name of names) {
		console.log(`\n## ${name} (seed ${seed})\n`);
		const at = Date.now();
		for (const { what, seen, isRight } of await scenarios[name]!({ minutes, seed })) {
			console.log(`| ${isRight ? 'right' : 'WRONG'} | ${what} | ${seen} |`);
			if (!isRight) wrong.push(`${name}: ${what}`);
		}
		const [load] = os.loadavg();
		const took = ((Date.now() - at) / 1000).toFixed(0);
		console.log(`\n${took} s; load ${load!.toFixed(0)} on ${os.availableParallelism()} cores`);
	}
	const took = ((Date.now() - began) / 1000).toFixed(0);
	console.log(
		wrong.length === 0
			? `\nAll is right, after ${took} s.`
			: `\nWRONG, after ${took} s:\n${wrong.join('\n')}`
	);
	return wrong.length === 0;
}

// Whoever is interrupted ends what they started, too: 'exit' follows.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

const options = {
	minutes: { type: 'string', default: '1.5' },
	seed: { type: 'string', default: '1' },
	only: { type: 'string', default: Object.keys(scenarios).join(',') },
	help: { type: 'boolean', short: 'h' }
} as const;

const { values } = parseArgs({ options });
const names = values.only.split(',');
const [minutes, seed] = [Number(values.minutes), Number(values.seed)];
if (values.help || !(minutes > 0) || !Number.isInteger(seed) || names.some((name) => !(name in scenarios))) {
	console.log(usage);
	process.exit(values.help ? 0 : 2);
}
process.exit((await run(minutes, seed, names)) ? 0 : 1);
