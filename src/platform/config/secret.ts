import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { config } from './config.ts';

let known: string | undefined;

/** The installation's own secret, which signs cookies: OKAERI_SECRET, or one made on first use and kept in the data directory. */
export function secret(): string {
	if (known) return known;
	if (process.env.OKAERI_SECRET) return (known = process.env.OKAERI_SECRET);
	const file = path.join(config().dataDir, 'secret');
	fs.mkdirSync(config().dataDir, { recursive: true });
	try {
		fs.writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' });
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
	}
	return (known = fs.readFileSync(file, 'utf8'));
}
