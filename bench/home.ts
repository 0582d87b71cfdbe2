import autocannon from 'autocannon';
import type { BenchProduct } from './product.ts';
import type { Measured } from './measured.ts';

type Figure = (run: autocannon.Result) => number;

/**
 * Measures Home, signed in, against a fixed page that asks the database `select 1`. One process answers 10
 * connections. The two pages take turns, twice each, so that a busy moment of the machine hits both.
 */
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
	const failed = [...fixed, ...home].reduce((sum, run) => sum + run.non2xx + run.errors, 0);
	if (failed > 0) throw new Error(`${failed} requests failed; the figures mean nothing`);
	return [rateOf(home, fixed), tailOf(home, fixed)];
}

function rateOf(home: autocannon.Result[], fixed: autocannon.Result[]): Measured {
	const rate: Figure = (run) => run.requests.average;
	const [atHome, atFixed] = [mean(home, rate), mean(fixed, rate)];
	const ratio = atHome / atFixed;
	return {
		what: 'Home, requests/s against the fixed page',
		budget: '≥ 0.35 ×',
		measured: `${ratio.toFixed(2)} × (${atHome.toFixed(0)} of ${atFixed.toFixed(0)})`,
		kept: ratio >= 0.35
	};
}

function tailOf(home: autocannon.Result[], fixed: autocannon.Result[]): Measured {
	const p99: Figure = (run) => run.latency.p99;
	const [atHome, atFixed] = [mean(home, p99), mean(fixed, p99)];
	const ratio = atHome / atFixed;
	return {
		what: 'Home, p99 against the fixed page',
		budget: '≤ 4 ×',
		measured: `${ratio.toFixed(2)} × (${atHome.toFixed(0)} ms of ${atFixed.toFixed(0)} ms)`,
		kept: ratio <= 4
	};
}

function mean(runs: autocannon.Result[], figure: Figure): number {
	return runs.reduce((sum, run) => sum + figure(run), 0) / runs.length;
}
