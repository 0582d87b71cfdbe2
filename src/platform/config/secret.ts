import path from 'node:path';
import { config } from './config.ts';
import { keptSecret, longEnough } from './kept-secret.ts';
import { withoutFiles } from './secret-files.ts';
import { weaknessOf } from './weak-secrets.ts';

let known: string | undefined;

/**
 * The installation's own secret, which signs cookies: OKAERI_SECRET, or one made on first use and kept in the data
 * directory. Throws where it is too short or too easy to guess to be one.
 */
export function secret(): string {
	const given = withoutFiles(process.env).OKAERI_SECRET;
	return (known ??= given
		? strongEnough(given, 'OKAERI_SECRET')
		: keptSecret(path.join(config().dataDir, 'secret')));
}

/** Gives back a secret that someone chose. Throws, with what is wrong with it, where others could guess it. */
export function strongEnough(secret: string, where: string): string {
	const weakness = weaknessOf(longEnough(secret, where));
	if (!weakness) return secret;
	throw new Error(`${where} is weak: ${weakness}. Make one with: openssl rand -base64 32`);
}
