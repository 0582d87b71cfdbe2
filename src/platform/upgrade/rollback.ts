import fs from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { syncFolder } from '#platform/config/kept-secret.ts';
import { runningServer } from '#platform/postgres/cluster.ts';
import { lockPlace, useEmbedded } from '#platform/postgres/embedded.ts';
import { placeOf } from '#platform/postgres/place.ts';
import { clusterIn, type Snapshot } from './snapshots.ts';

/**
 * Puts a snapshot in the place of the embedded database, and starts it once to see that it holds what it should. Gives
 * the folder in which the database of the upgrade is kept. Throws, and leaves everything as it is, while the database
 * is in use; and puts everything back where the snapshot does not start.
 */
export async function putBack(dataDir: string, snapshot: Snapshot): Promise<string> {
	const place = placeOf(path.resolve(dataDir));
	const aside = `${place.cluster}.upgraded-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`;
	const unlock = await lockPlace(dataDir);
	try {
		if (runningServer(place) !== undefined)
			throw new Error('The database is in use. Stop Okaeri and every command of it, then try again.');
		fs.renameSync(place.cluster, aside);
		fs.renameSync(clusterIn(snapshot), place.cluster);
		syncFolder(path.dirname(place.cluster));
	} finally {
		unlock();
	}
	try {
		await check(dataDir, snapshot);
	} catch (error) {
		fs.renameSync(place.cluster, clusterIn(snapshot));
		fs.renameSync(aside, place.cluster);
		throw new Error(
			`The copy cannot be used, and everything is as it was before: ${(error as Error).message}`,
			{ cause: error }
		);
	}
	fs.rmSync(snapshot.folder, { recursive: true });
	return aside;
}

async function check(dataDir: string, { newest }: Snapshot): Promise<void> {
	const embedded = await useEmbedded(dataDir);
	try {
		const client = new pg.Client({ connectionString: embedded.url });
		await client.connect();
		const { rows } = await client
			.query<{ name: string }>('select name from ground.migration order by name desc limit 1')
			.finally(() => client.end());
		if (rows[0]?.name !== newest)
			throw new Error(`it has ${rows[0]?.name ?? 'no migration'} and not ${newest}`);
	} finally {
		await embedded.leave();
	}
}
