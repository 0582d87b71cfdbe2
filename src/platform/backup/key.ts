import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { BackupRefused } from './format.ts';

/**
 * What a backup is encrypted with: a passphrase, or public keys of whom it is for (`age1…`). `work` is the logarithm of what
 * one try at the passphrase costs; age takes 18 unless told otherwise.
 */
export type WritingKey = { passphrase: string; work?: number } | { recipients: readonly string[] };
/** What opens it: the passphrase, or secret keys (`AGE-SECRET-KEY-1…`). */
export type ReadingKey = { passphrase: string } | { identities: readonly string[] };

const shortestPassphrase = 12;

/** Throws, in words, where a key is none that can be used, before anything is read or written. */
export function encrypterOf(key: WritingKey): Encrypter {
	const encrypter = new Encrypter();
	if ('passphrase' in key) {
		if (key.passphrase.length < shortestPassphrase)
			throw new BackupRefused(
				`The passphrase has fewer than ${shortestPassphrase} characters. Whoever gets hold of the backup can try as often as they like: take a longer one.`
			);
		encrypter.setPassphrase(key.passphrase);
		if (key.work) encrypter.setScryptWorkFactor(key.work);
		return encrypter;
	}
	if (key.recipients.length === 0) throw new BackupRefused('No public key was given.');
	for (const recipient of key.recipients) {
		try {
			encrypter.addRecipient(recipient);
		} catch (cause) {
			throw new BackupRefused(
				`${recipient} is no public key of age. It begins with age1; make a pair with: okaeri backup key FILE`,
				{ cause }
			);
		}
	}
	return encrypter;
}

export function decrypterOf(key: ReadingKey): Decrypter {
	const decrypter = new Decrypter();
	if ('passphrase' in key) {
		decrypter.addPassphrase(key.passphrase);
		return decrypter;
	}
	for (const identity of key.identities) {
		try {
			decrypter.addIdentity(identity);
		} catch (cause) {
			throw new BackupRefused('The key file holds no secret key of age (AGE-SECRET-KEY-1…).', {
				cause
			});
		}
	}
	return decrypter;
}

/** The secret keys in the text of a key file, as age-keygen writes it: one a line, lines with # are remarks. */
export function identitiesIn(text: string): string[] {
	const lines = text.split('\n').map((line) => line.trim());
	const identities = lines.filter((line) => line && !line.startsWith('#'));
	if (identities.length === 0) throw new BackupRefused('The key file holds no key.');
	return identities;
}

/** A new pair: the text of a key file to be kept, and the public key to encrypt with. */
export async function newPair(): Promise<{ text: string; recipient: string }> {
	const identity = await generateX25519Identity();
	const recipient = await identityToRecipient(identity);
	return { text: `# public key: ${recipient}\n${identity}\n`, recipient };
}
