import { expect, test } from 'vitest';
import { ofDomain, type Answer, type Ask } from './doctor-sender.ts';

const dns =
	(records: Record<string, Answer>): Ask =>
	async (name, kind) =>
		records[`${kind} ${name}`] ?? 'none';
const right: Record<string, Answer> = {
	'TXT circle.hikari.example': { values: ['google-site=x', 'v=spf1 include:spf.mail.example -all'] },
	'TXT _dmarc.hikari.example': { values: ['v=DMARC1; p=quarantine; rua=mailto:d@hikari.example'] },
	'TXT s1._domainkey.circle.hikari.example': { values: ['v=DKIM1; k=rsa; p=MIGf'] },
	'MX circle.hikari.example': { values: ['mx.hikari.example'] }
};
const said = async (change: Record<string, Answer>, domain = 'circle.hikari.example') =>
	(await ofDomain(domain, 's1', dns({ ...right, ...change })))
		.filter(({ state }) => state !== 'ok  ')
		.map(({ state, text }) => `${state} ${text}`);

test('a domain that receivers believe has nothing to mend, DMARC of the domain above included', async () => {
	expect(await said({})).toEqual([]);
});

test.each<[string, Record<string, Answer>, string]>([
	['no SPF', { 'TXT circle.hikari.example': 'none' }, 'WARN circle.hikari.example has no SPF record'],
	[
		'two SPF',
		{ 'TXT circle.hikari.example': { values: ['v=spf1 -all', 'v=spf1 ~all'] } },
		'none of them counts'
	],
	['SPF for all', { 'TXT circle.hikari.example': { values: ['v=spf1 +all'] } }, 'lets every server send'],
	['no DMARC', { 'TXT _dmarc.hikari.example': 'none' }, 'has no DMARC record'],
	[
		'DMARC without policy',
		{ 'TXT _dmarc.hikari.example': { values: ['v=DMARC1; rua=mailto:a@b.example'] } },
		'no policy'
	],
	['no DKIM', { 'TXT s1._domainkey.circle.hikari.example': 'none' }, 'no DKIM key at s1._domainkey'],
	[
		'DKIM withdrawn',
		{ 'TXT s1._domainkey.circle.hikari.example': { values: ['v=DKIM1; p='] } },
		'was withdrawn'
	],
	['no MX', { 'MX circle.hikari.example': 'none' }, 'no MX record and no address'],
	['null MX', { 'MX circle.hikari.example': { values: [''] } }, 'takes no mail'],
	[
		'no DNS',
		{ 'MX circle.hikari.example': { code: 'ETIMEOUT' } },
		'note MX of circle.hikari.example could not be looked up (ETIMEOUT)'
	]
])('%s is said', async (_what, change, words) => {
	expect(await said(change)).toEqual([expect.stringContaining(words)]);
});

test.each(['localhost', '127.0.0.1', '[::1]'])('%s is no domain of a sender', async (domain) => {
	expect(await said({}, domain)).toEqual([expect.stringContaining('no domain that receivers can ask')]);
});
