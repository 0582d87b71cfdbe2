import { createHash, randomBytes } from 'node:crypto';

/** A link's secret part (256 bits) and its hash. Only the hash is stored. */
export function makeLink(): { token: string; hash: Buffer } {
	const token = randomBytes(32).toString('base64url');
	return { token, hash: hashOf(token) };
}

export function hashOf(token: string): Buffer {
	return createHash('sha256').update(token).digest();
}

export type Invitation = { sentAt: Date | null; expiresAt: Date | null; usedAt: Date | null };

/** May this link still be used? It opens once, and within its days. */
export function linkState({ expiresAt, usedAt }: Invitation, now: Date): 'open' | 'used' | 'expired' {
	if (usedAt) return 'used';
	return expiresAt && expiresAt > now ? 'open' : 'expired';
}

/** How many days a batch has to answer before the next one goes out. */
export const daysToAnswer = 3;

/**
 * Have enough of the invited people joined, so that more can be invited? One in ten is enough. Good
 * programmes reach three or four in ten in the end, most of them within days.
 */
export function answersEnough(sent: number, joined: number): boolean {
	return joined / sent >= 0.1;
}
