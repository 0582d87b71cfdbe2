import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { ensureBuilt } from '../bin/commands/build.ts';
import { loadDemoInto } from '../bin/commands/demo.ts';
import type { Part } from '#access/accounts/demo.server.ts';
import { readConfigAnew } from '#platform/config/config.ts';
import { closePools } from '#platform/database/connection.server.ts';
import { migrate } from '#platform/database/migrate.ts';
import { growNetwork } from './large.ts';
import type { Grown, Size } from './network.ts';
import { emptyDatabase, type Server, withClient } from './server.ts';

const root = path.resolve(import.meta.dirname, '..');

/** A web process that runs, and where it answers. */
type Web = { process: ChildProcess; port: number };
/** `cookie` is the session of 中村 さくら, an alumna of the demo network, and `steward` that of its desk. */
export type BenchProduct = { origin: string; cookie: string; steward: string; process: ChildProcess };
/** `url` is the database of both networks. */
export type LargeProduct = { port: number; url: string; large: Grown; small: Grown };

/**
 * Runs `work` against one web process on a fresh demo network. The process reaches the database at `url`, which is the
 * server's own where none is given.
 */
export async function withProduct<T>(
	server: Server,
	work: (product: BenchProduct) => Promise<T>,
	url = server.url
): Promise<T> {
	const demo = emptyDatabase(server).then(() => loadDemoInto(server.url));
	await Promise.all([ensureBuilt(root), demo]);
	return withWeb({ ...server, url }, async ({ port, process }) => {
		const origin = `http://127.0.0.1:${port}`;
		const [cookie, steward] = [await enterDemo(origin, 'tied'), await enterDemo(origin, 'steward')];
		return work({ origin, cookie, steward, process });
	});
}

/** Signs in at the demo's door as one of its guests, and gives the session's cookies. */
async function enterDemo(origin: string, part: Part): Promise<string> {
	const entered = await fetch(`${origin}/as`, {
		method: 'POST',
		redirect: 'manual',
		headers: { origin, 'content-type': 'application/x-www-form-urlencoded' },
		body: `part=${part}`
	});
	const cookie = entered.headers
		.getSetCookie()
		.map((header) => header.split(';')[0])
		.join('; ');
	if (!cookie) throw new Error(`Could not sign in: ${entered.status}`);
	return cookie;
}

/** Runs `work` against one web process whose database holds a large network and a small one. */
export async function withLarge<T>(
	server: Server,
	size: Size,
	work: (product: LargeProduct) => Promise<T>
): Promise<T> {
	await ensureBuilt(root);
	useInThisProcess(server);
	try {
		const { small, large } = await grownIn(server, size);
		return await withWeb(server, ({ port }) => work({ port, url: server.url, large, small }));
	} finally {
		await closePools();
	}
}

type Both = { small: Grown; large: Grown };

/** Both networks: as they were kept, or grown now. */
async function grownIn(server: Server, size: Size): Promise<Both> {
	const told = path.join(server.dataDir, 'grown.json');
	if (fs.existsSync(told)) {
		await migrate(server.url);
		return JSON.parse(fs.readFileSync(told, 'utf8')) as Both;
	}
	await emptyDatabase(server);
	const both = await growBoth(server.url, size);
	if (server.isKept) fs.writeFileSync(told, JSON.stringify(both));
	return both;
}

async function growBoth(url: string, size: Size): Promise<Both> {
	return withClient(url, async (client) => {
		const small = await growNetwork(url, client, 'small', {
			people: 1000,
			posts: 5000,
			touchpoints: Math.round((1000 * size.touchpoints) / size.people)
		});
		const began = performance.now();
		const large = await growNetwork(url, client, 'large', size);
		console.log(`The large network grew in ${((performance.now() - began) / 1000).toFixed(0)} s`);
		await client.query('vacuum analyze');
		const { rows } = await client.query<{ size: string }>(
			'select pg_size_pretty(pg_database_size(current_database())) as size'
		);
		console.log(`Both take ${rows[0]!.size}`);
		return { small, large };
	});
}

/** Runs `work` against a fresh database without a product. */
export async function withDatabase<T>(server: Server, work: (url: string) => Promise<T>): Promise<T> {
	await emptyDatabase(server);
	useInThisProcess(server);
	return work(server.url).finally(closePools);
}

/** Lets commands and queries that the bench calls directly find the database. */
function useInThisProcess({ url, dataDir }: Server): void {
	process.env.DATABASE_URL = url;
	process.env.OKAERI_DATA = dataDir;
	readConfigAnew(); // a part before this one may have read them without
}

/** Runs `work` against a web process, and ends the process afterwards. */
async function withWeb<T>({ url, dataDir }: Server, work: (web: Web) => Promise<T>): Promise<T> {
	const port = await freePort();
	const web = spawn(process.execPath, [path.join(root, 'bin/commands/web.ts')], {
		cwd: root,
		env: {
			...process.env,
			DATABASE_URL: url,
			OKAERI_DATA: dataDir,
			PORT: String(port),
			NODE_ENV: 'production'
		},
		stdio: ['ignore', 'inherit', 'inherit', 'ipc']
	});
	try {
		await new Promise((ready) => web.once('message', ready));
		return await work({ port, process: web });
	} finally {
		const gone = new Promise((resolve) => web.once('exit', resolve));
		web.kill('SIGTERM');
		await gone;
	}
}

export async function freePort(): Promise<number> {
	const server = net.createServer();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as net.AddressInfo;
	await new Promise((resolve) => server.close(resolve));
	return port;
}
