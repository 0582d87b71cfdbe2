import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { inNetwork, readNetwork, type InNetwork } from '#platform/database/network.server.ts';
import { Forbidden, NotFound } from '#platform/http/failures.ts';
import type { Role } from '#access/policy/policy.ts';
import { scopesWithin, type Scope } from '../api/scope.ts';

export type Token = {
	tokenId: string;
	name: string;
	hint: string;
	scopes: Scope[];
	madeAt: Date;
	expiresOn: string | null;
	lastUsedAt: Date | null;
	revokedAt: Date | null;
};
const prefix = 'okaeri_';
const hashOf = (plain: string) => createHash('sha256').update(plain).digest();

/** The network's tokens, those in force first; never their secrets, of which only a hash is kept. */
export async function tokensAtDesk(actor: Actor): Promise<Token[]> {
	authorize(actor, 'api.manage');
	const rows = await readNetwork(actor, (db) =>
		db
			.selectFrom('apiToken')
			.select(['tokenId', 'name', 'hint', 'scopes', 'madeAt', 'expiresOn', 'lastUsedAt', 'revokedAt'])
			.orderBy('revokedAt', (order) => order.desc().nullsFirst())
			.orderBy('madeAt', 'desc')
			.limit(100)
			.execute()
	);
	return rows as Token[];
}

/**
 * Makes a token. What it gives is seen this once only. Throws Forbidden for a scope that the maker's own roles do not
 * reach.
 */
export async function makeToken(
	actor: Actor,
	wish: { name: string; scopes: Scope[]; expiresOn: string | null }
): Promise<string> {
	authorize(actor, 'api.manage');
	const lacking = wish.scopes.filter((scope) => !scopesWithin(actor).includes(scope));
	if (lacking.length > 0) throw new Forbidden(lacking.join(' '));
	const plain = prefix + randomBytes(32).toString('base64url');
	await inNetwork(actor, async (db) => {
		const { tokenId } = await db
			.insertInto('apiToken')
			.values({
				networkId: actor.networkId,
				...wish,
				hash: hashOf(plain),
				hint: plain.slice(-4),
				madeBy: actor.personId
			})
			.returning('tokenId')
			.executeTakeFirstOrThrow();
		await writeAudit(db, actor, 'api_token.make', tokenId, { scopes: wish.scopes });
	});
	return plain;
}

/** Ends a token at once. Throws NotFound for one that is not in force any more. */
export async function revokeToken(actor: Actor, tokenId: string): Promise<void> {
	authorize(actor, 'api.manage');
	await inNetwork(actor, async (db) => {
		const { numUpdatedRows } = await db
			.updateTable('apiToken')
			.set({ revokedAt: new Date() })
			.where('tokenId', '=', tokenId)
			.where('revokedAt', 'is', null)
			.executeTakeFirst();
		if (numUpdatedRows === 0n) throw new NotFound('No such token');
		await writeAudit(db, actor, 'api_token.revoke', tokenId);
	});
}

export type Bearer = InNetwork & { tokenId: string; madeBy: string; scopes: Scope[] };

/**
 * Gives whom a token of this network speaks for and what it may do, and notes when it was used, to the minute.
 * Undefined for a token that is unknown, revoked or past its last day, and for one whose maker is no member any more or
 * may no longer make one. It never reaches further than its maker's roles of now.
 */
export async function bearerOf({ networkId }: InNetwork, plain: string): Promise<Bearer | undefined> {
	if (!plain.startsWith(prefix) || plain.length > 100) return undefined;
	return inNetwork({ networkId }, async (db) => {
		const found = await db
			.selectFrom('apiToken as t')
			.innerJoin('membership as mb', (join) =>
				join.onRef('mb.networkId', '=', 't.networkId').onRef('mb.personId', '=', 't.madeBy')
			)
			.select(['t.tokenId', 't.madeBy', 't.scopes', 't.lastUsedAt', 'mb.roles'])
			.where('hash', '=', hashOf(plain))
			.where('revokedAt', 'is', null)
			.where((by) =>
				by.or([by('expiresOn', 'is', null), by('expiresOn', '>=', sql<string>`network_today()`)])
			)
			.executeTakeFirst();
		const scopes = found && scopesWithin({ roles: found.roles as Role[] }, found.scopes as Scope[]);
		if (!scopes || scopes.length === 0) return undefined;
		if (!found.lastUsedAt || Date.now() - found.lastUsedAt.getTime() > 60_000)
			await db
				.updateTable('apiToken')
				.set({ lastUsedAt: new Date() })
				.where('tokenId', '=', found.tokenId)
				.execute();
		return { networkId, tokenId: found.tokenId, madeBy: found.madeBy, scopes };
	});
}
