/**
 * Measures what the budgets say (ratios within one run, sizes, counts), prints a table and writes bench/results/latest.json.
 * `npm run bench -- --seconds 10`. With `--people 1000000 --posts 5000000` also pages and searches at that size, against a small network
 * beside it; growing it takes a while. It never fails: it tells.
 */
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { measureHome } from './home.ts';
import { withLarge, withProduct } from './product.ts';
import { measurePages, measureSearch } from './scale.ts';
import { weighHome } from './weight.ts';

export type Measured = { what: string; budget: string; measured: string; kept: boolean };

const { values } = parseArgs({ options: { seconds: { type: 'string', default: '8' }, people: { type: 'string', default: '20000' }, posts: { type: 'string', default: '100000' } } });
const rows: Measured[] = await withProduct(async (product) => [...(await measureHome(product, Number(values.seconds))), ...(await weighHome(product))]);
rows.push(...(await withLarge({ people: Number(values.people), posts: Number(values.posts) }, async ({ port, large, small }) => [...(await measurePages(port, large, small)), ...(await measureSearch(large))])));

const width = (key: keyof Measured) => Math.max(...rows.map((row) => String(row[key]).length));
for (const row of rows) console.log(`${row.kept ? 'kept  ' : 'MISSED'}  ${row.what.padEnd(width('what'))}  ${row.budget.padEnd(width('budget'))}  ${row.measured}`);
const results = path.resolve(import.meta.dirname, 'results');
fs.mkdirSync(results, { recursive: true });
fs.writeFileSync(path.join(results, 'latest.json'), `${JSON.stringify({ at: new Date().toISOString(), node: process.version, rows }, null, '\t')}\n`);
