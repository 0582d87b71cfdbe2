import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { useOwnDatabase } from '#test/setup/own-database.ts';

const own = useOwnDatabase();
const root = path.resolve(import.meta.dirname, '../..');
const started: ChildProcess[] = [];
afterAll(() => started.forEach((child) => child.kill('SIGKILL')));

/** A worker that works. */
async function startWorker(): Promise<ChildProcess> {
	const child = spawn(process.execPath, [path.join(root, 'src/worker.ts')], {
		cwd: root,
		env: { ...process.env, DATABASE_URL: own.url, LOG_LEVEL: 'silent', METRICS_PORT: '' },
		stdio: ['ignore', 'ignore', 'ignore', 'ipc']
	});
	started.push(child);
	await new Promise((ready) => child.once('message', ready));
	return child;
}

/** Ends every connection of workers, as a database that dies does. Gives how many there were. */
async function loseConnections(): Promise<number> {
	const { rows } = await own.owner.query<{ lost: number }>(`
		select count(pg_terminate_backend(pid))::int as lost
		from pg_stat_activity
		where application_name like 'okaeri-worker-%'
			and datname = current_database()
	`);
	return rows[0]!.lost;
}

test('a worker that lost its connections ends when it is asked to', { timeout: 120_000 }, async () => {
	const worker = await startWorker();
	for (let times = 0; times < 2; times++)
		await expect.poll(loseConnections, { timeout: 30_000, interval: 500 }).toBeGreaterThan(0);
	const ended = new Promise((exit) => worker.once('exit', exit));
	worker.kill('SIGTERM');
	const late = new Promise((resolve) => setTimeout(resolve, 40_000, 'still there'));
	expect(await Promise.race([ended, late])).toBe(0);
});
