import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { inNetwork, type Db } from '#platform/database/network.server.ts';

/** The words that the desk watches for. */
export async function watchWords(db: Db): Promise<string[]> {
	return (await db.selectFrom('watchWord').select('word').orderBy('word').limit(500).execute()).map(
		(row) => row.word
	);
}

/** Sets the words that the desk watches for. */
export async function saveWatchWords(actor: Actor, words: readonly string[]): Promise<void> {
	authorize(actor, 'care.see');
	await inNetwork(actor, async (db) => {
		await db.deleteFrom('watchWord').execute();
		if (words.length > 0)
			await db
				.insertInto('watchWord')
				.values(words.map((word) => ({ networkId: actor.networkId, word, addedBy: actor.personId })))
				.execute();
		await writeAudit(db, actor, 'care.words', undefined, { words: words.length });
	});
}

export const stopsAtOnce = 50;

/** Addresses that get no mail any more, in alphabetical order, paged by the last one seen. */
export async function mailStops(db: Db, after = '') {
	return db
		.selectFrom('mailStop')
		.select(['address', 'why', 'said', 'since'])
		.where('address', '>', after)
		.orderBy('address')
		.limit(stopsAtOnce)
		.execute();
}

/** Allows mail to an address again. */
export async function letMailAgain(actor: Actor, address: string): Promise<void> {
	authorize(actor, 'care.see');
	await inNetwork(actor, async (db) => {
		const { numDeletedRows } = await db
			.deleteFrom('mailStop')
			.where('address', '=', address)
			.executeTakeFirst();
		if (numDeletedRows > 0n) await writeAudit(db, actor, 'mail.again', undefined, {});
	});
}
