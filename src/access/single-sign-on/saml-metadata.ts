import { X509Certificate } from 'node:crypto';
import { DOMParser } from '@xmldom/xmldom';
import { Invalid } from '#platform/http/failures.ts';

const metadata = 'urn:oasis:names:tc:SAML:2.0:metadata';
const signatures = 'http://www.w3.org/2000/09/xmldsig#';
const redirect = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect';

/** An identity provider has at most so many certificates: the one in use, and those that follow it. */
export const certificatesAtMost = 5;
const bitsAtLeast = 2048;

export type SamlWish = { issuer: string; entryPoint: string; certificates: string[] };

/** What a provider says of itself in its metadata. Throws Invalid where that is none, or says too little. */
export function readMetadata(xml: string): SamlWish {
	const document = parse(xml);
	const entities = below(document, metadata, 'EntityDescriptor');
	if (entities.length !== 1) throw new Invalid('not_metadata', 'metadata');
	const role = below(entities[0]!, metadata, 'IDPSSODescriptor')[0];
	if (!role) throw new Invalid('not_metadata', 'metadata');
	const entry = below(role, metadata, 'SingleSignOnService').find(
		(service) => service.getAttribute('Binding') === redirect
	);
	if (!entry) throw new Invalid('no_redirect_binding', 'metadata');
	return {
		issuer: entities[0]!.getAttribute('entityID') ?? '',
		entryPoint: entry.getAttribute('Location') ?? '',
		certificates: certificatesOf(role)
	};
}

function certificatesOf(role: Element): string[] {
	const keys = below(role, metadata, 'KeyDescriptor').filter(
		(key) => (key.getAttribute('use') || 'signing') === 'signing'
	);
	const texts = keys.flatMap((key) =>
		below(key, signatures, 'X509Certificate').map((element) => element.textContent ?? '')
	);
	const found = [...new Set(texts.map(readCertificate))];
	if (found.length === 0 || found.length > certificatesAtMost)
		throw new Invalid('no_certificate', 'metadata');
	if (found.some((certificate) => certificate === undefined))
		throw new Invalid('not_a_certificate', 'metadata');
	return found as string[];
}

/** The elements of this name below another. What the parser gives is no list that can be walked over. */
function below(parent: Document | Element, namespace: string, name: string): Element[] {
	const found = parent.getElementsByTagNameNS(namespace, name);
	return Array.from({ length: found.length }, (_, at) => found.item(at)!);
}

function parse(xml: string): Document {
	const refuse = () => {
		throw new Invalid('not_metadata', 'metadata');
	};
	if (/<!DOCTYPE|<!ENTITY/i.test(xml)) refuse();
	const errorHandler = { warning: refuse, error: refuse, fatalError: refuse };
	return new DOMParser({ errorHandler }).parseFromString(xml, 'text/xml');
}

/** One or several certificates that someone pasted, as PEM; undefined where there is none, or one cannot be used. */
export function readCertificates(text: string): string[] | undefined {
	const inPem = [...text.matchAll(/-----BEGIN CERTIFICATE-----([\s\S]+?)-----END CERTIFICATE-----/g)];
	const found = (inPem.length > 0 ? inPem.map((match) => match[1]!) : [text]).map(readCertificate);
	if (found.length > certificatesAtMost || found.some((certificate) => certificate === undefined))
		return undefined;
	return [...new Set(found as string[])];
}

/** A certificate from its base64, as PEM. Undefined for what is none, and for a key that is too short or of another kind. */
function readCertificate(base64: string): string | undefined {
	const plain = base64.replace(/\s/g, '');
	if (!/^[A-Za-z0-9+/]{100,}={0,2}$/.test(plain)) return undefined;
	try {
		const { publicKey } = new X509Certificate(Buffer.from(plain, 'base64'));
		const bits = publicKey.asymmetricKeyDetails?.modulusLength ?? 0;
		if (publicKey.asymmetricKeyType !== 'rsa' || bits < bitsAtLeast) return undefined;
	} catch (failure) {
		if ((failure as NodeJS.ErrnoException).code?.startsWith('ERR_OSSL')) return undefined;
		throw failure;
	}
	return `-----BEGIN CERTIFICATE-----\n${plain.match(/.{1,64}/g)!.join('\n')}\n-----END CERTIFICATE-----\n`;
}

/** Until when a certificate says that it holds. */
export function validUntil(certificate: string): Date {
	return new Date(new X509Certificate(certificate).validTo);
}
