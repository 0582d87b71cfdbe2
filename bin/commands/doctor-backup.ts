import fs from 'node:fs';
import type pg from 'pg';
import { lastBackup, type Last } from '#platform/backup/noting.ts';
import { megabytes } from '#platform/backup/room.ts';
import { config } from '#platform/config/config.ts';
import type { Finding } from './finding.ts';

const hour = 3_600_000;
/** A nightly backup that is older than this did not come about. */
const oldest = 30 * hour;

/** How old the last backup is, and whether nightly ones come about. */
export async function ofBackups(client: pg.Client): Promise<Finding[]> {
	return backupFindings(await lastBackup(client), config().BACKUP_DIRECTORY !== undefined, new Date());
}

export function backupFindings(last: Last, isNightly: boolean, now: Date): Finding[] {
	return [ofLast(last, isNightly, now), ...ofFailure(last), ...ofFile(last, isNightly)];
}

function ofLast({ goodAt, file, bytes }: Last, isNightly: boolean, now: Date): Finding {
	if (!goodAt)
		return {
			state: isNightly ? 'NOT ' : 'WARN',
			text: isNightly
				? 'no backup has come about yet'
				: 'no backup was ever made: okaeri backup FILE, or every night into BACKUP_DIRECTORY (docs/operating.md)'
		};
	const age = now.getTime() - goodAt.getTime();
	const text = `the last backup is ${inWords(age)} old: ${file}, ${megabytes(bytes ?? 0)}`;
	if (age <= oldest) return { state: 'ok  ', text };
	return isNightly
		? { state: 'NOT ', text: `${text}; a new one should come about every night` }
		: { state: 'note', text: `${text}; BACKUP_DIRECTORY makes one every night` };
}

function ofFailure({ failedAt, failure }: Last): Finding[] {
	if (!failedAt) return [];
	return [{ state: 'NOT ', text: `a backup failed at ${failedAt.toISOString()}: ${failure}` }];
}

/** Whoever takes backups off the machine has moved it; but the nightly ones are looked for. */
function ofFile({ file }: Last, isNightly: boolean): Finding[] {
	if (!file || !isNightly || fs.existsSync(file)) return [];
	return [{ state: 'WARN', text: `the file of the last backup is not there any more: ${file}` }];
}

const inWords = (age: number) =>
	age < 48 * hour ? `${Math.max(0, Math.round(age / hour))} hours` : `${Math.floor(age / 24 / hour)} days`;
