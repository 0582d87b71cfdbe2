import { createHmac, timingSafeEqual } from 'node:crypto';
import { secret } from '#platform/config/secret.ts';

const sign = (mailId: string) =>
	createHmac('sha256', secret()).update(`unsubscribe:${mailId}`).digest().subarray(0, 16);

/** The end of a mail's address to unsubscribe at: the mail's id, and a signature that shows it is ours. */
export function unsubscribeToken(mailId: string): string {
	return `${mailId}.${sign(mailId).toString('base64url')}`;
}

/** The mail that such a token names; undefined if the signature is not ours. */
export function mailOfToken(token: string): string | undefined {
	const [mailId = '', mark = ''] = token.split('.');
	const [given, ours] = [Buffer.from(mark, 'base64url'), sign(mailId)];
	return given.length === ours.length && timingSafeEqual(given, ours) ? mailId : undefined;
}
