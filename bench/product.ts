import { spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { ensureBuilt } from '../bin/commands/build.ts';
import { loadDemoInto } from '../bin/commands/demo.ts';
import { closePools } from '#platform/database/connection.server.ts';
import { migrate } from '#platform/database/migrate.ts';
import { useEmbedded } from '#platform/postgres/embedded.ts';
import { growNetwork, type Grown, type Size } from './large.ts';

const root = path.resolve(import.meta.dirname, '..');
export type BenchProduct = {
	origin: string;
	/** The session of 中村 さくら, an alumna of the demo network. */ cookie: string;
};
export type LargeProduct = { port: number; large: Grown; small: Grown };

/** Runs `work` against one web process on a fresh demo network, and clears everything away. */
export async function withProduct<T>(work: (product: BenchProduct) => Promise<T>): Promise<T> {
	const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'okaeri-bench-'));
	fs.chmodSync(dataDir, 0o755);
	const embedded = await useEmbedded(dataDir);
	try {
		await Promise.all([ensureBuilt(root), migrate(embedded.url).then(() => loadDemoInto(embedded.url))]);
		const port = await freePort();
		const origin = `http://127.0.0.1:${port}`;
		const web = spawn(process.execPath, [path.join(root, 'bin/commands/web.ts')], {
			cwd: root,
			env: {
				...process.env,
				DATABASE_URL: embedded.url,
				OKAERI_DATA: dataDir,
				PORT: String(port),
				NODE_ENV: 'production'
			},
			stdio: ['ignore', 'inherit', 'inherit', 'ipc']
		});
		try {
			await new Promise((ready) => web.once('message', ready));
			const entered = await fetch(`${origin}/as`, {
				method: 'POST',
				redirect: 'manual',
				headers: { origin, 'content-type': 'application/x-www-form-urlencoded' },
				body: 'part=tied'
			});
			const cookie = entered.headers
				.getSetCookie()
				.map((one) => one.split(';')[0])
				.join('; ');
			if (!cookie) throw new Error(`Could not sign in: ${entered.status}`);
			return await work({ origin, cookie });
		} finally {
			const gone = new Promise((resolve) => web.once('exit', resolve));
			web.kill('SIGTERM');
			await gone;
		}
	} finally {
		await embedded.leave();
		fs.rmSync(dataDir, { recursive: true, force: true });
	}
}

/** Runs `work` against one web process whose database holds a large network and a small one. */
export async function withLarge<T>(size: Size, work: (product: LargeProduct) => Promise<T>): Promise<T> {
	const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'okaeri-bench-'));
	fs.chmodSync(dataDir, 0o755);
	const embedded = await useEmbedded(dataDir);
	try {
		await Promise.all([ensureBuilt(root), migrate(embedded.url)]);
		process.env.DATABASE_URL = embedded.url;
		process.env.OKAERI_DATA = dataDir;
		const client = new pg.Client({ connectionString: embedded.url });
		await client.connect();
		const grow = async () => {
			const both = {
				small: await growNetwork(embedded.url, client, 'small', { people: 1000, posts: 5000 }),
				large: await growNetwork(embedded.url, client, 'large', size)
			};
			await client.query('vacuum analyze');
			return both;
		};
		const { small, large } = await grow().finally(() => client.end());
		const port = await freePort();
		const web = spawn(process.execPath, [path.join(root, 'bin/commands/web.ts')], {
			cwd: root,
			env: { ...process.env, PORT: String(port), NODE_ENV: 'production' },
			stdio: ['ignore', 'inherit', 'inherit', 'ipc']
		});
		try {
			await new Promise((ready) => web.once('message', ready));
			return await work({ port, large, small });
		} finally {
			const gone = new Promise((resolve) => web.once('exit', resolve));
			web.kill('SIGTERM');
			await gone;
			await closePools();
		}
	} finally {
		await embedded.leave();
		fs.rmSync(dataDir, { recursive: true, force: true });
	}
}

/** Runs `work` against a fresh database without a product. */
export async function withDatabase<T>(work: (url: string) => Promise<T>): Promise<T> {
	const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'okaeri-bench-'));
	fs.chmodSync(dataDir, 0o755);
	const embedded = await useEmbedded(dataDir);
	try {
		await migrate(embedded.url);
		process.env.DATABASE_URL = embedded.url;
		process.env.OKAERI_DATA = dataDir;
		return await work(embedded.url).finally(closePools);
	} finally {
		await embedded.leave();
		fs.rmSync(dataDir, { recursive: true, force: true });
	}
}

async function freePort(): Promise<number> {
	const server = net.createServer();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as net.AddressInfo;
	await new Promise((resolve) => server.close(resolve));
	return port;
}
