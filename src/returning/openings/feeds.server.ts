import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { Invalid } from '#platform/http/failures.ts';
import { inNetwork, readNetwork, type InNetwork } from '#platform/database/network.server.ts';
import { checkOutside, fetchOutside } from '#platform/http/safe-fetch.server.ts';
import { log } from '#platform/log/log.server.ts';
import { bytesAtMost, readFeed, type Feed } from './feed.ts';
import type { Audience } from './opening.ts';
import { putOpenings, type Into } from './putting.server.ts';

export type FeedSettings = { url: string; companyId: string; audience: Audience };

/** The feed from which openings are read, with the result of the last reading; undefined if there is none. */
export async function openingFeed(actor: Actor) {
	authorize(actor, 'opening.write');
	return readNetwork(actor, (db) =>
		db
			.selectFrom('openingFeed')
			.select(['url', 'companyId', 'audience', 'readAt', 'problem', 'seen'])
			.executeTakeFirst()
	);
}

/**
 * Saves the address of the feed; without an address the feed is removed. Throws Invalid for an address
 * outside the open internet.
 */
export async function saveFeed(actor: Actor, feed: FeedSettings): Promise<void> {
	authorize(actor, 'opening.write');
	if (feed.url) {
		try {
			checkOutside(new URL(feed.url));
		} catch {
			throw new Invalid('not_a_link', 'url');
		}
	}
	await inNetwork(actor, async (db) => {
		await db.deleteFrom('openingFeed').execute();
		if (feed.url)
			await db
				.insertInto('openingFeed')
				.values({ networkId: actor.networkId, ...feed })
				.execute();
		await writeAudit(db, actor, 'opening_feed.save', undefined, { has: feed.url !== '' });
	});
}

type FetchOptions = Partial<Parameters<typeof fetchOutside>[1]>;

/**
 * Reads the feed, if there is one, and puts its openings. If it cannot be read, the openings stay as they are and
 * the desk is shown the failure. `options` is for tests.
 */
export async function readOpeningFeed(where: InNetwork, options: FetchOptions = {}): Promise<void> {
	const settings = await readNetwork(where, (db) =>
		db.selectFrom('openingFeed').selectAll().executeTakeFirst()
	);
	if (!settings) return;
	const feed = await fetchFeed(settings.url, options);
	await inNetwork(where, async (db) => {
		// A feed that suddenly names nothing is taken for a fault of the source, not for the end of all openings.
		if (!feed || feed.rows.length === 0)
			return void (await db.updateTable('openingFeed').set({ problem: 'unreadable' }).execute());
		const { companyId } = settings;
		const into: Into = {
			source: 'feed',
			companyId,
			audience: settings.audience as Audience,
			ownerId: null
		};
		await putOpenings(db, where.networkId, feed, into, feed.problems.length === 0);
		await db
			.updateTable('openingFeed')
			.set({
				problem: feed.problems.length > 0 ? 'rows_refused' : '',
				seen: feed.rows.length,
				readAt: new Date()
			})
			.execute();
	});
}

/** The feed at an address; undefined if it cannot be fetched or read. */
async function fetchFeed(url: string, options: FetchOptions): Promise<Feed | undefined> {
	try {
		const { body, isWhole } = await fetchOutside(url, {
			mostBytes: bytesAtMost,
			seconds: 30,
			redirects: 3,
			accept: 'application/json, text/csv',
			...options
		});
		if (!isWhole) throw new Error('Too large');
		return readFeed(body);
	} catch (error) {
		log.info({ error: (error as Error).message }, 'The feed of openings could not be read');
		return undefined;
	}
}
