import fs from 'node:fs';
import { BackupRefused, type Head } from './format.ts';

const spare = 200_000_000;
const longestLog = 1_000_000_000;

/** How many bytes a restore needs: the database with its indexes, and what PostgreSQL logs while it is written. */
export function bytesNeeded({ databaseBytes }: Pick<Head, 'databaseBytes'>): number {
	return Math.ceil(databaseBytes * 1.2 + Math.min(databaseBytes, longestLog) + spare);
}

/** Throws where a folder's disk has less room than that. `free` is asked from the disk unless it is given. */
export function refuseSmall(head: Pick<Head, 'databaseBytes'>, folder: string, free = freeIn(folder)): void {
	const needed = bytesNeeded(head);
	if (free < needed)
		throw new BackupRefused(
			`The disk of ${folder} has ${megabytes(free)} left, and the restore needs about ${megabytes(needed)}. Make room, or name another folder.`
		);
}

function freeIn(folder: string): number {
	const { bavail, bsize } = fs.statfsSync(folder);
	return bavail * bsize;
}

export const megabytes = (bytes: number) => `${Math.ceil(bytes / 1_000_000).toLocaleString('en')} MB`;
