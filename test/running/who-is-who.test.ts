import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isAlive, markOf, runs } from '#platform/postgres/process.ts';
import { claim } from '../../bin/commands/claim.ts';

let dir: string;
let child: ChildProcess | undefined;
beforeEach(() => {
	dir = fs.mkdtempSync(path.join(os.tmpdir(), 'okaeri-who-'));
});
afterEach(() => {
	child?.kill('SIGKILL');
	fs.rmSync(dir, { recursive: true, force: true });
});

const gone = (process: ChildProcess) => new Promise((resolve) => process.once('exit', resolve));

test('a process is known by its number and when it began', async () => {
	child = spawn('sleep', ['60']);
	const mark = markOf(child.pid!);
	expect(runs(mark)).toBe(true);
	expect(runs(`${child.pid} 1`), 'the number went to another process since').toBe(false);
	expect(runs(String(child.pid)), 'a mark of before, without a beginning').toBe(false);
	child.kill('SIGKILL');
	await gone(child);
	expect(runs(mark)).toBe(false);
});

test('the data directory is someone’s while they run, and not because a process is called okaeri', async () => {
	child = spawn(process.execPath, ['-e', 'setTimeout(() => 0, 60000)', 'bin/okaeri', 'start']);
	const file = path.join(dir, 'running');
	fs.writeFileSync(file, `${child.pid} 1\nhttp://old.example.jp\n`);
	const release = await claim(dir, 'http://new.example.jp');
	await expect(claim(dir, 'http://second.example.jp')).rejects.toThrow(
		`Okaeri runs here already: http://new.example.jp (process ${process.pid}).`
	);
	release();
	fs.writeFileSync(file, `${markOf(child.pid!)}\nhttp://other.example.jp\n`);
	await expect(claim(dir, 'http://second.example.jp')).rejects.toThrow('http://other.example.jp');
});

const throwAway = path.resolve(import.meta.dirname, '../../src/platform/postgres/throw-away.ts');

test.each(['SIGINT', 'SIGTERM'] as const)(
	'a bench or a test that gets %s leaves no server and no folder behind',
	{ timeout: 90_000 },
	async (signal) => {
		const script = `
			const { throwAwayServer } = await import(${JSON.stringify(throwAway)});
			const { server, dataDir } = await throwAwayServer('okaeri-who-');
			const pid = (await import('node:fs')).readFileSync(server.cluster + '/postmaster.pid', 'utf8').split('\\n')[0];
			console.log(JSON.stringify({ folders: [dataDir, server.run], pid: Number(pid) }));
			setInterval(() => 0, 1000);`;
		child = spawn(process.execPath, ['--input-type=module', '-e', script], {
			stdio: ['ignore', 'pipe', 'inherit']
		});
		const line = await new Promise<string>((resolve) =>
			child!.stdout!.once('data', (data) => resolve(String(data)))
		);
		const { folders, pid } = JSON.parse(line) as { folders: string[]; pid: number };
		expect(isAlive(pid)).toBe(true);
		const ended = gone(child);
		child.kill(signal);
		await ended;
		for (let waited = 0; isAlive(pid) && waited < 10_000; waited += 50)
			await new Promise((go) => setTimeout(go, 50));
		expect(isAlive(pid)).toBe(false);
		expect(folders.filter((folder) => fs.existsSync(folder))).toEqual([]);
	}
);
