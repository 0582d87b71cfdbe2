import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { verdict, type Verdict } from '../verdict.ts';
import { opensAgain, seconds, withLife, type Life } from './life.ts';
import type { Run } from './scenarios.ts';

const sizeMegabytes = 700;

/**
 * The disk of the database and of the data directory has no room left, and then has again. It is a file system of its own
 * in memory, which only root may make; elsewhere the table says that it was not tried.
 */
export async function diskFills({ seed }: Run): Promise<Verdict[]> {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'okaeri-faults-disk-'));
	const size = `size=${sizeMegabytes}m,mode=0755`;
	const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', size, 'okaeri-faults', folder], {
		encoding: 'utf8'
	});
	if (mounted.status !== 0) {
		fs.rmdirSync(folder);
		return [verdict('a full disk', true, `not tried: ${mounted.stderr?.trim() || 'mount is missing'}`)];
	}
	const clear = () => {
		spawnSync('umount', ['-l', folder]);
		fs.rmdirSync(folder);
	};
	process.once('exit', clear); // a run that is interrupted leaves no file system behind
	try {
		const dataDir = path.join(folder, 'data');
		fs.mkdirSync(dataDir, { mode: 0o755 });
		return await withLife('f', seed, (life) => fill(life, folder), { dataDir });
	} finally {
		process.off('exit', clear);
		clear();
	}
}

async function fill(life: Life, folder: string): Promise<Verdict[]> {
	const ballast = path.join(folder, 'ballast');
	const before = await life.during(async () => {
		await seconds(4);
		return life.book.acknowledged;
	});
	const told = await life.during(async () => {
		takeAllRoom(ballast);
		await seconds(10);
		const { status } = await life.client.ask('/up', undefined);
		return verdict('/up while the disk is full', status === 503, `${status}`);
	});
	const during = life.book.acknowledged - before;
	fs.rmSync(ballast);
	return [
		verdict('writes before the disk was full', before > 0, `${before}`),
		told,
		verdict('writes acknowledged on the full disk (each must be there)', true, `${during}`),
		await opensAgain(life, 'after there is room', 60)
	];
}

function takeAllRoom(file: string): void {
	const block = Buffer.alloc(1_000_000);
	const open = fs.openSync(file, 'w');
	try {
		for (;;) if (fs.writeSync(open, block) === 0) return;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
	} finally {
		fs.closeSync(open);
	}
}

const delayMilliseconds = 300;

/**
 * Each fsync of the database takes 0.3 s longer, as on a disk that is worn out or shared. strace holds the calls up; where
 * it is missing the table says that it was not tried.
 */
export async function diskIsSlow({ seed }: Run): Promise<Verdict[]> {
	if (spawnSync('strace', ['-V']).status !== 0)
		return [verdict('a slow disk', true, 'not tried: strace is missing')];
	return withLife('s', seed, async (life) => {
		const delay = `inject=fsync,fdatasync:delay_enter=${delayMilliseconds * 1000}`;
		const processes = life.installation.database.pids.flatMap((pid) => ['-p', `${pid}`]);
		const flags = ['-f', '-qq', '-o', '/dev/null', '-e', 'trace=fsync,fdatasync', '-e', delay];
		const tracer = spawn('strace', [...flags, ...processes], { stdio: ['ignore', 'ignore', 'pipe'] });
		let said = '';
		tracer.stderr.on('data', (bytes: Buffer) => (said += bytes.toString()));
		const gone = new Promise((ended) => tracer.once('exit', ended));
		await seconds(1);
		if (tracer.exitCode !== null)
			return [verdict('a slow disk', true, `not tried: ${said.trim().slice(0, 80)}`)];
		await life.during(() => seconds(12));
		const acknowledged = life.book.acknowledged;
		tracer.kill('SIGTERM');
		await gone;
		return [
			verdict(
				`writes while each fsync takes ${delayMilliseconds} ms longer`,
				acknowledged > 0,
				`${acknowledged} in 12 s`
			),
			await opensAgain(life, 'when the disk is quick again', 15)
		];
	});
}
