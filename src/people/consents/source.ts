import * as m from '#locales/messages.ts';

/** How a consent was given or taken back. `unknown` stands where nobody noted it yet. */
export type How = 'page' | 'join' | 'mail_link' | 'import' | 'desk' | 'api' | 'leaving' | 'unknown';

/** How, and from where: the page, and the sender's address as far as it names no single device. */
export type Source = { how: How; from: string };

export const howName: Record<How, () => string> = {
	page: m.consent_how_page,
	join: m.consent_how_join,
	mail_link: m.consent_how_mail_link,
	import: m.consent_how_import,
	desk: m.consent_how_desk,
	api: m.consent_how_api,
	leaving: m.consent_how_leaving,
	unknown: m.consent_how_unknown
};

/** The page and the shortened address that a request came from, as the ledger keeps it. */
export function sourceOf(how: How, page: string, address: string): Source {
	return { how, from: `${page.slice(0, 100)} ${shortAddress(address)}`.trim() };
}

/** An address without what tells one device or household from the next: the first three of four, or of eight parts. */
export function shortAddress(address: string): string {
	if (/^\d+\.\d+\.\d+\.\d+$/.test(address)) return address.replace(/\.\d+$/, '.0/24');
	if (!address.includes(':')) return '';
	const before = address.split('::')[0]!.split(':').filter(Boolean);
	return `${[0, 1, 2].map((at) => before[at] ?? '0').join(':')}::/48`;
}
