import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensureBuilt } from '../../bin/commands/build.ts';
import { isAlive } from '#platform/postgres/process.ts';

const root = path.resolve(import.meta.dirname, '../..');
const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'okaeri-dies-'));
fs.chmodSync(dataDir, 0o755);
let product: ChildProcess;
let origin: string;
let output = '';

beforeAll(async () => {
	await ensureBuilt(root);
	const port = await freePort();
	origin = `http://127.0.0.1:${port}`;
	product = spawn(path.join(root, 'bin/okaeri'), ['start'], {
		env: {
			...process.env,
			NODE_ENV: 'production',
			OKAERI_DATA: dataDir,
			PORT: String(port),
			HOST: '127.0.0.1',
			LOG_LEVEL: 'silent',
			DATABASE_URL: '',
			SMTP_URL: '',
			ORIGIN: origin
		},
		stdio: ['ignore', 'pipe', 'pipe']
	});
	for (const stream of [product.stdout!, product.stderr!])
		stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
	await until(() => output.includes('Ready in'), 240_000);
}, 600_000);
afterAll(async () => {
	if (product.exitCode === null) {
		const gone = new Promise((resolve) => product.once('exit', resolve));
		product.kill('SIGTERM');
		await gone;
	}
	fs.rmSync(dataDir, { recursive: true, force: true });
}, 60_000);

async function until(isReached: () => boolean | Promise<boolean>, milliseconds: number): Promise<void> {
	for (const began = Date.now(); !(await isReached());) {
		if (Date.now() - began > milliseconds) throw new Error(`Not reached in time. It said:\n${output}`);
		await new Promise((go) => setTimeout(go, 50));
	}
}

async function freePort(): Promise<number> {
	const server = net.createServer();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as net.AddressInfo;
	await new Promise((resolve) => server.close(resolve));
	return port;
}

const postmaster = () =>
	Number(fs.readFileSync(path.join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);

const look = (url: string, headers = {}) => fetch(origin + url, { headers, redirect: 'manual' });

/** Comes in at the demo's door. What is acknowledged is a session. Undefined where it was not acknowledged. */
async function comeIn(): Promise<string | undefined> {
	const answer = await fetch(`${origin}/as`, {
		method: 'POST',
		redirect: 'manual',
		headers: { origin, accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
		body: 'part=tied'
	});
	const cookies = answer.headers.getSetCookie().map((header) => header.split(';')[0]);
	return answer.status === 303 && cookies.length > 0 ? cookies.join('; ') : undefined;
}

test(
	'the database is killed under light load: it comes back by itself, pages say so meanwhile, and nothing acknowledged is lost',
	{ timeout: 120_000 },
	async () => {
		const acknowledged: string[] = [];
		const loading = { isOver: false };
		const load = (async () => {
			while (!loading.isOver) {
				const session = await comeIn();
				if (session) acknowledged.push(session);
				await new Promise((go) => setTimeout(go, 400));
			}
		})();
		await until(() => acknowledged.length >= 3, 20_000);

		const killed = postmaster();
		process.kill(killed, 'SIGKILL');
		const killedAt = Date.now();
		await until(async () => (await look('/', { 'accept-language': 'en' })).status === 503, 5_000);
		const page = await look('/', { 'accept-language': 'en-GB,en;q=0.9' });
		if (page.status === 503) {
			expect(page.headers.get('retry-after')).toBe('5');
			expect(await page.text()).toContain('Everything that was saved before is safe.');
		}
		await until(async () => (await look('/up')).status === 200, 15_000 - (Date.now() - killedAt));
		const before = acknowledged.length;
		await until(() => acknowledged.length > before + 1, 15_000);
		loading.isOver = true;
		await load;

		expect(postmaster()).not.toBe(killed);
		expect(output).toContain('The database had ended. It was started again');
		expect(acknowledged.length).toBeGreaterThan(4);
		for (const cookie of acknowledged)
			expect((await look('/home', { cookie })).status, 'a session that was acknowledged').toBe(200);
		expect(product.exitCode).toBeNull();
	}
);

test(
	'a second start says who runs here; asked to end, the product ends with all of its own',
	{ timeout: 60_000 },
	async () => {
		const second = spawn(path.join(root, 'bin/okaeri'), ['start'], {
			env: { ...process.env, OKAERI_DATA: dataDir, DATABASE_URL: '' },
			stdio: ['ignore', 'ignore', 'pipe']
		});
		let said = '';
		second.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
		const code = await new Promise((resolve) => second.once('exit', resolve));
		expect(said).toContain(`Okaeri runs here already: ${origin}`);
		expect(code).toBe(1);
		const server = postmaster();
		const gone = new Promise((resolve) => product.once('exit', resolve));
		product.kill('SIGTERM');
		expect(await gone).toBe(0);
		expect(isAlive(server)).toBe(false);
	}
);
