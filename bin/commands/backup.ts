import fs from 'node:fs';
import path from 'node:path';
import { BackupRefused } from '#platform/backup/format.ts';
import { newPair, type WritingKey } from '#platform/backup/key.ts';
import { noteBackup } from '#platform/backup/noting.ts';
import { megabytes } from '#platform/backup/room.ts';
import { writeBackup, type Written } from '#platform/backup/write.ts';
import { keepNew } from '#platform/config/kept-secret.ts';
import { writingKey, type KeyOptions } from './backup-keys.ts';
import { secretHere, withOwner } from './backup-place.ts';

type Options = KeyOptions & { withSecrets: boolean; json: boolean };

/** Backs the installation up into one file, while it goes on working, and says what is in it. */
export async function backUp(file: string, options: Options): Promise<void> {
	const key = await writingKey(options);
	const written = await backUpInto(path.resolve(file), key, options.withSecrets, false);
	if (options.json) return console.log(JSON.stringify({ ...written, hasSecrets: options.withSecrets }));
	console.log(said(written, options.withSecrets));
}

/** Writes the file, and notes in the database that it was made, or why the nightly one was not, where nobody looks on. */
export async function backUpInto(
	file: string,
	key: WritingKey,
	withSecret: boolean,
	isNightly: boolean
): Promise<Written> {
	const here = secretHere();
	if (!here)
		throw new BackupRefused(
			'The secret of this installation is not here: set OKAERI_SECRET as web and worker have it, or OKAERI_DATA.'
		);
	return withOwner(async ({ url }) => {
		const began = new Date();
		const note = { file, began, isNightly };
		try {
			const written = await writeBackup({ ownerUrl: url, file, key, secret: here.secret, withSecret });
			await noteBackup(url, { ...note, bytes: written.bytes });
			return written;
		} catch (error) {
			if (isNightly) await noteBackup(url, { ...note, failure: (error as Error).message });
			throw error;
		}
	});
}

function said({ file, bytes, rows, tables, networks, seconds }: Written, hasSecrets: boolean): string {
	const count = (number: number) => number.toLocaleString('en');
	return [
		`${file} holds ${count(rows)} rows of ${tables} tables, of ${networks} ${networks === 1 ? 'network' : 'networks'}: ${megabytes(bytes)} in ${seconds.toFixed(1)} s.`,
		hasSecrets
			? 'The secret of this installation is in it: whoever can open it can sign as this installation does.'
			: 'The secret of this installation is not in it. Keep OKAERI_SECRET, or the file secret of the data directory, elsewhere: nothing can be restored without it.',
		`Try it: okaeri backup verify ${file}`
	].join('\n');
}

/** Makes a pair of keys: writes the secret one to a file that only its owner reads, and prints the public one. */
export async function makeKey(file: string, options: { json: boolean }): Promise<void> {
	const place = path.resolve(file);
	if (fs.existsSync(place))
		throw new BackupRefused(`${place} is there already; a key is never written over.`);
	const { text, recipient } = await newPair();
	keepNew(place, text, 0o600);
	if (options.json) return console.log(JSON.stringify({ file: place, recipient }));
	console.log(
		[
			`${place} holds the key that opens backups. Keep it off this machine: without it no backup can be opened.`,
			`Encrypt with: BACKUP_RECIPIENT=${recipient}`
		].join('\n')
	);
}
