import { originAt } from '#platform/config/config.ts';
import type { Db } from '#platform/database/network.server.ts';
import type { Locale } from '#platform/locale/reader.ts';

/**
 * What a mail of the network needs to know of it: its name as a reader's language writes it, and where its
 * pages are.
 */
export type Letterhead = { nameIn: (locale: Locale) => string; origin: string };

/** The letterhead of the transaction's network. */
export async function letterhead(db: Db): Promise<Letterhead> {
	const { nameJa, nameEn, hosts } = await db
		.selectFrom('network')
		.select(['nameJa', 'nameEn', 'hosts'])
		.executeTakeFirstOrThrow();
	return { nameIn: (locale) => (locale === 'ja' ? nameJa : nameEn), origin: originAt(hosts) };
}
