import { withLarge } from '/work/main/bench/product.ts';
import { measurePages, measureSearch } from '/work/main/bench/scale.ts';
const [people, posts] = process.argv.slice(2).map(Number);
const t=Date.now();
const rows = await withLarge({ people, posts }, async ({ port, large, small }) => { console.log('grown', Date.now()-t, process.env.DATABASE_URL, JSON.stringify(large)); const fs = await import('node:fs'); if (process.argv[4]) while (!fs.existsSync('/tmp/go')) await new Promise(r => setTimeout(r, 500)); return [...(await measurePages(port, large, small)), ...(await measureSearch(large))]; });
for (const r of rows) console.log(r.kept ? 'kept  ' : 'MISSED', r.what, r.budget, r.measured);
