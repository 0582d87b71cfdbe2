import { enhancedStatus } from './outcome.ts';

/**
 * What kept a mail from going out, or a check from working, as far as it can be told from what was said:
 * - `no_address`: the address does not exist, so no mail goes to it any more.
 * - `mailbox_full`: the recipient's mailbox is full.
 * - `content`: the recipient's server refuses this mail for what it is.
 * - `blocked`: the server takes no mail from here, by a policy or a block list.
 * - `sender`: the server does not know or allow the sender's address.
 * - `password`: the server refused the user name or the password.
 * - `tls`: no safe connection could be made.
 * - `unknown_host`, `unreachable`, `silent`: there is no server of that name, it cannot be reached, or it does not answer.
 * - `busy`: the server asks to try again later.
 */
export type Trouble =
	| 'no_address'
	| 'mailbox_full'
	| 'content'
	| 'blocked'
	| 'sender'
	| 'password'
	| 'tls'
	| 'unknown_host'
	| 'unreachable'
	| 'silent'
	| 'busy'
	| 'other';

/** By the enhanced status of RFC 3463, most telling first. */
const byStatus: readonly [RegExp, Trouble][] = [
	[/^5\.1\.[789]$/, 'sender'],
	[/^5\.(1\.\d+|2\.1)$/, 'no_address'],
	[/^\d\.2\.2$/, 'mailbox_full'],
	[/^5\.7\.[089]$/, 'password'],
	[/^4\./, 'busy'],
	[/^\d\.7\.\d+$/, 'blocked'],
	[/^5\.[36]\.\d+$/, 'content']
];

/** By the words of a connection, or of an answer without such a status. */
const byWords: readonly [RegExp, Trouble][] = [
	[/ENOTFOUND|EAI_AGAIN|EDNS|getaddrinfo|queryA/, 'unknown_host'],
	[/ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ECONNRESET|EPIPE|closed|socket disconnected/i, 'unreachable'],
	[/certificate|\bTLS\b|\bSSL\b|wrong version number/i, 'tls'],
	[/timeout|timed out|never received|aborted/i, 'silent'],
	[/^(535|534|530)\b|Missing credentials|Invalid login/i, 'password'],
	[/^4\d\d\b/, 'busy'],
	[/^55[0-4]\b/, 'blocked']
];

/** Reads what a server or a connection said. */
export function troubleOf(said: string): Trouble {
	if (/STARTTLS/i.test(said)) return 'tls';
	const status = enhancedStatus(said);
	const known = status
		? byStatus.find(([pattern]) => pattern.test(status))
		: byWords.find(([pattern]) => pattern.test(said));
	return known?.[1] ?? 'other';
}
