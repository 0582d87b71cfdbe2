import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Measured } from './measured.ts';
import { freePort } from './product.ts';

const root = path.resolve(import.meta.dirname, '..');
const mostMb = 500;
const mostSeconds = 15;

/** How much was installed, whether a compiler was needed, and how long a fresh checkout takes to its first page. */
export async function measureInstall(): Promise<Measured[]> {
	return [weighModules(), countCompiled(), ...(await measureStart())];
}

/** What tools keep there afterwards. */
const keptLater = new Set(['.cache', '.vite', '.vite-temp', '.vitest-cache']);

function weighModules(): Measured {
	const modules = fs.realpathSync(path.join(root, 'node_modules'));
	const installed = fs.readdirSync(modules).filter((name) => !keptLater.has(name));
	const bytes = installed.reduce((sum, name) => sum + onDisk(path.join(modules, name)), 0);
	const mb = bytes / 1024 / 1024;
	return {
		what: 'node_modules of this checkout, on disk',
		budget: `≤ ${mostMb} MB`,
		measured: `${mb.toFixed(1)} MB`,
		kept: mb <= mostMb
	};
}

/** The bytes that a file or a folder takes on the disk, whole blocks each. */
function onDisk(place: string): number {
	const found = fs.lstatSync(place);
	if (!found.isDirectory()) return found.blocks * 512;
	return fs
		.readdirSync(place)
		.reduce((sum, name) => sum + onDisk(path.join(place, name)), found.blocks * 512);
}

/** Packages that brought sources for a compiler and have a result of one beside them. */
function countCompiled(): Measured {
	const modules = path.join(root, 'node_modules');
	const compiled = fs
		.globSync(['*/build/Release/*.node', '@*/*/build/Release/*.node'], { cwd: modules })
		.map((file) => file.split('/build/')[0]!);
	return {
		what: 'Packages that a compiler made here',
		budget: '0',
		measured: compiled.length === 0 ? '0' : compiled.join(', '),
		kept: compiled.length === 0
	};
}

/** Starts the last commit from a folder of its own twice, each time with an empty data directory. */
async function measureStart(): Promise<Measured[]> {
	const copy = fs.mkdtempSync(path.join(os.tmpdir(), 'okaeri-checkout-'));
	fs.chmodSync(copy, 0o755);
	try {
		execFileSync('sh', ['-c', `git archive HEAD | tar -x -C ${copy}`], { cwd: root });
		fs.symlinkSync(fs.realpathSync(path.join(root, 'node_modules')), path.join(copy, 'node_modules'));
		const first = await secondsToPage(copy);
		const second = await secondsToPage(copy);
		return [figure('a fresh checkout, which builds first', first), figure('built already', second)];
	} finally {
		fs.rmSync(copy, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
	}
}

const figure = (what: string, seconds: number): Measured => ({
	what: `npm start with its demo, to the first page served (${what})`,
	budget: `≤ ${mostSeconds} s`,
	measured: `${seconds.toFixed(1)} s`,
	kept: seconds <= mostSeconds
});

/** Seconds until the product serves its sign-in page, from nothing but a checkout. */
async function secondsToPage(checkout: string): Promise<number> {
	const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'okaeri-start-'));
	fs.chmodSync(dataDir, 0o755);
	const port = await freePort();
	const env = { ...process.env, OKAERI_DATA: dataDir, HOST: '127.0.0.1', PORT: String(port) };
	const began = performance.now();
	const program = spawn(path.join(checkout, 'bin/okaeri'), ['start'], {
		cwd: checkout,
		env,
		stdio: ['ignore', 'pipe', 'inherit']
	});
	const ready = new Promise<void>((resolve) =>
		program.stdout.on('data', (said: Buffer) => void (String(said).includes('Ready in') && resolve()))
	);
	const gone = new Promise<void>((resolve) => program.once('exit', () => resolve()));
	try {
		while (!(await answers(`http://127.0.0.1:${port}/`)))
			if (program.exitCode !== null) throw new Error(`The product ended with ${program.exitCode}`);
		const seconds = (performance.now() - began) / 1000;
		await ready; // which is a little later: the worker starts too
		return seconds;
	} finally {
		program.kill('SIGTERM');
		await gone;
		fs.rmSync(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
	}
}

/** Does a page come? Waits a little where none does yet. */
async function answers(address: string): Promise<boolean> {
	const answer = await fetch(address).catch((error: TypeError) => {
		if ((error.cause as NodeJS.ErrnoException | undefined)?.code !== 'ECONNREFUSED') throw error;
	});
	if (answer?.ok) return true;
	await new Promise((resolve) => setTimeout(resolve, 50));
	return false;
}
