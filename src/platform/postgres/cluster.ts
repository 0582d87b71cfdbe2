import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { syncFolder } from '#platform/config/kept-secret.ts';
import { majorOf } from './binaries.ts';
import { holdsDatabase, type Place } from './place.ts';
import { beganAt, commandOf, isAlive, isWorkedIn } from './process.ts';

/**
 * Makes the cluster's files on first use: aside, to the disk, then under their name, so that a start that is
 * interrupted leaves none. Throws where something else lies there; nothing is removed.
 */
export function makeCluster(place: Place, password: string): void {
	if (holdsDatabase(place.cluster)) return;
	if (fs.existsSync(place.cluster) && fs.readdirSync(place.cluster).length > 0)
		throw new Error(
			`${place.cluster} holds files, but no database. Put the database back or move them away.`
		);
	const half = `${place.cluster}.half-${process.pid}-${Date.now()}`;
	fs.mkdirSync(half, { mode: 0o700 });
	const handed = path.join(place.run, 'password');
	fs.writeFileSync(handed, password, { mode: 0o600 });
	for (const own of [half, handed]) if (place.owner) fs.chownSync(own, place.owner.uid, place.owner.gid);
	const made = spawnSync(place.binaries.initdb, initFlags(half, handed, majorOf(place.binaries.postgres)), {
		...place.owner,
		cwd: '/',
		encoding: 'utf8'
	});
	fs.rmSync(handed);
	if (made.status !== 0) throw new Error(`The embedded PostgreSQL could not be set up:\n${made.stderr}`);
	fs.renameSync(half, place.cluster);
	syncFolder(path.dirname(place.cluster));
}

function initFlags(folder: string, passwordFile: string, major: number): string[] {
	// Before 17 the same order of letters comes from the system.
	const order =
		major >= 17
			? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C']
			: ['--locale=C.UTF-8'];
	return [
		'-D',
		folder,
		'-U',
		'okaeri',
		'-E',
		'UTF8',
		...order,
		'-A',
		'scram-sha-256',
		`--pwfile=${passwordFile}`
	];
}

/** The process id of the server that runs on these files, or undefined; a pid file left by a crash counts as none. */
export function runningServer(place: Place): number | undefined {
	const pid = notedServer(place);
	return pid && isOurServer(pid, place) ? pid : undefined;
}

function notedServer(place: Place): number | undefined {
	const file = path.join(place.cluster, 'postmaster.pid');
	if (!fs.existsSync(file)) return undefined;
	return Number(fs.readFileSync(file, 'utf8').split('\n')[0]) || undefined;
}

/** Another PostgreSQL may have got the number since: only the one that was started on these files is ours. */
function isOurServer(pid: number, place: Place): boolean {
	const words = isAlive(pid) ? commandOf(pid) : undefined;
	return !!words?.[0]?.endsWith('postgres') && words.includes(place.cluster);
}

/**
 * PostgreSQL refuses to start while the process of its pid file lives, even where that is another program by now. The
 * file goes then; but as long as anything works in the folder it stays, and PostgreSQL decides.
 */
function forgetStranger(place: Place): void {
	const pid = notedServer(place);
	if (pid && isAlive(pid) && !isOurServer(pid, place) && !isWorkedIn(place.cluster))
		fs.rmSync(path.join(place.cluster, 'postmaster.pid'));
}

/** Starts the server, detached, so that it outlives whoever started it. It listens on its socket only. */
export function startServer(place: Place): void {
	forgetStranger(place);
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

/** Ends the server at once and waits for it, at most 5 s: for a process that ends itself and throws the data away. */
export function killServer(place: Place): void {
	const pid = runningServer(place);
	if (pid === undefined) return;
	process.kill(pid, 'SIGQUIT');
	const nothing = new Int32Array(new SharedArrayBuffer(4));
	for (let waited = 0; beganAt(pid) !== undefined && waited < 5000; waited += 20)
		Atomics.wait(nothing, 0, 0, 20);
}
