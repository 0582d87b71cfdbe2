import { inNetwork, type Db } from '#platform/database/network.server.ts';
import type { Bearer } from '../tokens/tokens.server.ts';
import { Problem } from './problem.ts';

type Keyed = { key: string; hash: Buffer; status: number };
type Once = { result: unknown; isReplayed: boolean };

/**
 * Does something once for each key of a token: the same request again is answered as the first one was. Two at the
 * same moment wait for each other. `hash` tells one request from another. Throws Problem for a key that was used for
 * another request.
 */
export async function onceForKey(
	bearer: Bearer,
	keyed: Keyed,
	work: (db: Db) => Promise<unknown>
): Promise<Once> {
	if (keyed.key.length === 0 || keyed.key.length > 255)
		throw new Problem(400, 'An Idempotency-Key has 1 to 255 characters');
	return inNetwork(bearer, async (db) => {
		if (!(await takeKey(db, bearer, keyed)))
			return { result: await answerBefore(db, bearer, keyed), isReplayed: true };
		const result = await work(db);
		await keepAnswer(db, bearer, keyed, result);
		return { result, isReplayed: false };
	});
}

/** False if the key was used before. Waits while another transaction holds the same key. */
async function takeKey(db: Db, { networkId, tokenId }: Bearer, { key, hash }: Keyed): Promise<boolean> {
	const { numInsertedOrUpdatedRows } = await db
		.insertInto('apiAnswer')
		.values({ networkId, tokenId, key, requestHash: hash })
		.onConflict((conflict) => conflict.doNothing())
		.executeTakeFirst();
	return Boolean(numInsertedOrUpdatedRows);
}

async function answerBefore(db: Db, { tokenId }: Bearer, { key, hash }: Keyed): Promise<unknown> {
	const before = await db
		.selectFrom('apiAnswer')
		.select(['requestHash', 'body'])
		.where('tokenId', '=', tokenId)
		.where('key', '=', key)
		.executeTakeFirstOrThrow();
	if (!before.requestHash.equals(hash))
		throw new Problem(409, 'This Idempotency-Key was used for another request');
	return before.body ?? undefined;
}

async function keepAnswer(
	db: Db,
	{ tokenId }: Bearer,
	{ key, status }: Keyed,
	result: unknown
): Promise<void> {
	await db
		.updateTable('apiAnswer')
		.set({ status, ...(result === undefined ? {} : { body: JSON.stringify(result) }) })
		.where('tokenId', '=', tokenId)
		.where('key', '=', key)
		.execute();
}
