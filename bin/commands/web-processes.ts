/**
 * Lets several processes serve at one address. In the process that leads them this module never ends, so that what
 * imports it goes on only in those that serve.
 */
import cluster, { type Worker } from 'node:cluster';
import path from 'node:path';
import { config } from '#platform/config/config.ts';
import { openMetricsOf } from '#platform/metrics/serving.server.ts';

const longestWait = 30_000;
let isStopping = false;

const { WEB_PROCESSES } = config();
if (cluster.isPrimary && WEB_PROCESSES > 1) await lead(WEB_PROCESSES);

async function lead(count: number): Promise<never> {
	cluster.setupPrimary({ exec: path.resolve(import.meta.dirname, 'web.ts') });
	for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());
	process.on('disconnect', () => void stop()); // whoever started it is gone
	try {
		await Promise.all(Array.from({ length: count }, begin));
	} catch (error) {
		await giveUp((error as Error).message);
	}
	await openMetricsOf(() =>
		Object.values(cluster.workers ?? {}).flatMap((worker) => worker?.process ?? [])
	);
	process.send?.('ready');
	return new Promise(() => undefined);
}

/** Starts a process that serves, and starts it again whenever it ends, after longer and longer waits. */
async function begin(): Promise<void> {
	const worker = await startOne();
	worker.once('exit', (code, signal) => {
		if (!isStopping) void beginAgain(`ended (${signal ?? code})`);
	});
}

async function beginAgain(why: string): Promise<void> {
	for (let wait = 500, reason = why; ; wait = Math.min(wait * 2, longestWait)) {
		console.error(`One of the web processes ${reason}; it is started again in ${wait / 1000} s.`);
		await new Promise((go) => setTimeout(go, wait));
		if (isStopping) return;
		try {
			await begin();
			return console.error('All web processes work again.');
		} catch (error) {
			if (isStopping) return;
			reason = (error as Error).message;
		}
	}
}

/** A process says 'ready', or in words why it cannot start. */
async function startOne(): Promise<Worker> {
	const worker = cluster.fork();
	let words = '';
	await new Promise<void>((resolve, reject) => {
		worker.on('message', (said) => (said === 'ready' ? resolve() : (words = String(said))));
		worker.once('exit', (code, signal) =>
			reject(new Error(words || `did not start: it ended with ${signal ?? code}`))
		);
	});
	return worker;
}

/** Lets each process answer what it was asked, and ends when all have. */
async function stop(code = 0): Promise<void> {
	if (isStopping) return;
	isStopping = true;
	const running = Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined);
	await Promise.all(
		running.map(
			(worker) =>
				new Promise((gone) => {
					worker.once('exit', gone);
					worker.process.kill('SIGTERM');
				})
		)
	);
	process.exit(code);
}

/** Whoever started this hears in words why it does not serve. */
async function giveUp(words: string): Promise<void> {
	if (process.send) await new Promise((sent) => process.send!(words, sent));
	else console.error(words);
	await stop(1);
}
