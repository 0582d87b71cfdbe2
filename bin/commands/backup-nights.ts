import { spawn } from 'node:child_process';
import path from 'node:path';
import pg from 'pg';
import { lastBackup } from '#platform/backup/noting.ts';
import { isDue } from '#platform/backup/rotation.ts';
import { config } from '#platform/config/config.ts';
import { keyOfSettings } from './backup-keys.ts';
import { ended, type Running } from './parts.ts';

const program = path.resolve(import.meta.dirname, 'okaeri.ts');
const everyMilliseconds = 60_000;

/** Throws where backups are to be made every night, but nothing says what to encrypt them with. */
export function refuseHalfSet(): void {
	if (config().BACKUP_DIRECTORY && !keyOfSettings())
		throw new Error(
			'BACKUP_DIRECTORY is set, but neither BACKUP_RECIPIENT nor BACKUP_PASSPHRASE: a backup is always encrypted. Make a key with: okaeri backup key FILE'
		);
}

/**
 * Looks every minute whether the nightly backup is due, and has it made by a process of its own, which alone (besides this
 * one) knows the owner's address of the database: web and worker cannot read what others keep.
 */
export async function backUpEachNight(url: string, running: Running): Promise<void> {
	const { BACKUP_DIRECTORY, BACKUP_HOUR } = config();
	if (!BACKUP_DIRECTORY) return;
	while (!running.isStopping) {
		try {
			await alone(url, async (client) => {
				if (isDue(new Date(), await lastBackup(client), BACKUP_HOUR)) await makeOne(running);
			});
		} catch (error) {
			console.error(
				`Could not look when the last backup was made; tried again: ${(error as Error).message}`
			);
		}
		await new Promise((go) => setTimeout(go, everyMilliseconds));
	}
}

/** Does `work` unless another machine on this database is at it. Gives whether it was done. The lock goes with the connection. */
export async function alone(url: string, work: (client: pg.Client) => Promise<void>): Promise<boolean> {
	const client = new pg.Client({ connectionString: url });
	client.on('error', () => undefined); // a connection that breaks meanwhile fails the next statement, if there is one
	await client.connect();
	try {
		const { rows } = await client.query<{ mine: boolean }>(
			`select pg_try_advisory_lock(hashtext('okaeri.backup')) as mine`
		);
		if (rows[0]!.mine) await work(client);
		return rows[0]!.mine;
	} finally {
		await client.end();
	}
}

/** Its failure is said by the process itself, and noted in the database. */
async function makeOne(running: Running): Promise<void> {
	const child = spawn(process.execPath, [program, 'backup', 'nightly'], {
		stdio: ['ignore', 'inherit', 'inherit']
	});
	const watch = setInterval(() => {
		if (running.isStopping) void ended(child);
	}, 200);
	await new Promise((over) => child.once('exit', over));
	clearInterval(watch);
}
