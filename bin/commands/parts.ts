import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { config } from '#platform/config/config.ts';

const root = path.resolve(import.meta.dirname, '../..');
const parts = { web: path.join(root, 'bin/commands/web.ts'), worker: path.join(root, 'src/worker.ts') };

export type Part = keyof typeof parts;
export type Running = {
	children: Map<Part, ChildProcess>;
	isStopping: boolean;
	settings: Record<string, string>;
	dataDir: string;
};

const longestWait = 30_000;

/**
 * Starts web or worker. The promise is kept once the process is ready, and broken where it does not become so. From
 * then on it is started again whenever it ends, at once and then after longer and longer waits, for as long as the
 * product runs: one part that cannot start takes nothing else with it.
 */
export async function runPart(part: Part, running: Running): Promise<void> {
	const child = await startPart(part, running);
	child.once('exit', (code, signal) => {
		if (!running.isStopping) void runAgain(part, running, `ended (${code ?? signal})`);
	});
}

async function runAgain(part: Part, running: Running, why: string): Promise<void> {
	for (let wait = 500, reason = why; ; wait = Math.min(wait * 2, longestWait)) {
		console.error(`The ${part} process ${reason}; it is started again in ${wait / 1000} s.`);
		await new Promise((go) => setTimeout(go, wait));
		if (running.isStopping) return;
		try {
			await runPart(part, running);
			return console.error(`The ${part} process works again.`);
		} catch (error) {
			if (running.isStopping) return;
			reason = (error as Error).message;
		}
	}
}

/** A process says 'ready', or in words why it cannot start. */
async function startPart(part: Part, running: Running): Promise<ChildProcess> {
	const child = spawn(process.execPath, [parts[part]], {
		cwd: root,
		env: { ...process.env, ...running.settings, NODE_ENV: 'production' },
		stdio: ['ignore', 'inherit', 'inherit', 'ipc']
	});
	running.children.set(part, child);
	let words = '';
	await new Promise<void>((resolve, reject) => {
		child.on('message', (message) => (message === 'ready' ? resolve() : (words = String(message))));
		child.once('exit', (code, signal) =>
			reject(new Error(`did not start: ${words || `it ended with ${code ?? signal}`}`))
		);
	});
	fs.writeFileSync(path.join(running.dataDir, `${part}.pid`), String(child.pid));
	return child;
}

/** Asks a process to end, and kills it ten seconds after it should have begun to. */
export async function ended(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
	child.kill('SIGTERM');
	const hurry = setTimeout(() => child.kill('SIGKILL'), 10_000 + config().DRAIN_SECONDS * 1000);
	await gone;
	clearTimeout(hurry);
}
