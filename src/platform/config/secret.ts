import path from 'node:path';
import { z } from 'zod';
import { config } from './config.ts';
import { keptSecret, longEnough, secretLength } from './kept-secret.ts';
import { withoutFiles } from './secret-files.ts';
import { weaknessOf } from './weak-secrets.ts';

/** Apart from the other settings, because it is asked for by itself and stands in no list of them. */
export const secretSettings = z.object({
	/**
	 * Signs cookies and links, and seals second factors: at least 32 characters that chance has made. The same for web and
	 * worker, and kept for good. When unset, one is made and kept in the data directory.
	 */
	OKAERI_SECRET: z
		.string()
		.refine((secret) => secret.length >= secretLength, `too short: at least ${secretLength} characters`)
		.refine((secret) => !weaknessOf(secret), 'weak: make one with `openssl rand -base64 32`')
		.optional()
});

let known: string | undefined;

/**
 * The installation's own secret, which signs cookies: OKAERI_SECRET, or one made on first use and kept in the data
 * directory. Throws where it is too short or too easy to guess to be one.
 */
export function secret(): string {
	return (known ??= givenOrKept());
}

function givenOrKept(): string {
	const given = withoutFiles(process.env).OKAERI_SECRET;
	return given ? strongEnough(given, 'OKAERI_SECRET') : keptSecret(path.join(config().dataDir, 'secret'));
}

/** Gives back a secret that someone chose. Throws, with what is wrong with it, where others could guess it. */
export function strongEnough(secret: string, where: string): string {
	const weakness = weaknessOf(longEnough(secret, where));
	if (!weakness) return secret;
	throw new Error(`${where} is weak: ${weakness}. Make one with: openssl rand -base64 32`);
}
