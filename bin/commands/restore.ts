import path from 'node:path';
import pg from 'pg';
import { BackupRefused, type Head } from '#platform/backup/format.ts';
import { bytesNeeded, megabytes, refuseSmall } from '#platform/backup/room.ts';
import { refuseFull, refuseNewer, refuseOtherSecret } from '#platform/backup/refusing.ts';
import { readHead, restoreBackup, type Restored } from '#platform/backup/restore.ts';
import type { ReadingKey } from '#platform/backup/key.ts';
import { config } from '#platform/config/config.ts';
import { keepNew } from '#platform/config/kept-secret.ts';
import { openLogins, passwordsIn } from '#platform/database/logins.ts';
import { placeOf } from '#platform/postgres/place.ts';
import { readingKey, type KeyOptions } from './backup-keys.ts';
import { secretFile, secretHere, withOwner, type Owned } from './backup-place.ts';
import { claim, makeDataDir } from './claim.ts';

type Options = KeyOptions & { otherSecret: boolean; json: boolean };

/** Brings a backup back into an empty database or data directory. Everything that can be refused is, before anything is written. */
export async function restore(file: string, options: Options): Promise<void> {
	const key = await readingKey(file, options);
	const head = await readHead(file, key);
	refuseNewer(head);
	const { dataDir, origin } = config();
	makeDataDir(dataDir);
	const release = await claim(dataDir, origin);
	try {
		const secret = planSecret(head, options.otherSecret);
		checkRoom(head, options.json);
		const restored = await withOwner(async (owned) => {
			await refuseIfFull(owned);
			if (secret) keepNew(secretFile(), secret, 0o600);
			return await fill(owned, file, key);
		});
		if (options.json) return console.log(JSON.stringify(summaryOf(restored)));
		console.log(said(restored, secret !== undefined));
	} finally {
		release();
	}
}

/**
 * The secret to be put into the data directory; undefined where the right one is there already. Throws where another is
 * there or none, unless the operator says that it is lost.
 */
function planSecret(head: Head, isOtherWanted: boolean): string | undefined {
	const here = secretHere();
	if (isOtherWanted) return undefined;
	if (here) refuseOtherSecret(head, here.secret, here.where);
	else if (!head.secret)
		throw new BackupRefused(
			[
				`This backup needs the secret of its installation, which is not in it: put it into ${secretFile()}, or set`,
				'OKAERI_SECRET. Where it is lost for good, --other-secret goes on without: authenticator apps must then be reset,',
				'links in old mails no longer open, and the audit log’s signatures cannot be checked.'
			].join(' ')
		);
	return here ? undefined : head.secret;
}

/** The disk of a server of one's own cannot be asked. */
function checkRoom(head: Head, isQuiet: boolean): void {
	const { DATABASE_URL, dataDir } = config();
	if (!DATABASE_URL) return refuseSmall(head, path.dirname(placeOf(dataDir).cluster));
	if (!isQuiet)
		console.log(
			`The disk of the server of DATABASE_URL cannot be asked: see that it has ${megabytes(bytesNeeded(head))} left.`
		);
}

async function refuseIfFull({ url }: Owned): Promise<void> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	try {
		await refuseFull(client);
	} finally {
		await client.end();
	}
}

/** Loads it. Where that fails, the embedded database is empty again; in one of one's own, what was made is to be dropped. */
async function fill({ url, embedded }: Owned, file: string, key: ReadingKey): Promise<Restored> {
	try {
		const restored = await restoreBackup({ ownerUrl: url, file, key });
		if (embedded) await openLogins(url, passwordsIn(config().dataDir));
		return restored;
	} catch (error) {
		if (embedded) await emptyAgain(url);
		else
			console.error(
				'The database of DATABASE_URL holds a part of the schema now. Drop it and make it anew.'
			);
		throw error;
	}
}

async function emptyAgain(url: string): Promise<void> {
	const server = new pg.Client({
		connectionString: url.replace('@localhost/okaeri', '@localhost/postgres')
	});
	await server.connect();
	try {
		await server.query('drop database okaeri with (force)');
		await server.query('create database okaeri');
	} finally {
		await server.end();
	}
}

const summaryOf = ({ head, ...restored }: Restored) => ({
	...restored,
	createdAt: head.createdAt,
	version: head.version
});

function said({ head, rows, tables, migrated, seconds }: Restored, hasKeptSecret: boolean): string {
	const lines = [
		`The backup of ${head.createdAt} (Okaeri ${head.version}) is restored: ${rows.toLocaleString('en')} rows of ${tables} tables in ${seconds.toFixed(1)} s.`
	];
	if (migrated.length > 0) lines.push(`It was migrated on by ${migrated.length}: ${migrated.join(', ')}.`);
	if (hasKeptSecret) lines.push(`Its secret is in ${secretFile()}.`);
	lines.push(
		'Mails that were waiting then go out when the worker starts. Whoever was erased since the backup is in it again: erase them anew.',
		'Start it: okaeri start'
	);
	return lines.join('\n');
}
