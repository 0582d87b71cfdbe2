import { expect, test } from 'vitest';
import { newKeys } from '#test/fixtures/certificate.ts';
import { readCertificates, readMetadata, validUntil } from './saml-metadata.ts';

const { certificate } = newKeys();
const bare = certificate.replace(/-----.*-----|\s/g, '');
const key = (text: string, use = 'signing') =>
	`<md:KeyDescriptor use="${use}"><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data>
		<ds:X509Certificate>${text}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>`;
const entry = (binding: string) =>
	`<md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-${binding}" Location="https://idp.example/${binding}"/>`;
const metadata = (...inner: string[]) =>
	`<?xml version="1.0"?><md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://idp.example">
		<md:IDPSSODescriptor>${inner.join('')}</md:IDPSSODescriptor></md:EntityDescriptor>`;

test('metadata says who a provider is, where people go, and by what it signs', () => {
	const xml = metadata(key(bare), key('xyz', 'encryption'), entry('POST'), entry('Redirect'));
	expect(readMetadata(xml)).toEqual({
		issuer: 'https://idp.example',
		entryPoint: 'https://idp.example/Redirect',
		certificates: [certificate]
	});
	expect(validUntil(certificate).getUTCFullYear()).toBe(2120);
});

test.each([
	['nonsense', 'not_metadata'],
	['<a/>', 'not_metadata'],
	[`<!DOCTYPE x [<!ENTITY e "x">]>${metadata(key(bare), entry('Redirect'))}`, 'not_metadata'],
	[metadata(key(bare), entry('POST')), 'no_redirect_binding'],
	[metadata(entry('Redirect')), 'no_certificate'],
	[metadata(key('eHl6'), entry('Redirect')), 'not_a_certificate']
])('other texts are refused, with the reason (%#)', (xml, why) =>
	expect(() => readMetadata(xml)).toThrow(expect.objectContaining({ why }))
);

test('certificates are read as PEM or bare, old and new together, and weak ones are not', () => {
	const second = newKeys().certificate;
	expect(readCertificates(`${certificate}\n${second}`)).toEqual([certificate, second]);
	expect(readCertificates(bare)).toEqual([certificate]);
	expect(readCertificates(newKeys(1024).certificate)).toBeUndefined();
	expect(readCertificates('nonsense')).toBeUndefined();
	expect(readCertificates('A'.repeat(400))).toBeUndefined();
});
