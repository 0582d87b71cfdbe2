/**
 * Measures what the budgets say (ratios within one run, sizes, counts), prints a table, and writes
 * bench/results/latest.json. It always ends with 0, also where a budget was missed: it informs, and people decide.
 *
 *   npm run bench -- --seconds 10                        how long Home is loaded, each time
 *   npm run bench -- --people 1000000 --posts 5000000    pages and searches at that size (growing it takes a while)
 *   npm run bench -- --departures 1000000                matches a change at that size
 *   npm run bench -- --only imports --rows 1000000       imports an HR file of that size
 *   npm run bench -- --only imports --without-list       the same without keeping the desk's list of people
 *   npm run bench -- --only people --members 100000      hides, compares and erases people at that size
 *   npm run bench -- --only lists --listed 1000000       looks at the desk's list of so many people
 *   npm run bench -- --only home,matching                leaves the other parts out
 */
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { measureWire } from './compression.ts';
import { measureHome } from './home.ts';
import { measureMatching } from './matching.ts';
import { measureImport } from './imports.ts';
import { measureLists } from './lists.ts';
import type { Measured } from './measured.ts';
import { measurePeople } from './people.ts';
import { withDatabase, withLarge, withProduct } from './product.ts';
import { measurePages, measureSearch } from './scale.ts';
import { withServer, type Server } from './server.ts';
import { weighHome } from './weight.ts';

const { values } = parseArgs({
	options: {
		seconds: { type: 'string', default: '8' },
		people: { type: 'string', default: '20000' },
		posts: { type: 'string', default: '100000' },
		departures: { type: 'string', default: '100000' },
		rows: { type: 'string', default: '100000' },
		members: { type: 'string', default: '20000' },
		listed: { type: 'string', default: '100000' },
		'without-list': { type: 'boolean', default: false },
		only: { type: 'string', default: 'home,scale,matching,imports,people,lists' }
	}
});
const size = { people: Number(values.people), posts: Number(values.posts) };

const parts: Record<string, (server: Server) => Promise<Measured[]>> = {
	home: (server) =>
		withProduct(server, async (product) => [
			...(await measureHome(product, Number(values.seconds))),
			...(await weighHome(product)),
			...(await measureWire(product))
		]),
	imports: (server) =>
		withDatabase(server, () => measureImport(server, Number(values.rows), values['without-list'])),
	matching: (server) => withDatabase(server, (url) => measureMatching(url, Number(values.departures))),
	lists: (server) => withDatabase(server, (url) => measureLists(url, Number(values.listed))),
	people: (server) => withDatabase(server, (url) => measurePeople(url, Number(values.members))),
	scale: (server) =>
		withLarge(server, size, async ({ port, large, small }) => [
			...(await measurePages(port, large, small)),
			...(await measureSearch(large))
		])
};

const wanted = values.only.split(',');
const rows: Measured[] = [];
await withServer(async (server) => {
	for (const [name, measure] of Object.entries(parts))
		if (wanted.includes(name)) rows.push(...(await measure(server)));
});

const width = (key: keyof Measured) => Math.max(...rows.map((row) => String(row[key]).length));
for (const { kept, what, budget, measured } of rows)
	console.log(
		[
			kept ? 'kept  ' : 'MISSED',
			what.padEnd(width('what')),
			budget.padEnd(width('budget')),
			measured
		].join('  ')
	);
const results = path.resolve(import.meta.dirname, 'results');
fs.mkdirSync(results, { recursive: true });
fs.writeFileSync(
	path.join(results, 'latest.json'),
	`${JSON.stringify({ at: new Date().toISOString(), node: process.version, rows }, null, '\t')}\n`
);
