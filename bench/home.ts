import autocannon from 'autocannon';
import type { BenchProduct } from './product.ts';
import type { Measured } from './run.ts';

/** Home, signed in, against the fixed page with one `select 1`: 10 connections, one process, one after the other, twice. */
export async function measureHome({ origin, cookie }: BenchProduct, seconds: number): Promise<Measured[]> {
	const load = (path: string, duration: number) =>
		autocannon({
			url: origin + path,
			connections: 10,
			duration,
			headers: path === '/up' ? {} : { cookie }
		});
	await load('/up', 3);
	await load('/home', 3);
	const fixed = [await load('/up', seconds)];
	const home = [await load('/home', seconds)];
	fixed.push(await load('/up', seconds));
	home.push(await load('/home', seconds));
	const failed = [...fixed, ...home].reduce((sum, one) => sum + one.non2xx + one.errors, 0);
	if (failed > 0) throw new Error(`${failed} requests failed; the figures mean nothing`);
	const mean = (runs: autocannon.Result[], of: (run: autocannon.Result) => number) =>
		runs.reduce((sum, run) => sum + of(run), 0) / runs.length;
	const rate = mean(home, (run) => run.requests.average) / mean(fixed, (run) => run.requests.average);
	const tail = mean(home, (run) => run.latency.p99) / mean(fixed, (run) => run.latency.p99);
	return [
		{
			what: 'Home, requests/s against the fixed page',
			budget: '≥ 0.35 ×',
			measured: `${rate.toFixed(2)} × (${mean(home, (run) => run.requests.average).toFixed(0)} of ${mean(fixed, (run) => run.requests.average).toFixed(0)})`,
			kept: rate >= 0.35
		},
		{
			what: 'Home, p99 against the fixed page',
			budget: '≤ 4 ×',
			measured: `${tail.toFixed(2)} × (${mean(home, (run) => run.latency.p99).toFixed(0)} ms of ${mean(fixed, (run) => run.latency.p99).toFixed(0)} ms)`,
			kept: tail <= 4
		}
	];
}
