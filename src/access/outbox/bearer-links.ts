/**
 * The first part of every path whose address alone lets someone in, or speaks for the person it was mailed to. A test
 * holds this list against the routes.
 */
export const bearerPaths = [
	'join',
	'claim',
	'sign-in/link',
	'approve',
	'pulse',
	'unsubscribe',
	'calendar',
	'me/password',
	'me/confirm',
	'address',
	'leaving',
	'leaving/address',
	'telling',
	'stay',
	'support'
] as const;

const links = new RegExp(`https?://[^\\s"'<>/]+/(?:${bearerPaths.join('|')})(?:[/?][^\\s"'<>]*)`, 'g');

/** The text or markup of a mail with such links replaced by words. What else it holds stays as it is. */
export function withoutBearerLinks(body: string, words: string): string {
	return body.replace(links, words);
}
