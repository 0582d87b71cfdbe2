import fs from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { isAlive, makeCluster, runningServer, startServer, stopServer } from './cluster.ts';
import { placeOf, type Place } from './place.ts';

export type Embedded = { url: string; leave: () => Promise<void> };

/**
 * Makes sure that the embedded PostgreSQL of a data directory runs, and gives its address. Several processes may use
 * it at once; each calls `leave` when done, and the last to leave stops it. One that an earlier crash left running is
 * taken over. Throws with the server's own words where it does not come up within 20 s.
 */
export async function useEmbedded(dataDir: string): Promise<Embedded> {
	const place = placeOf(dataDir);
	const passwordFile = path.join(dataDir, 'database-password');
	const unlock = await lockPlace(dataDir);
	try {
		makeCluster(place, passwordFile);
		if (runningServer(place) === undefined) startServer(place);
		enter(place);
		const password = fs.readFileSync(passwordFile, 'utf8');
		const url = `postgres://okaeri:${password}@localhost/okaeri?host=${encodeURIComponent(place.run)}&port=5432`;
		await ready(url.replace('@localhost/okaeri', '@localhost/postgres'), place);
		return { url, leave: () => leave(place, dataDir) };
	} finally {
		unlock();
	}
}

async function lockPlace(dataDir: string): Promise<() => void> {
	const file = path.join(dataDir, 'starting');
	for (let waited = 0; ; waited += 25) {
		try {
			fs.writeFileSync(file, String(process.pid), { flag: 'wx' });
			return () => fs.rmSync(file, { force: true });
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
			if (!isAlive(Number(fs.readFileSync(file, 'utf8'))) || waited > 30_000)
				fs.rmSync(file, { force: true });
			await new Promise((go) => setTimeout(go, 25));
		}
	}
}

function enter(place: Place): void {
	fs.mkdirSync(place.users, { recursive: true });
	fs.writeFileSync(path.join(place.users, String(process.pid)), '');
}

async function leave(place: Place, dataDir: string): Promise<void> {
	const unlock = await lockPlace(dataDir);
	try {
		fs.rmSync(path.join(place.users, String(process.pid)), { force: true });
		const others = fs.readdirSync(place.users).filter((pid) => isAlive(Number(pid)));
		if (others.length === 0) await stopServer(place);
	} finally {
		unlock();
	}
}

async function ready(maintenanceUrl: string, place: Place): Promise<void> {
	for (let waited = 0; ; waited += 20) {
		const client = new pg.Client({ connectionString: maintenanceUrl });
		try {
			await client.connect();
			const known = await client.query(`select 1 from pg_database where datname = 'okaeri'`);
			if (known.rowCount === 0) await client.query('create database okaeri');
			return;
		} catch (error) {
			if (waited > 20_000)
				throw new Error(`The embedded PostgreSQL did not come up:\n${tail(place)}`, { cause: error });
			await new Promise((go) => setTimeout(go, 20));
		} finally {
			await client.end().catch(() => undefined); // a client that never connected has nothing to end
		}
	}
}

function tail(place: Place): string {
	return fs.readFileSync(path.join(place.run, 'server.log'), 'utf8').split('\n').slice(-12).join('\n');
}
