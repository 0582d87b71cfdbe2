import fs from 'node:fs';
import path from 'node:path';
import { writeBackup } from '#platform/backup/write.ts';
import { config } from '#platform/config/config.ts';
import { secret } from '#platform/config/secret.ts';
import { keyOfSettings } from './backup-keys.ts';
import { asOwner } from './owner.ts';
import { notedProgram, wordsFor } from '#platform/upgrade/program.ts';
import { megabytes, takeSnapshot } from '#platform/upgrade/snapshots.ts';

/** What is done before an embedded database is changed: a copy of it, which `okaeri rollback` puts back. */
export function beforeUpgrade(url: string, dataDir: string) {
	return async (pending: string[]): Promise<void> => {
		if (config().UPGRADE_SNAPSHOT === 'off') return;
		const began = Date.now();
		const newest = await newestIn(url);
		const program = notedProgram(dataDir);
		const { folder, bytes } = await takeSnapshot(dataDir, url, { newest, program });
		const seconds = ((Date.now() - began) / 1000).toFixed(1);
		const count = pending.length === 1 ? 'One migration is' : `${pending.length} migrations are`;
		const copy = `${folder} (${megabytes(bytes)}, ${seconds} s)`;
		console.error(`${count} new here. The database was copied first, to ${copy}.`);
		console.error(
			`To go back: stop Okaeri, run bin/okaeri rollback, and start ${wordsFor(program, newest)}.`
		);
	};
}

const ofUpgrade = /^before-upgrade-.*\.age$/;
const kept = 2;

/**
 * What is done before a database on a server of one's own is changed: a backup of it, where the settings say where to and
 * for whom. The two newest stay.
 */
export function backupBeforeUpgrade(url: string) {
	return async (pending: string[]): Promise<void> => {
		const { UPGRADE_SNAPSHOT, BACKUP_DIRECTORY: folder } = config();
		if (UPGRADE_SNAPSHOT === 'off') return;
		const count = pending.length === 1 ? 'One migration is' : `${pending.length} migrations are`;
		const key = keyOfSettings();
		if (!folder || !key)
			return console.error(
				`${count} new here, and no backup is made before: set BACKUP_DIRECTORY, and BACKUP_RECIPIENT or BACKUP_PASSPHRASE.`
			);
		const at = new Date().toISOString().slice(0, 19).replaceAll(':', '-');
		const file = path.join(folder, `before-upgrade-${at}.age`);
		const { seconds } = await writeBackup({ ownerUrl: url, file, key, secret: secret() });
		console.error(`${count} new here. A backup was made first: ${file} (${seconds.toFixed(1)} s).`);
		const all = fs.readdirSync(folder).filter((name) => ofUpgrade.test(name));
		for (const name of all.sort().slice(0, -kept)) fs.rmSync(path.join(folder, name));
	};
}

/** The newest migration that a database has. */
async function newestIn(url: string): Promise<string> {
	return asOwner(url, async (client) => {
		const { rows } = await client.query<{ name: string }>(
			'select name from ground.migration order by name desc limit 1'
		);
		return rows[0]!.name;
	});
}
