import fs from 'node:fs';
import path from 'node:path';
import { config } from '#platform/config/config.ts';
import { withoutFiles } from '#platform/config/secret-files.ts';
import { useEmbedded, type Embedded } from '#platform/postgres/embedded.ts';

export type Owned = { url: string; embedded: Embedded | undefined };

/** Runs `work` with the address of the installation's database as its owner. Nothing is migrated. */
export async function withOwner<T>(work: (owned: Owned) => Promise<T>): Promise<T> {
	const { DATABASE_URL, dataDir } = config();
	if (DATABASE_URL) return work({ url: DATABASE_URL, embedded: undefined });
	const embedded = await useEmbedded(dataDir);
	try {
		return await work({ url: embedded.url, embedded });
	} finally {
		await embedded.leave();
	}
}

/** Where the installation's secret lies when no setting gives it. */
export const secretFile = () => path.join(config().dataDir, 'secret');

/** The installation's secret with where it stands; undefined where there is none yet. None is made. */
export function secretHere(): { secret: string; where: string } | undefined {
	const given = withoutFiles(process.env).OKAERI_SECRET;
	if (given) return { secret: given, where: 'OKAERI_SECRET' };
	const file = secretFile();
	return fs.existsSync(file) ? { secret: fs.readFileSync(file, 'utf8').trim(), where: file } : undefined;
}
