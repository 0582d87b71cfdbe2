import fs from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { keepNew, keptSecret } from '#platform/config/kept-secret.ts';
import { killServer, makeCluster, runningServer, startServer, stopServer } from './cluster.ts';
import { placeOf, recordPlace, type Place } from './place.ts';
import { markOf, runs } from './process.ts';

/**
 * The embedded server of a data directory. `cluster` is the folder of its files, `run` that of its socket and its log.
 * `revive` starts it again where it ended and says whether it had; `leave` stops using it; `abandon` ends it at once,
 * for data that is thrown away.
 */
export type Embedded = {
	url: string;
	cluster: string;
	run: string;
	revive: () => Promise<boolean>;
	leave: () => Promise<void>;
	abandon: () => void;
};

/** Recovery after a crash reads all that was written since the last checkpoint. */
const recoveryMilliseconds = 120_000;

/**
 * Makes sure that the embedded PostgreSQL of a data directory runs, and gives its address. Several processes may use
 * it at once; each calls `leave` when done, and the last to leave stops it. One that an earlier crash left running is
 * taken over. Throws with the server's own words where it does not come up.
 */
export async function useEmbedded(dataDir: string): Promise<Embedded> {
	const place = placeOf(dataDir);
	const unlock = await lockPlace(dataDir);
	try {
		const password = keptSecret(path.join(dataDir, 'database-password'));
		makeCluster(place, password);
		recordPlace(dataDir, place.cluster);
		const url = `postgres://okaeri:${password}@localhost/okaeri?host=${encodeURIComponent(place.run)}&port=5432`;
		enter(place);
		await comeUp(place, url);
		return {
			url,
			cluster: place.cluster,
			run: place.run,
			revive: () => revive(place, dataDir, url),
			leave: () => leave(place, dataDir),
			abandon: () => killServer(place)
		};
	} finally {
		unlock();
	}
}

/** Waits until no other process starts or stops the server of this data directory, and keeps others waiting meanwhile. */
export async function lockPlace(dataDir: string): Promise<() => void> {
	const file = path.join(dataDir, 'starting');
	const own = markOf(process.pid);
	for (;;) {
		keepNew(file, own);
		const holder = readIfThere(file);
		if (holder === own) return () => fs.rmSync(file, { force: true });
		if (holder !== undefined && !runs(holder)) fs.rmSync(file, { force: true });
		await new Promise((go) => setTimeout(go, 25));
	}
}

function readIfThere(file: string): string | undefined {
	try {
		return fs.readFileSync(file, 'utf8');
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
		throw error;
	}
}

function enter(place: Place): void {
	fs.mkdirSync(place.users, { recursive: true });
	fs.writeFileSync(path.join(place.users, String(process.pid)), markOf(process.pid));
}

async function leave(place: Place, dataDir: string): Promise<void> {
	const unlock = await lockPlace(dataDir);
	try {
		fs.rmSync(path.join(place.users, String(process.pid)), { force: true });
		const others = fs
			.readdirSync(place.users)
			.filter((pid) => runs(readIfThere(path.join(place.users, pid)) ?? ''));
		if (others.length === 0) await stopServer(place);
	} finally {
		unlock();
	}
}

async function revive(place: Place, dataDir: string, url: string): Promise<boolean> {
	if (runningServer(place) !== undefined) return false;
	const unlock = await lockPlace(dataDir);
	try {
		if (runningServer(place) !== undefined) return false;
		await comeUp(place, url);
		return true;
	} finally {
		unlock();
	}
}

/**
 * Starts the server unless it runs, and waits until it answers. One that ends on the way is started again for 20 s:
 * after a crash it may have to wait for what the old one left behind.
 */
async function comeUp(place: Place, url: string): Promise<void> {
	const began = Date.now();
	for (let tries = 0; ; tries++) {
		if (tries % 25 === 0 && runningServer(place) === undefined) {
			if (Date.now() - began > 20_000) throw new Error(`PostgreSQL did not come up:\n${tail(place)}`);
			startServer(place);
		}
		const failure = await greet(url.replace('@localhost/okaeri', '@localhost/postgres'));
		if (!failure) return;
		if (Date.now() - began > recoveryMilliseconds)
			throw new Error(`PostgreSQL does not answer:\n${tail(place)}`, { cause: failure });
		await new Promise((go) => setTimeout(go, 20));
	}
}

/** Makes the product's database where there is none. Gives the error where the server does not answer. */
async function greet(maintenanceUrl: string): Promise<unknown> {
	const client = new pg.Client({ connectionString: maintenanceUrl });
	client.on('error', () => undefined); // a connection that breaks fails its statement, too
	try {
		await client.connect();
		const known = await client.query(`select 1 from pg_database where datname = 'okaeri'`);
		if (known.rowCount === 0) await client.query('create database okaeri');
		return undefined;
	} catch (error) {
		return error;
	} finally {
		await client.end().catch(() => undefined); // a client that never connected has nothing to end
	}
}

function tail(place: Place): string {
	return fs.readFileSync(path.join(place.run, 'server.log'), 'utf8').split('\n').slice(-12).join('\n');
}
