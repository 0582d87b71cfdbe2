/**
 * Measures what the budgets say (ratios within one run, sizes, counts), prints a table, and writes
 * bench/results/latest.json. Where a budget was missed it ends with 0 all the same: it informs, and people decide. With 1 it
 * ends where a part could not be measured.
 * docs/performance.md says more.
 *
 *   npm run bench                                        all but what takes long
 *   npm run bench -- --only all                          all of it
 *   npm run bench -- --only home,matching                these parts; parts.ts has their names
 *   npm run bench -- --seconds 10                        how long Home is loaded, each time
 *   npm run bench -- --only scale --people 1000000 --posts 5000000 --touchpoints 30000000
 *                                                        pages and searches at that size (growing it takes a while)
 *   npm run bench -- --only scale --rounds 300           opens each page so often, after warming up
 *   npm run bench -- --only scale --kept FOLDER          grows the networks there once, and measures them again the next time
 *   npm run bench -- --only scale --pages /desk/reach    opens only the pages whose address begins so, or with one of several
 *   npm run bench -- --only digests --digests 100000     writes and sends so many digests
 *   npm run bench -- --only memory --minutes 5           loads the web process for so long
 *   npm run bench -- --departures 1000000                matches a change at that size
 *   npm run bench -- --only imports --rows 1000000       imports an HR file of that size
 *   npm run bench -- --only imports --without-list       the same without keeping the desk's list of people
 *   npm run bench -- --only people --members 100000      hides, compares and erases people at that size
 *   npm run bench -- --only lists --listed 1000000       looks at the desk's list of so many people
 */
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Measured } from './measured.ts';
import { elsewhere, parts, type Sizes } from './parts.ts';
import { withServer, type Server } from './server.ts';

const { values } = parseArgs({
	options: {
		seconds: { type: 'string', default: '8' },
		minutes: { type: 'string', default: '2' },
		people: { type: 'string', default: '20000' },
		posts: { type: 'string', default: '100000' },
		touchpoints: { type: 'string', default: '100000' },
		rounds: { type: 'string', default: '100' },
		departures: { type: 'string', default: '100000' },
		rows: { type: 'string', default: '100000' },
		members: { type: 'string', default: '20000' },
		listed: { type: 'string', default: '100000' },
		digests: { type: 'string', default: '5000' },
		kept: { type: 'string', default: '' },
		pages: { type: 'string', default: '' },
		'without-list': { type: 'boolean', default: false },
		only: { type: 'string', default: '' }
	}
});
const { only, kept: folder, pages, 'without-list': withoutList, ...numbers } = values;
const sizes = {
	...Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, Number(value)])),
	withoutList,
	pages: pages.split(',')
} as Sizes;

const usual = Object.keys(parts).filter((name) => !parts[name]!.isLong);
const wanted = only === 'all' ? Object.keys(parts) : only ? only.split(',') : usual;
const unknown = wanted.filter((name) => !parts[name]);
if (unknown.length > 0)
	throw new Error(`No such part: ${unknown.join(', ')}. There are ${Object.keys(parts).join(', ')}.`);

/** The rows of a part. One that fails says so, keeps no other, and lets the bench end with 1. */
async function measured(name: string, server: Server): Promise<Measured[]> {
	const { rows: what, measure } = parts[name]!;
	try {
		return await measure(server, sizes);
	} catch (error) {
		console.error(`${name} failed:`, error);
		process.exitCode = 1;
		return [{ what, budget: '', measured: `failed: ${(error as Error).message}`, kept: false }];
	}
}

if (folder && only !== 'scale') throw new Error('Only what scale grows is kept: --only scale --kept FOLDER.');

const rows: Measured[] = [];
await withServer(async (server) => {
	for (const name of wanted) {
		const began = performance.now();
		rows.push(...(await measured(name, server)));
		console.log(`${name} took ${((performance.now() - began) / 1000).toFixed(0)} s`);
	}
}, folder);
for (const [name, part] of Object.entries(parts))
	if (!wanted.includes(name))
		rows.push({
			what: part.rows,
			budget: '(left out)',
			measured: `npm run bench -- --only ${name}`,
			kept: null
		});
rows.push(...elsewhere);

const verdict = (kept: boolean | null) => (kept === null ? '-     ' : kept ? 'kept  ' : 'MISSED');
const width = (key: 'what' | 'budget') => Math.max(...rows.map((row) => row[key].length));
for (const { kept, what, budget, measured } of rows)
	console.log(
		[verdict(kept), what.padEnd(width('what')), budget.padEnd(width('budget')), measured].join('  ')
	);
const results = path.resolve(import.meta.dirname, 'results');
fs.mkdirSync(results, { recursive: true });
fs.writeFileSync(
	path.join(results, 'latest.json'),
	`${JSON.stringify({ at: new Date().toISOString(), node: process.version, rows }, null, '\t')}\n`
);
