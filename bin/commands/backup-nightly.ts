import fs from 'node:fs';
import path from 'node:path';
import { BackupRefused } from '#platform/backup/format.ts';
import { megabytes } from '#platform/backup/room.ts';
import { nightlyName, overTime } from '#platform/backup/rotation.ts';
import { config } from '#platform/config/config.ts';
import { backUpInto } from './backup.ts';
import { keyOfSettings } from './backup-keys.ts';

const halfWritten = /^okaeri-.*\.age\.\d+\.part$/;
const dayMilliseconds = 86_400_000;

/** Backs up into the folder of the settings, and then deletes what is not kept any more: never before a new one is there. */
export async function backUpTonight(options: { json: boolean }): Promise<void> {
	const { BACKUP_DIRECTORY: folder, BACKUP_WITH_SECRETS } = config();
	const key = keyOfSettings();
	if (!folder || !key)
		throw new BackupRefused('Set BACKUP_DIRECTORY, and BACKUP_RECIPIENT or BACKUP_PASSPHRASE.');
	const now = new Date();
	const file = path.join(folder, nightlyName(now));
	const written = await backUpInto(file, key, BACKUP_WITH_SECRETS === 'yes', true);
	const deleted = deleteOld(folder, now);
	if (options.json) return console.log(JSON.stringify({ ...written, deleted }));
	const gone = deleted.length > 0 ? `; deleted over its time: ${deleted.join(', ')}` : '';
	console.log(`Backed up: ${file}, ${megabytes(written.bytes)} in ${written.seconds.toFixed(1)} s${gone}`);
}

/** Deletes nightly backups that are over their time, and what a crash left half-written a day ago. */
export function deleteOld(folder: string, now: Date): string[] {
	const { BACKUP_KEEP_DAYS: days, BACKUP_KEEP_WEEKS: weeks } = config();
	const names = fs.readdirSync(folder);
	const isLeft = (name: string) =>
		halfWritten.test(name) &&
		now.getTime() - fs.statSync(path.join(folder, name)).mtimeMs > dayMilliseconds;
	const gone = [...overTime(names, now, { days, weeks }), ...names.filter(isLeft)];
	for (const name of gone) fs.rmSync(path.join(folder, name));
	return gone;
}
