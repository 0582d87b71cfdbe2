import { spawn, type ChildProcess } from 'node:child_process';
import net, { type AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { ensureBuilt } from '../../bin/commands/build.ts';

const root = path.resolve(import.meta.dirname, '../..');
const own = useOwnDatabase();
let hikari: Hikari;
const children: ChildProcess[] = [];
let log = '';
const ports = { web: 0, metrics: 0, ofWorker: 0 };

/** Words that only people bring along. None of them may ever stand in the log or in a figure. */
const marks = ['しるし', 'mark@example.jp', 'markedtoken', '090-1234-5678', 'mark.example.net'];

beforeAll(async () => {
	hikari = await foundHikari(own.owner);
	await ensureBuilt(root);
	for (const name of ['web', 'metrics', 'ofWorker'] as const) ports[name] = await freePort();
	run('bin/commands/web.ts', ports.metrics);
	run('src/worker.ts', ports.ofWorker);
	await Promise.all([up(ports.web, '/healthz'), up(ports.ofWorker, '/readyz')]);
}, 600_000);
afterAll(async () => {
	await Promise.all(
		children.map((child) => {
			if (child.exitCode !== null || child.signalCode !== null) return undefined;
			const gone = new Promise((ended) => child.once('exit', ended));
			child.kill('SIGTERM');
			return gone;
		})
	);
});

/** A process as a service manager runs it: it shows its figures itself. */
function run(file: string, metricsPort: number): void {
	const child = spawn(process.execPath, [path.join(root, file)], {
		cwd: root,
		env: {
			...process.env,
			DATABASE_URL: own.url,
			HOST: '127.0.0.1',
			PORT: String(ports.web),
			METRICS_PORT: String(metricsPort),
			TRUSTED_PROXIES: '127.0.0.1',
			LOG_LEVEL: 'debug',
			SLOW_QUERY_MS: '1',
			NODE_ENV: 'production'
		},
		stdio: ['ignore', 'inherit', 'pipe']
	});
	child.stderr!.on('data', (piece: Buffer) => (log += piece.toString()));
	children.push(child);
}

const ask = (port: number, address: string, init: RequestInit = {}) =>
	fetch(`http://127.0.0.1:${port}${address}`, { redirect: 'manual', ...init });
/** Waits until a process answers. */
const up = (port: number, address: string) =>
	vi.waitFor(async () => expect((await ask(port, address)).status).toBe(200), {
		timeout: 60_000,
		interval: 200
	});
/** The whole lines that were written so far. */
const lines = () =>
	log
		.slice(0, log.lastIndexOf('\n') + 1)
		.split('\n')
		.filter(Boolean)
		.map((line) => JSON.parse(line) as Record<string, unknown>);

async function freePort(): Promise<number> {
	const server = net.createServer();
	await new Promise<void>((open) => server.listen(0, '127.0.0.1', open));
	const { port } = server.address() as AddressInfo;
	await new Promise<void>((closed) => server.close(() => closed()));
	return port;
}

test('a process lives without a database’s schema, but is not ready', async () => {
	await own.owner.query(`update ground.migration set name = 'away' where name = '0001_ground.sql'`);
	const status = async (port: number, address: string) => (await ask(port, address)).status;
	try {
		for (const port of [ports.web, ports.ofWorker]) {
			await expect.poll(() => status(port, '/readyz'), { timeout: 10_000 }).toBe(503);
			expect(await status(port, '/healthz')).toBe(200);
		}
	} finally {
		await own.owner.query(`update ground.migration set name = '0001_ground.sql' where name = 'away'`);
	}
	await up(ports.web, '/readyz');
	expect(lines()).toContainEqual(
		expect.objectContaining({ msg: 'This process is not ready', missing: ['0001_ground.sql'] })
	);
});

test('a request bears the id that a proxy gave it, if chance made it', async () => {
	const given = '0123456789abcdef0123456789abcdef';
	const idOf = async (id: string) =>
		(await ask(ports.web, '/sign-in', { headers: { 'x-request-id': id } })).headers.get('x-request-id');
	expect(await idOf(given)).toBe(given);
	expect(await idOf('markedtoken')).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
	await expect.poll(lines).toContainEqual(
		expect.objectContaining({
			request: given,
			route: '/(public)/sign-in',
			status: 200,
			level: 'debug'
		})
	);
});

const asked = ['/sign-in', '/people', '/join/markedtoken', '/api/v1/people', '/unsubscribe/markedtoken'];
const sent = [
	'/sign-in?/link',
	'/sign-in?/password',
	'/claim?/send',
	'/join/markedtoken',
	'/hooks/mail',
	'/scim/v2/Users'
];

test('whatever people send, and whatever a job is about, stands in no line of the log and in no figure', async () => {
	const marked = encodeURIComponent(marks.join(' '));
	const headers = {
		authorization: 'Bearer markedtoken',
		cookie: `okaeri_session=markedtoken; x=${marked}`
	};
	const form = { ...headers, 'content-type': 'application/x-www-form-urlencoded' };
	const origin = { origin: `http://127.0.0.1:${ports.web}`, 'user-agent': 'mark@example.jp' };
	const body = `email=${encodeURIComponent('mark@example.jp')}&words=${marked}&password=markedtoken`;
	for (const page of asked) await ask(ports.web, `${page}?q=${marked}`, { headers });
	await ask(ports.web, `/${marked}`, { headers });
	for (const page of sent)
		await ask(ports.web, page, { method: 'POST', headers: { ...form, ...origin }, body });
	await own.owner.query(`select graphile_worker.add_job('link.preview', $1::json, max_attempts => 1)`, [
		JSON.stringify({
			networkId: hikari.network.networkId,
			url: `https://mark.example.net/${marks[0]}`,
			request: 'r1'
		})
	]);
	await own.owner.query(`select graphile_worker.add_job('digest.send', $1::json, max_attempts => 1)`, [
		JSON.stringify({ networkId: 'しるし', request: 'r2' })
	]);
	await expect
		.poll(lines, { timeout: 30_000 })
		.toContainEqual(
			expect.objectContaining({ msg: 'A job failed for good', job: 'digest.send', request: 'r2' })
		);
	await expect
		.poll(lines, { timeout: 30_000 })
		.toContainEqual(
			expect.objectContaining({ msg: 'A link has no preview', job: 'link.preview', request: 'r1' })
		);
	const figures = await Promise.all(
		[ports.metrics, ports.ofWorker].map(async (port) => (await ask(port, '/metrics')).text())
	);
	for (const text of [log, ...figures])
		for (const mark of [...marks, marked, ...marks.map(encodeURIComponent)])
			expect(text, mark).not.toContain(mark);
}, 120_000);

test('slow queries have names, and both parts count what they do', async () => {
	const [web, worker] = await Promise.all(
		[ports.metrics, ports.ofWorker].map(async (port) => (await ask(port, '/metrics')).text())
	);
	const slow = lines().find(({ msg }) => msg === 'A slow query');
	expect(slow).toMatchObject({
		query: expect.any(String),
		ms: expect.any(Number),
		text: expect.any(String)
	});
	expect(web).toMatch(
		/okaeri_requests_total\{route="\/\(public\)\/sign-in",method="POST",status="\d+",part="web"\}/
	);
	expect(web).toMatch(/okaeri_query_seconds_count\{[^}]*query="select [a-z_ .]+"[^}]*\} \d/);
	expect(web).toContain('nodejs_eventloop_lag_seconds{part="web"}');
	expect(web).toMatch(/okaeri_pool_connections\{pool="app",state="open",part="web"\} [1-9]/);
	expect(worker).toContain('okaeri_jobs_total{job="digest.send",outcome="given_up",part="worker"} 1');
	expect(worker).toContain('okaeri_queue_jobs{job="digest.send",state="given_up",part="worker"} 1');
	expect(worker).toContain('okaeri_mail_oldest_seconds{part="worker"} 0');
});
