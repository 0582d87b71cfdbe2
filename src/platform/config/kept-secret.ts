import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/** Shorter ones were written half, or chosen carelessly. */
export const secretLength = 32;

/**
 * The secret that a file keeps, made on first use. Two processes at once get the same one.
 * Throws where the file holds too little to be a secret.
 */
export function keptSecret(file: string): string {
	if (!fs.existsSync(file)) keepNew(file, randomBytes(32).toString('base64url'), 0o600);
	return longEnough(fs.readFileSync(file, 'utf8').trim(), file);
}

/** Gives the secret back. Throws, with where it stands, when it is too short to be one. */
export function longEnough(secret: string, where: string): string {
	if (secret.length >= secretLength) return secret;
	throw new Error(
		`${where} is too short for a secret (${secret.length} characters of at least ${secretLength}). Put it back from a backup; a file that was lost may be removed, and is then made anew.`
	);
}

/**
 * Writes a file that is either there as a whole or not at all, whatever happens on the way: aside, to the disk, then
 * under its name. A file that is there already stays as it is.
 */
export function keepNew(file: string, text: string, mode = 0o644): void {
	const aside = writeAside(file, text, mode);
	try {
		fs.linkSync(aside, file);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
	} finally {
		fs.rmSync(aside, { force: true });
	}
	syncFolder(path.dirname(file));
}

/** The same for a file whose text may replace an older one. */
export function keep(file: string, text: string, mode = 0o644): void {
	fs.renameSync(writeAside(file, text, mode), file);
	syncFolder(path.dirname(file));
}

function writeAside(file: string, text: string, mode: number): string {
	fs.mkdirSync(path.dirname(file), { recursive: true });
	const aside = `${file}.${process.pid}.new`;
	try {
		fs.writeFileSync(aside, text, { mode, flush: true });
	} catch (error) {
		fs.rmSync(aside, { force: true });
		throw error;
	}
	return aside;
}

/** A new name is only kept for good once its folder is written, too. */
export function syncFolder(folder: string): void {
	const open = fs.openSync(folder, 'r');
	try {
		fs.fsyncSync(open);
	} finally {
		fs.closeSync(open);
	}
}
