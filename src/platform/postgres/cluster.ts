import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { Place } from './place.ts';

/** Makes the cluster's files on first use; a half-made one of an interrupted start is made anew. */
export function makeCluster(place: Place, passwordFile: string): void {
	const ready = path.join(place.cluster, 'okaeri-ready');
	if (fs.existsSync(ready)) return;
	fs.rmSync(place.cluster, { recursive: true, force: true });
	fs.mkdirSync(place.cluster, { recursive: true, mode: 0o700 });
	if (place.owner) fs.chownSync(place.cluster, place.owner.uid, place.owner.gid);
	if (!fs.existsSync(passwordFile))
		fs.writeFileSync(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
	const handed = path.join(place.run, 'password');
	fs.copyFileSync(passwordFile, handed);
	fs.chmodSync(handed, 0o600);
	if (place.owner) fs.chownSync(handed, place.owner.uid, place.owner.gid);
	const made = spawnSync(
		place.binaries.initdb,
		[
			'-D',
			place.cluster,
			'-U',
			'okaeri',
			'-E',
			'UTF8',
			'--locale-provider=builtin',
			'--builtin-locale=C.UTF-8',
			'--locale=C',
			'-A',
			'scram-sha-256',
			`--pwfile=${handed}`,
			'--no-sync'
		],
		{ ...place.owner, cwd: '/', encoding: 'utf8' }
	);
	fs.rmSync(handed);
	if (made.status !== 0) throw new Error(`The embedded PostgreSQL could not be set up:\n${made.stderr}`);
	fs.writeFileSync(ready, '');
}

/** The process id of the server that runs on these files, or undefined; a pid file left by a crash counts as none. */
export function runningServer(place: Place): number | undefined {
	const file = path.join(place.cluster, 'postmaster.pid');
	if (!fs.existsSync(file)) return undefined;
	const pid = Number(fs.readFileSync(file, 'utf8').split('\n')[0]);
	return pid > 0 && isPostgres(pid) ? pid : undefined;
}

function isPostgres(pid: number): boolean {
	if (process.platform !== 'linux') return isAlive(pid);
	try {
		return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')[0]?.endsWith('postgres') ?? false;
	} catch {
		return false; // no such process
	}
}

/** Is there a process of that id? */
export function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}

/** Starts the server, detached, so that it outlives whoever started it. It listens on its socket only. */
export function startServer(place: Place): void {
	fs.rmSync(path.join(place.run, '.s.PGSQL.5432.lock'), { force: true });
	const output = fs.openSync(path.join(place.run, 'server.log'), 'a');
	const flags = [
		'-D',
		place.cluster,
		'-k',
		place.run,
		'-c',
		'listen_addresses=',
		'-c',
		'port=5432',
		'-c',
		'max_connections=120',
		'-c',
		'shared_buffers=256MB',
		'-c',
		'jit=off',
		'-c',
		'timezone=UTC'
	];
	const server = spawn(place.binaries.postgres, flags, {
		...place.owner,
		cwd: '/',
		detached: true,
		stdio: ['ignore', output, output]
	});
	fs.closeSync(output);
	server.unref();
}

/** Asks the server to finish what runs and stop, and waits until it has (at most 30 s). */
export async function stopServer(place: Place): Promise<void> {
	const pid = runningServer(place);
	if (pid === undefined) return;
	process.kill(pid, 'SIGINT');
	for (let waited = 0; isAlive(pid) && waited < 30_000; waited += 20)
		await new Promise((go) => setTimeout(go, 20));
}
