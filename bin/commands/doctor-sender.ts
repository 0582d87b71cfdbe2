import { Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';
import { config } from '#platform/config/config.ts';
import { domainOf, readSender } from '#platform/mail/sender.ts';
import type { Finding } from './finding.ts';

/** What DNS says of a name: its values, `none` where there are none, or the code of what kept us from asking. */
export type Answer = { values: string[] } | 'none' | { code: string };
/** How DNS is asked. */
export type Ask = (name: string, kind: 'TXT' | 'MX' | 'A') => Promise<Answer>;

/** Whether receivers will believe the domain in MAIL_FROM (docs/mail.md). It asks DNS for at most some seconds. */
export async function ofSender(selector: string | undefined): Promise<Finding[]> {
	const domain = domainOf(readSender(config().MAIL_FROM).address);
	if (!config().SMTP_URL && domain === 'localhost') return [];
	return ofDomain(domain, selector, resolving());
}

/** The same for a domain, by what DNS answers. */
export async function ofDomain(domain: string, selector: string | undefined, ask: Ask): Promise<Finding[]> {
	if (isIP(domain.replace(/[[\]]/g, '')) || !domain.includes('.'))
		return [
			{
				state: 'WARN',
				text: `MAIL_FROM is at ${domain}, which is no domain that receivers can ask about: set an address of yours`
			}
		];
	const [spf, dmarc, back, dkim] = await Promise.all([
		ofSpf(domain, ask),
		ofDmarc(domain, ask),
		ofWayBack(domain, ask),
		ofDkim(domain, selector, ask)
	]);
	return [spf, dkim, dmarc, back];
}

const unasked = (what: string, name: string, code: string): Finding => ({
	state: 'note',
	text: `${what} of ${name} could not be looked up (${code})`
});
const warning = (text: string): Finding => ({ state: 'WARN', text: `${text} (docs/mail.md)` });
const fine = (text: string): Finding => ({ state: 'ok  ', text });

async function ofSpf(domain: string, ask: Ask): Promise<Finding> {
	const found = await ask(domain, 'TXT');
	if (found !== 'none' && 'code' in found) return unasked('SPF', domain, found.code);
	const records = (found === 'none' ? [] : found.values).filter((text) => /^v=spf1( |$)/i.test(text));
	if (records.length === 0)
		return warning(`${domain} has no SPF record: receivers do not know which servers send for it`);
	if (records.length > 1)
		return warning(`${domain} has ${records.length} SPF records, so that none of them counts: make one`);
	if (/(^|\s)\+?all(\s|$)/i.test(records[0]!))
		return warning(`SPF of ${domain} lets every server send for it: end it with -all or ~all`);
	return fine(`SPF of ${domain}: ${records[0]}`);
}

/** Where a domain has no DMARC record of its own, that of the domain above counts. */
async function ofDmarc(domain: string, ask: Ask): Promise<Finding> {
	const labels = domain.split('.');
	for (let above = 0; above <= labels.length - 2; above++) {
		const name = labels.slice(above).join('.');
		const found = await ask(`_dmarc.${name}`, 'TXT');
		if (found === 'none') continue;
		if ('code' in found) return unasked('DMARC', name, found.code);
		const record = found.values.find((text) => /^v=DMARC1\s*(;|$)/i.test(text));
		if (!record) continue;
		const policy = /;\s*s?p\s*=\s*(none|quarantine|reject)/i.exec(record)?.[1]?.toLowerCase();
		if (!policy) return warning(`DMARC of ${name} says no policy: add p=none, p=quarantine or p=reject`);
		const more = policy === 'none' ? ', which refuses nothing yet' : '';
		return fine(`DMARC of ${name}: p=${policy}${more}`);
	}
	return warning(`${domain} has no DMARC record: begin with v=DMARC1; p=none; rua=mailto:…`);
}

async function ofDkim(domain: string, selector: string | undefined, ask: Ask): Promise<Finding> {
	if (!selector)
		return {
			state: 'note',
			text: 'DKIM cannot be asked for without its selector: okaeri doctor --dkim SELECTOR (your mail service names it)'
		};
	const name = `${selector}._domainkey.${domain}`;
	const found = await ask(name, 'TXT');
	if (found === 'none') return warning(`there is no DKIM key at ${name}`);
	if ('code' in found) return unasked('the DKIM key', name, found.code);
	const key = found.values.find((text) => /(^|;)\s*p\s*=/.test(text));
	if (!key) return warning(`what is at ${name} is no DKIM key`);
	if (/(^|;)\s*p\s*=\s*(;|$)/.test(key)) return warning(`the DKIM key at ${name} was withdrawn`);
	return fine(`a DKIM key is at ${name}`);
}

/** Replies and bounces come back to the sender's domain. */
async function ofWayBack(domain: string, ask: Ask): Promise<Finding> {
	const found = await ask(domain, 'MX');
	if (found === 'none') {
		const address = await ask(domain, 'A');
		return address === 'none'
			? warning(`${domain} has no MX record and no address: replies and bounces come back to nobody`)
			: fine(`mail to ${domain} goes to its own address (no MX record)`);
	}
	if ('code' in found) return unasked('MX', domain, found.code);
	if (found.values.every((host) => host === ''))
		return warning(`${domain} takes no mail (null MX): replies and bounces come back to nobody`);
	return fine(`mail to ${domain} goes to ${found.values.join(', ')}`);
}

const nothingThere = new Set(['ENODATA', 'ENOTFOUND']);

function resolving(): Ask {
	const resolver = new Resolver({ timeout: 2_000, tries: 2 });
	const values = async (name: string, kind: 'TXT' | 'MX' | 'A') => {
		if (kind === 'TXT') return (await resolver.resolveTxt(name)).map((parts) => parts.join(''));
		if (kind === 'MX') return (await resolver.resolveMx(name)).map(({ exchange }) => exchange);
		return resolver.resolve4(name);
	};
	return async (name, kind) => {
		try {
			const found = await values(name, kind);
			return found.length === 0 ? 'none' : { values: found };
		} catch (error) {
			const { code = 'failed' } = error as NodeJS.ErrnoException;
			return nothingThere.has(code) ? 'none' : { code };
		}
	};
}
