/**
 * Measures what the budgets say (ratios within one run, sizes, counts), prints a table and writes bench/results/latest.json.
 * `npm run bench -- --seconds 10`. With `--people 1000000 --posts 5000000` also pages and searches at that size, against a small network
 * beside it; growing it takes a while. `--departures 1000000` matches a change at that size. `--only home,matching` leaves parts out. It never fails: it tells.
 */
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { measureHome } from './home.ts';
import { measureMatching } from './matching.ts';
import { withDatabase, withLarge, withProduct } from './product.ts';
import { measurePages, measureSearch } from './scale.ts';
import { weighHome } from './weight.ts';

export type Measured = { what: string; budget: string; measured: string; kept: boolean };

const { values } = parseArgs({
	options: {
		seconds: { type: 'string', default: '8' },
		people: { type: 'string', default: '20000' },
		posts: { type: 'string', default: '100000' },
		departures: { type: 'string', default: '100000' },
		only: { type: 'string', default: 'home,scale,matching' }
	}
});
const parts = values.only.split(',');
const rows: Measured[] = [];
if (parts.includes('home'))
	rows.push(
		...(await withProduct(async (product) => [
			...(await measureHome(product, Number(values.seconds))),
			...(await weighHome(product))
		]))
	);
if (parts.includes('matching'))
	rows.push(...(await withDatabase((url) => measureMatching(url, Number(values.departures)))));
if (parts.includes('scale'))
	rows.push(
		...(await withLarge(
			{ people: Number(values.people), posts: Number(values.posts) },
			async ({ port, large, small }) => [
				...(await measurePages(port, large, small)),
				...(await measureSearch(large))
			]
		))
	);

const width = (key: keyof Measured) => Math.max(...rows.map((row) => String(row[key]).length));
for (const row of rows)
	console.log(
		`${row.kept ? 'kept  ' : 'MISSED'}  ${row.what.padEnd(width('what'))}  ${row.budget.padEnd(width('budget'))}  ${row.measured}`
	);
const results = path.resolve(import.meta.dirname, 'results');
fs.mkdirSync(results, { recursive: true });
fs.writeFileSync(
	path.join(results, 'latest.json'),
	`${JSON.stringify({ at: new Date().toISOString(), node: process.version, rows }, null, '\t')}\n`
);
