import { writeAudit } from '#access/audit/audit.server.ts';
import { makeLink } from '#people/invitations/invitation.ts';
import { inNetwork, type InNetwork } from '#platform/database/network.server.ts';
import { NotFound } from '#platform/http/failures.ts';
import { claimLinkDays } from './claim.ts';

/** What the operator can do for the request of an address to join: a fresh link that proves it, or nothing but wait. */
export type OpenedClaim = { token: string; expiresAt: Date } | 'waits';

/**
 * Makes a fresh link by which the latest request of an address to join is proved, for the operator of an installation whose
 * mail did not arrive: the link that was mailed before stops working. It says nothing of who is in the file. The audit log
 * has it. Throws NotFound where nobody asked from the address.
 */
export async function openClaimByOperator(where: InNetwork, address: string): Promise<OpenedClaim> {
	const { token, hash } = makeLink();
	const expiresAt = new Date(Date.now() + claimLinkDays * 86_400_000);
	return inNetwork(where, async (db) => {
		const claim = await db
			.selectFrom('claim')
			.select(['claimId', 'state'])
			.where('address', '=', address)
			.where('state', 'in', ['unproved', 'proved', 'waiting'])
			.orderBy('madeAt', 'desc')
			.limit(1)
			.forUpdate()
			.executeTakeFirst();
		if (!claim) throw new NotFound('No request from this address');
		if (claim.state !== 'unproved') return 'waits';
		await db
			.updateTable('claim')
			.set({ linkHash: hash, linkExpiresAt: expiresAt })
			.where('claimId', '=', claim.claimId)
			.execute();
		const operator = { networkId: where.networkId, personId: null };
		await writeAudit(db, operator, 'claim.open', undefined, { by: 'operator' });
		return { token, expiresAt };
	});
}

/** Notes that the operator printed a link by which someone signs in, or comes back who left. */
export async function noteLinkByOperator(where: InNetwork, personId: string): Promise<void> {
	const operator = { networkId: where.networkId, personId: null };
	await inNetwork(where, (db) => writeAudit(db, operator, 'sign_in.link', personId, { by: 'operator' }));
}
