import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { ended, runPart, type Running } from '../../bin/commands/parts.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';

const own = useOwnDatabase();
const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'okaeri-parts-'));
const nowhere = 'postgres://nobody@127.0.0.1:1/nothing';
const running: Running = { children: new Map(), isStopping: false, settings: {}, dataDir };
afterEach(async () => {
	running.isStopping = true;
	await Promise.all([...running.children.values()].map(ended));
	fs.rmSync(dataDir, { recursive: true, force: true });
});

test(
	'a worker that cannot start while the database is away is tried again, says why, and works once it is back',
	{ timeout: 60_000 },
	async () => {
		const said: string[] = [];
		vi.spyOn(console, 'error').mockImplementation((line: string) => void said.push(line));
		const there = { LOG_LEVEL: 'silent' };
		const away = { ...there, WORKER_DATABASE_URL: nowhere, DATABASE_URL: nowhere };
		running.settings = away;
		await expect(runPart('worker', running)).rejects.toThrow(/did not start: .*ECONNREFUSED/);

		running.settings = there;
		await runPart('worker', running);
		running.settings = away;
		running.children.get('worker')!.kill('SIGKILL');
		await vi.waitFor(() => expect(said.join('\n')).toMatch(/did not start: .*ECONNREFUSED/), 20_000);
		running.settings = there;
		await vi.waitFor(() => expect(said).toContain('The worker process works again.'), 30_000);
		expect(own.url).toBeTruthy();
	}
);
