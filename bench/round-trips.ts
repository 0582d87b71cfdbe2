import net from 'node:net';
import { pagesFrom, shapeOf } from './kinds-of-page.ts';
import type { Measured } from './measured.ts';
import { withProduct } from './product.ts';
import type { Server } from './server.ts';

const most = 4;
const delay = 100;
const rounds = 5;

/**
 * Counts how often an alumni page waits for the database. Between the web process and PostgreSQL stands a go-between
 * that can hold back each answer for 100 ms: a page that waits three times then takes 300 ms longer. What travels
 * together, or is not waited for, adds nothing. Every kind of page that 中村 さくら can reach by links is opened.
 */
export async function measureRoundTrips(server: Server): Promise<Measured[]> {
	const between = await goBetween(server.url);
	try {
		return await withProduct(
			server,
			async ({ origin, cookie }) => {
				const counted = [];
				for (const page of await pagesFrom(origin, cookie))
					counted.push({ page, trips: await tripsOf(origin + page, cookie, between) });
				return [figure(counted)];
			},
			between.url
		);
	} finally {
		between.close();
	}
}

type Counted = { page: string; trips: number };

function figure(counted: Counted[]): Measured {
	const sorted = counted.toSorted((a, b) => b.trips - a.trips);
	const over = sorted.filter(({ trips }) => trips > most);
	const named = (over.length > 0 ? over : sorted.slice(0, 1)).map(
		({ page, trips }) => `${shapeOf(page)} ${trips}`
	);
	return {
		what: `Any alumni page, round trips to the database (${counted.length} kinds of page)`,
		budget: `≤ ${most}`,
		measured: `at most ${sorted[0]!.trips}: ${named.join(', ')}`,
		kept: over.length === 0
	};
}

type Between = { url: string; hold: (milliseconds: number) => void; close: () => void };

/** Stands before PostgreSQL on a port of its own, and holds back what comes from there for as long as it is told. */
async function goBetween(url: string): Promise<Between> {
	const { searchParams } = new URL(url);
	const socket = `${searchParams.get('host')}/.s.PGSQL.${searchParams.get('port')}`;
	let held = 0;
	const open = new Set<net.Socket>();
	const server = net.createServer((here) => {
		const there = net.connect(socket);
		here.setNoDelay();
		for (const end of [here, there]) {
			open.add(end);
			end.on('close', () => open.delete(end));
			end.on('error', () => void [here.destroy(), there.destroy()]);
		}
		here.pipe(there);
		there.on('data', (bytes) => void setTimeout(() => here.write(bytes), held));
		there.on('end', () => setTimeout(() => here.end(), held));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const own = new URL(url);
	own.searchParams.set('host', '127.0.0.1');
	own.searchParams.set('port', String((server.address() as net.AddressInfo).port));
	return {
		url: own.href,
		hold: (milliseconds) => void (held = milliseconds),
		close: () => {
			server.close();
			for (const end of open) end.destroy();
		}
	};
}

async function tripsOf(address: string, cookie: string, between: Between): Promise<number> {
	const [free, slow]: [number[], number[]] = [[], []];
	for (let round = 0; round <= rounds; round++) {
		between.hold(0);
		const atOnce = await timeOf(address, cookie);
		between.hold(delay);
		const later = await timeOf(address, cookie);
		await new Promise((resolve) => setTimeout(resolve, 2 * delay)); // for what was not waited for
		if (round === 0) continue;
		free.push(atOnce);
		slow.push(later);
	}
	return Math.round((Math.min(...slow) - Math.min(...free)) / delay); // what else the machine does only adds
}

async function timeOf(address: string, cookie: string): Promise<number> {
	const began = performance.now();
	const answer = await fetch(address, { headers: { cookie } });
	await answer.arrayBuffer();
	if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
	return performance.now() - began;
}
