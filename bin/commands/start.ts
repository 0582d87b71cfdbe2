import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { config } from '#platform/config/config.ts';
import { migrate } from '#platform/database/migrate.ts';
import { isAlive } from '#platform/postgres/cluster.ts';
import { useEmbedded } from '#platform/postgres/embedded.ts';
import { ensureBuilt } from './build.ts';
import { loadDemoInto } from './demo.ts';

const root = path.resolve(import.meta.dirname, '../..');
const parts = { web: path.join(root, 'bin/commands/web.ts'), worker: path.join(root, 'src/worker.ts') };

type Part = keyof typeof parts;
type Running = {
	children: Map<Part, ChildProcess>;
	isStopping: boolean;
	stop: (code: number) => Promise<void>;
};

/** Runs the product: database, schema, demo network where there is none, web and worker. Ends all of it on Ctrl-C. */
export async function start(): Promise<void> {
	const began = Date.now();
	const { dataDir, origin } = config();
	fs.mkdirSync(dataDir, { recursive: true });
	const release = claim(path.join(dataDir, 'running'), origin);
	const own = process.env.DATABASE_URL || undefined;
	const embedded = own ? undefined : await useEmbedded(dataDir);
	const running: Running = { children: new Map(), isStopping: false, stop };
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(0));
	try {
		const url = own ?? embedded!.url;
		const [demo] = await Promise.all([migrate(url).then(() => loadDemoInto(url)), ensureBuilt(root)]);
		await Promise.all([runPart('web', running, url, dataDir), runPart('worker', running, url, dataDir)]);
		console.log(greeting(origin, demo, Date.now() - began));
	} catch (error) {
		console.error((error as Error).message);
		await stop(1);
	}

	async function stop(code: number): Promise<void> {
		if (running.isStopping) return;
		running.isStopping = true;
		await Promise.all([...running.children.values()].map(ended));
		await embedded?.leave();
		release();
		process.exit(code);
	}
}

/** Starts web or worker, and starts it again when it ends by itself. The promise is kept once the process is ready. */
async function runPart(part: Part, running: Running, url: string, dataDir: string): Promise<void> {
	const child = spawn(process.execPath, [parts[part]], {
		cwd: root,
		env: { ...process.env, DATABASE_URL: url, NODE_ENV: 'production' },
		stdio: ['ignore', 'inherit', 'inherit', 'ipc']
	});
	running.children.set(part, child);
	let isReady = false;
	await new Promise<void>((resolve, reject) => {
		child.once('message', () => {
			isReady = true;
			resolve();
		});
		child.once('exit', (code, signal) => {
			if (running.isStopping) return;
			if (!isReady) return reject(new Error(`The ${part} process did not start (${code ?? signal}).`));
			console.error(`The ${part} process ended (${code ?? signal}); it is started again.`);
			const again = () => runPart(part, running, url, dataDir).catch(() => running.stop(1));
			setTimeout(() => void again(), 500);
		});
	});
	fs.writeFileSync(path.join(dataDir, `${part}.pid`), String(child.pid));
}

function greeting(origin: string, demo: boolean, milliseconds: number): string {
	const lines = [
		'',
		`Okaeri  ${origin}`,
		demo
			? 'A demo network was loaded. Open the address and choose who to be: 人事・運営担当 (the steward) is a good start.'
			: 'In a demo network, the first page lists who you can be.'
	];
	if (!process.env.SMTP_URL)
		lines.push(
			'Mails are not sent (SMTP_URL is not set): read them at the desk, under 送信箱 / Outbox.',
			'In a real network the desk does not see links that let someone in. A member’s sign-in link: bin/okaeri link EMAIL'
		);
	lines.push(`Ready in ${(milliseconds / 1000).toFixed(1)} s. Ctrl-C ends it.`);
	return `${lines.join('\n  ')}\n`;
}

/**
 * Marks the data directory as this process's own, and gives what takes the mark away. Throws where Okaeri runs on it
 * already. A mark that a crash left behind is replaced.
 */
function claim(file: string, origin: string): () => void {
	const [pid, address] = fs.existsSync(file) ? fs.readFileSync(file, 'utf8').split(' ') : [];
	if (pid && Number(pid) !== process.pid && isAlive(Number(pid)) && isOkaeri(Number(pid)))
		throw new Error(`Okaeri runs here already: ${address} (process ${pid}).`);
	fs.rmSync(file, { force: true });
	try {
		fs.writeFileSync(file, `${process.pid} ${origin}`, { flag: 'wx' });
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'EEXIST')
			throw new Error('Okaeri is being started here already.', { cause: error });
		throw error;
	}
	return () => fs.rmSync(file, { force: true });
}

function isOkaeri(pid: number): boolean {
	const line = `/proc/${pid}/cmdline`;
	return !fs.existsSync(line) || fs.readFileSync(line, 'utf8').includes('okaeri');
}

/** Asks a process to end, and kills it after ten seconds. */
async function ended(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
	child.kill('SIGTERM');
	const hurry = setTimeout(() => child.kill('SIGKILL'), 10_000);
	await gone;
	clearTimeout(hurry);
}
