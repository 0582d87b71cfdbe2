import { migrate } from '#platform/database/migrate.ts';
import { useEmbedded } from '#platform/postgres/embedded.ts';

/**
 * Runs `work` against the installation's database, migrated: the one DATABASE_URL names, or the embedded one, which is
 * started for it unless it runs already. Within `work`, DATABASE_URL is set.
 */
export async function withDatabase(work: (url: string) => Promise<void>): Promise<void> {
	const own = process.env.DATABASE_URL || undefined;
	const embedded = own ? undefined : await useEmbedded(process.env.OKAERI_DATA ?? 'data');
	const url = own ?? embedded!.url;
	process.env.DATABASE_URL = url;
	try {
		await migrate(url);
		await work(url);
	} finally {
		const { closePools } = await import('#platform/database/connection.server.ts');
		await closePools();
		await embedded?.leave();
	}
}
