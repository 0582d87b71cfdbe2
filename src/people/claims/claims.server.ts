import { sql } from 'kysely';
import type { Network } from '#access/actor/actor.server.ts';
import { countQuietly, countTry } from '#access/limits/limits.server.ts';
import { settingsIn } from '#access/settings/settings.server.ts';
import { hashOf, makeLink } from '#people/invitations/invitation.ts';
import { passOnBy } from '#people/passing-on/passing-on.server.ts';
import { inNetwork, readNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { Invalid, NotFound } from '#platform/http/failures.ts';
import { leaveJob } from '#platform/jobs/jobs.server.ts';
import type { Locale } from '#platform/locale/reader.ts';
import { claimLinkDays, type ClaimWish } from './claim.ts';
import { leaveClaimProof } from './mailing.server.ts';

/** Does the network take leavers who were not invited? */
export async function takesClaims(where: InNetwork): Promise<boolean> {
	const { claims } = await readNetwork(where, settingsIn);
	return claims !== 'off';
}

/**
 * A leaver asks to join. Whatever they say, and whoever is in the file, a link goes to the address that they gave, and
 * nothing is compared before it is used. Asked for an address again and again, nothing more is mailed and the answer is the
 * same. Throws NotFound where the network takes no claims, and TooMany for one sender or in one network.
 */
export async function claimPlace(
	network: Network,
	wish: ClaimWish,
	from: { sender: string; locale: Locale; code: string }
): Promise<void> {
	if (!(await takesClaims(network))) throw new NotFound('No claims here');
	await countTry('claim.address', from.sender);
	await countTry('claim.network', network.networkId);
	if (!(await countQuietly('claim.account', `${network.networkId} ${wish.address}`))) return;
	const { token, hash } = makeLink();
	const linkExpiresAt = new Date(Date.now() + claimLinkDays * 86_400_000);
	await inNetwork(network, async (db) => {
		const passOn = await passOnBy(db, from.code);
		await db
			.insertInto('claim')
			.values({
				networkId: network.networkId,
				...wish,
				locale: from.locale,
				passOnId: passOn?.passOnId ?? null,
				linkHash: hash,
				linkExpiresAt
			})
			.execute();
		await leaveClaimProof(db, network, { ...wish, locale: from.locale }, token, linkExpiresAt);
	});
}

type OfLink = ClaimWish & { claimId: string; isProved: boolean };

/** The claim whose address a link proves. Throws NotFound for a link that is too old or never was. */
export async function claimBy(where: InNetwork, token: string): Promise<OfLink> {
	return readNetwork(where, (db) => byToken(db, token));
}

async function byToken(db: Db, token: string): Promise<OfLink> {
	const { rows } = await sql<OfLink>`
		select
			claim_id, family_name, given_name, family_kana, given_kana,
			number, joined_year, left_year, department, words, address,
			proved_at is not null as is_proved
		from claim
		where link_hash = ${hashOf(token)}
			and (proved_at is not null or link_expires_at > now())
	`.execute(db);
	if (!rows[0]) throw new NotFound('No such link');
	return rows[0];
}

/**
 * Whoever reads the address uses the link. What comes of it is decided by the worker, so that the page cannot tell. A
 * claim that waits from before gives way to this one. Throws NotFound, and Invalid for a link that was used.
 */
export async function proveClaim(where: InNetwork, token: string): Promise<void> {
	const { networkId } = where;
	await inNetwork(where, async (db) => {
		const { claimId, address } = await byToken(db, token);
		const { numUpdatedRows } = await db
			.updateTable('claim')
			.set({ state: 'proved', provedAt: new Date() })
			.where('claimId', '=', claimId)
			.where('state', '=', 'unproved')
			.executeTakeFirst();
		if (numUpdatedRows === 0n) throw new Invalid('not_usable', 'form');
		await db
			.deleteFrom('claim')
			.where('address', '=', address)
			.where('claimId', '<>', claimId)
			.where('state', 'in', ['proved', 'waiting'])
			.execute();
		await leaveJob(db, 'claim.proved', { networkId, claimId });
	});
}

/** Takes a claim back while nobody has decided about it. Throws NotFound. */
export async function withdrawClaim(where: InNetwork, token: string): Promise<void> {
	await inNetwork(where, async (db) => {
		const { claimId } = await byToken(db, token);
		await db
			.deleteFrom('claim')
			.where('claimId', '=', claimId)
			.where('state', 'in', ['unproved', 'proved', 'waiting'])
			.execute();
	});
}
