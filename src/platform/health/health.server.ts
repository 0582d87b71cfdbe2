import fs from 'node:fs';
import path from 'node:path';
import { config } from '#platform/config/config.ts';
import { secret } from '#platform/config/secret.ts';
import { appPool } from '#platform/database/connection.server.ts';

const secondsBetween = 5;
const leastBytes = 100_000_000;

let last: { at: number; wrong: Promise<string[]> } | undefined;

/**
 * What keeps this installation from working, in words; nothing where all is well. It writes, because a disk that is full
 * or read-only can be read. Asked more often than every five seconds, it gives the answer of before.
 * Throws where the database cannot be reached or written to.
 */
export async function whatIsWrong(): Promise<string[]> {
	if (!last || Date.now() - last.at >= secondsBetween * 1000) last = { at: Date.now(), wrong: look() };
	return last.wrong;
}

async function look(): Promise<string[]> {
	await appPool().query('update ground.breath set taken_at = now()');
	return [...dataDirFaults(), ...secretFaults()];
}

/** What is wrong with the data directory and with the disk of the database in it. Nothing where there is no such directory. */
export function dataDirFaults(): string[] {
	const { dataDir } = config();
	if (!fs.existsSync(dataDir)) return [];
	const record = path.join(dataDir, 'database-place');
	const cluster = fs.existsSync(record)
		? path.resolve(dataDir, fs.readFileSync(record, 'utf8').trim())
		: dataDir;
	return [...writeFaults(dataDir), ...new Set([dataDir, cluster].flatMap(roomFaults))];
}

function writeFaults(dataDir: string): string[] {
	const trial = path.join(dataDir, `trial.${process.pid}`);
	try {
		fs.writeFileSync(trial, 'x', { flush: true });
		fs.rmSync(trial);
		return [];
	} catch (error) {
		return [`nothing can be written in ${dataDir} (${(error as NodeJS.ErrnoException).code})`];
	}
}

function roomFaults(folder: string): string[] {
	if (!fs.existsSync(folder)) return [`${folder} is not there`];
	const { bavail, bsize } = fs.statfsSync(folder);
	return bavail * bsize < leastBytes ? [`${folder} has less than ${leastBytes / 1_000_000} MB left`] : [];
}

/** Without its secret an installation can sign nobody in. */
export function secretFaults(): string[] {
	try {
		secret();
		return [];
	} catch (error) {
		return [(error as Error).message];
	}
}
