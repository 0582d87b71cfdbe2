import { createHash, randomBytes } from 'node:crypto';

/** How long an invitation's link opens the door. */
export const invitationDays = 14;

/** A link's secret part (256 bits), and the hash under which alone it is kept. */
export function makeLink(): { token: string; hash: Buffer } {
	const token = randomBytes(32).toString('base64url');
	return { token, hash: hashOf(token) };
}

export function hashOf(token: string): Buffer {
	return createHash('sha256').update(token).digest();
}

export type Invitation = { sentAt: Date | null; expiresAt: Date | null; usedAt: Date | null };

/** May this link still be used? Once, and within its days. */
export function linkState({ expiresAt, usedAt }: Invitation, now: Date): 'open' | 'used' | 'expired' {
	if (usedAt) return 'used';
	return expiresAt && expiresAt > now ? 'open' : 'expired';
}

/** So long a batch has to answer before the next one goes. */
export const daysToAnswer = 3;

/** Have enough of those written to joined for more to be written? One in ten; good programmes reach three or four in ten in the end, most within days. */
export function answersEnough(sent: number, joined: number): boolean {
	return joined / sent >= 0.1;
}
