import { execFileSync } from 'node:child_process';
import autocannon from 'autocannon';
import type { Measured } from './measured.ts';
import type { BenchProduct } from './product.ts';

const most = 1.2;
const pages = ['/home', '/people', '/groups', '/events', '/openings', '/since', '/notifications', '/me'];
const window = 20; // seconds over which memory is looked at: the median of one look a second

/** Memory of a web process under full load, after so many minutes against after the first. */
export async function measureMemory(
	{ origin, cookie, process }: BenchProduct,
	minutes: number
): Promise<Measured[]> {
	const looks: number[] = [];
	const timer = setInterval(() => looks.push(memoryOf(process.pid!)), 1000);
	const run = await autocannon({
		url: origin,
		connections: 10,
		duration: minutes * 60,
		requests: pages.map((path) => ({ path, headers: { cookie } }))
	});
	clearInterval(timer);
	if (run.non2xx + run.errors > 0)
		throw new Error(`${run.non2xx + run.errors} requests failed; the figures mean nothing`);
	const median = (of: number[]) => of.toSorted((a, b) => a - b)[Math.floor(of.length / 2)]!;
	const [first, last] = [median(looks.slice(60 - window, 60)), median(looks.slice(-window))];
	const mb = (kilobytes: number) => `${(kilobytes / 1024).toFixed(0)} MB`;
	return [
		{
			what: `Memory of the web process after ${minutes} minutes at full load, against after one`,
			budget: `≤ ${most} ×`,
			measured: `${(last / first).toFixed(2)} × (${mb(last)} of ${mb(first)}, ${run.requests.total} pages)`,
			kept: last / first <= most
		}
	];
}

/** What a process holds of memory, in kilobytes. */
const memoryOf = (pid: number) => Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)]));
