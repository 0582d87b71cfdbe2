import fs from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { BackupRefused } from '#platform/backup/format.ts';
import { identitiesIn, type ReadingKey, type WritingKey } from '#platform/backup/key.ts';
import { config } from '#platform/config/config.ts';
import { canAsk } from './asking.ts';

/** Where a key may come from on the command line. */
export type KeyOptions = {
	recipient?: string | undefined;
	identity?: string | undefined;
	passphraseFile?: string | undefined;
};

/** What to encrypt with: what the command names, else the settings, else a passphrase typed at the terminal. */
export async function writingKey({ recipient, passphraseFile }: KeyOptions): Promise<WritingKey> {
	if (recipient && passphraseFile)
		throw new BackupRefused('--recipient and --passphrase-file are both given. Keep one of them.');
	if (recipient) return { recipients: [recipient] };
	if (passphraseFile) return { passphrase: textOf(passphraseFile) };
	const known = keyOfSettings();
	if (known) return known;
	if (!canAsk())
		throw new BackupRefused(
			'A backup is always encrypted. Say with what: --recipient age1…, --passphrase-file FILE, BACKUP_RECIPIENT or BACKUP_PASSPHRASE.'
		);
	const passphrase = await askHidden('A passphrase for the backup: ');
	if ((await askHidden('Once more, against typing errors: ')) !== passphrase)
		throw new BackupRefused('These are two passphrases. Nothing was written.');
	return { passphrase };
}

/** The key that the settings name; undefined where they name none. */
export function keyOfSettings(): WritingKey | undefined {
	const { BACKUP_RECIPIENT, BACKUP_PASSPHRASE } = config();
	if (BACKUP_RECIPIENT.length > 0) return { recipients: BACKUP_RECIPIENT };
	return BACKUP_PASSPHRASE ? { passphrase: BACKUP_PASSPHRASE } : undefined;
}

/** What opens a backup. Its first lines say whether it wants a passphrase or a key, so that nothing else is asked for. */
export async function readingKey(
	file: string,
	{ identity, passphraseFile }: KeyOptions
): Promise<ReadingKey> {
	if (!fs.existsSync(file)) throw new BackupRefused(`There is no file ${file}.`);
	if (!wantsPassphrase(file)) {
		if (identity) return { identities: identitiesIn(textOf(identity)) };
		throw new BackupRefused(
			'This backup was encrypted with a public key. Name the file of its key: --identity FILE'
		);
	}
	if (identity) throw new BackupRefused('This backup was encrypted with a passphrase, not with a key.');
	if (passphraseFile) return { passphrase: textOf(passphraseFile) };
	const { BACKUP_PASSPHRASE } = config();
	if (BACKUP_PASSPHRASE) return { passphrase: BACKUP_PASSPHRASE };
	if (!canAsk())
		throw new BackupRefused(
			'This backup was encrypted with a passphrase. Give it: --passphrase-file FILE, or BACKUP_PASSPHRASE.'
		);
	return { passphrase: await askHidden('The passphrase of the backup: ') };
}

function wantsPassphrase(file: string): boolean {
	const open = fs.openSync(file, 'r');
	try {
		const start = Buffer.alloc(200);
		fs.readSync(open, start);
		return start.includes('\n-> scrypt ');
	} finally {
		fs.closeSync(open);
	}
}

function textOf(file: string): string {
	try {
		return fs.readFileSync(file, 'utf8').trim();
	} catch (cause) {
		throw new BackupRefused(`${file} cannot be read (${(cause as NodeJS.ErrnoException).code}).`, {
			cause
		});
	}
}

/** Asks at the terminal, and shows nothing of what is typed. */
async function askHidden(question: string): Promise<string> {
	process.stdout.write(question);
	const nowhere = new Writable({ write: (_piece, _encoding, done) => done() });
	const line = createInterface({ input: process.stdin, output: nowhere, terminal: true });
	try {
		return (await line.question('')).trim();
	} finally {
		line.close();
		process.stdout.write('\n');
	}
}
