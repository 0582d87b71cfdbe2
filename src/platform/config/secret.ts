import path from 'node:path';
import { config } from './config.ts';
import { keptSecret, longEnough } from './kept-secret.ts';

let known: string | undefined;

/**
 * The installation's own secret, which signs cookies: OKAERI_SECRET, or one made on first use and kept in the data
 * directory. Throws where it is too short to be one.
 */
export function secret(): string {
	const given = process.env.OKAERI_SECRET;
	return (known ??= given
		? longEnough(given, 'OKAERI_SECRET')
		: keptSecret(path.join(config().dataDir, 'secret')));
}
