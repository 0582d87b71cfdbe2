import { createHmac, timingSafeEqual } from 'node:crypto';
import { secret } from '#platform/config/secret.ts';

const sign = (mailId: string) =>
	createHmac('sha256', secret()).update(`unsubscribe:${mailId}`).digest().subarray(0, 16);

/** What stands at the end of a mail's address to unsubscribe at: the mail, and our sign that we made it. */
export function unsubscribeToken(mailId: string): string {
	return `${mailId}.${sign(mailId).toString('base64url')}`;
}

/** The mail that such an address names; undefined where it is not one of ours. */
export function mailOfToken(token: string): string | undefined {
	const [mailId = '', mark = ''] = token.split('.');
	const [given, ours] = [Buffer.from(mark, 'base64url'), sign(mailId)];
	return given.length === ours.length && timingSafeEqual(given, ours) ? mailId : undefined;
}
