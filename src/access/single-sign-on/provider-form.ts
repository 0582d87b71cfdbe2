import { z } from 'zod';
import { someWords, words } from '#access/doors/form.ts';
import { Invalid } from '#platform/http/failures.ts';
import { readDomains } from './domains.ts';
import { readCertificates, readMetadata, type SamlWish } from './saml-metadata.ts';

/** Mail domains as someone writes them down. */
export const domainsField = words(4000).transform((text, context) => {
	const read = readDomains(text);
	if (!read) context.addIssue({ code: 'custom', message: 'not_a_domain' });
	return read ?? z.NEVER;
});

/** What a SAML provider is by: its metadata, or the three things that count in it. */
export const samlFields = {
	metadata: someWords(100_000),
	issuer: someWords(500),
	entryPoint: someWords(500),
	certificates: someWords(30_000)
};
type SamlForm = { metadata: string; issuer: string; entryPoint: string; certificates: string };

/** Without metadata each of the three is needed: every one that is empty is marked at once. */
export function checkSaml({ metadata, ...typed }: SamlForm, context: z.RefinementCtx<SamlForm>): void {
	if (metadata !== '') return;
	for (const field of ['issuer', 'entryPoint', 'certificates'] as const)
		if (typed[field] === '') context.addIssue({ code: 'custom', message: 'required', path: [field] });
}

/** What was pasted counts before what was typed. Throws Invalid. */
export function samlWishOf({ metadata, issuer, entryPoint, certificates }: SamlForm): SamlWish {
	if (metadata !== '') return readMetadata(metadata);
	const read = readCertificates(certificates);
	if (!read) throw new Invalid('not_a_certificate', 'certificates');
	return { issuer, entryPoint, certificates: read };
}
