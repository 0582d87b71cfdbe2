import { expect, test } from 'vitest';
import { troubleOf } from './trouble.ts';

test.each([
	['550 5.1.1 User unknown', 'no_address'],
	['550 5.2.1 Mailbox disabled', 'no_address'],
	['550 5.1.8 Sender domain not found', 'sender'],
	['552 5.2.2 mailbox full', 'mailbox_full'],
	['452 4.2.2 over quota', 'mailbox_full'],
	['554 5.7.1 blocked using zen.spamhaus.org', 'blocked'],
	['554 5.6.0 Message is malformed', 'content'],
	['535 5.7.8 Error: authentication failed', 'password'],
	['530 5.7.0 Must issue a STARTTLS command first', 'tls'],
	['535 Incorrect authentication data', 'password'],
	['530 5.7.0 Authentication required', 'password'],
	['451 4.7.1 Greylisted', 'busy'],
	['451 4.3.0 Try again later', 'busy'],
	['421 Too many connections', 'busy'],
	['connect ECONNREFUSED 127.0.0.1:1', 'unreachable'],
	['Connection closed unexpectedly', 'unreachable'],
	['getaddrinfo ENOTFOUND smtp.invalid', 'unknown_host'],
	['self-signed certificate', 'tls'],
	['Greeting never received', 'silent'],
	['Connection timeout', 'silent'],
	['something else', 'other']
])('%s: %s', (said, trouble) => {
	expect(troubleOf(said)).toBe(trouble);
});
