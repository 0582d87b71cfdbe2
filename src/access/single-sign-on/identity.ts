import { z } from 'zod';
import { mailAddress } from '#platform/mail/address.ts';
import { domainOf } from './domains.ts';
import { Refused } from './refusal.ts';

/** Whom an identity provider says that someone is. */
export const identitySchema = z.object({
	/** The provider's own name for them, which never becomes another person's. */
	subject: z.string().min(1).max(500),
	email: z.string().max(600),
	/** Does the provider say, or may we take it, that the address is theirs? */
	isVerified: z.boolean(),
	familyName: z.string().max(60),
	givenName: z.string().max(60)
});
export type Identity = z.output<typeof identitySchema>;

type Speaks = { domains: readonly string[]; vouches: boolean };
export type Claims = Readonly<Record<string, unknown>>;

/** The address of an identity. Throws Refused where it is not proved, or not of a domain for which the provider speaks. */
export function provedAddress({ email, isVerified }: Identity, { domains }: Pick<Speaks, 'domains'>): string {
	const address = mailAddress(email);
	if (address === undefined) throw new Refused('no_address');
	const domain = domainOf(address)!;
	if (!domains.includes(domain)) throw new Refused('other_domain', domain);
	if (!isVerified) throw new Refused('address_unverified', domain);
	return address;
}

/**
 * Who someone is by what an OpenID provider says of them. Throws Refused for guests of the provider, and for an account at
 * Google that is not the company's: anyone can make one with a company's address, and keep it after leaving.
 */
export function identityOf(claims: Claims, { domains, vouches }: Speaks): Identity {
	const issuer = textOf(claims.iss);
	if (issuer === 'https://accounts.google.com' && !domains.includes(textOf(claims.hd).toLowerCase()))
		throw new Refused('is_guest', 'hd');
	if (claims.acct === 1 || claims.acct === '1') throw new Refused('is_guest', 'acct');
	if (textOf(claims.idp) !== '' && textOf(claims.idp) !== issuer) throw new Refused('is_guest', 'idp');
	return {
		subject: textOf(claims.sub),
		email: textOf(claims.email) || (vouches ? textOf(claims.preferred_username) : ''),
		isVerified: isVerified(claims, vouches),
		familyName: name(claims.family_name),
		givenName: name(claims.given_name)
	};
}

/** What says no counts always. Microsoft has a word of its own for an address whose domain is the company's. */
function isVerified({ email_verified: said, xms_edov: owned }: Claims, vouches: boolean): boolean {
	if (said === false || said === 'false') return false;
	if (owned === false || owned === 'false' || owned === '0' || owned === 0) return false;
	return said === true || owned === true || owned === '1' || owned === 1 || vouches;
}

/** The names that providers give to the parts of a person in SAML. */
const attributes = {
	email: [
		'email',
		'mail',
		'emailaddress',
		'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress',
		'urn:oid:0.9.2342.19200300.100.1.3',
		'urn:oid:1.2.840.113549.1.9.1'
	],
	familyName: [
		'familyname',
		'lastname',
		'surname',
		'sn',
		'family_name',
		'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/surname',
		'urn:oid:2.5.4.4'
	],
	givenName: [
		'givenname',
		'firstname',
		'given_name',
		'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/givenname',
		'urn:oid:2.5.4.42'
	]
} as const;

type Subject = { nameId: string; format: string };

/**
 * Who someone is by a verified assertion. Throws Refused where the provider names them by something that is another the
 * next time.
 */
export function identityOfAssertion({ nameId, format }: Subject, said: Claims): Identity {
	if (nameId === '' || format.endsWith(':transient')) throw new Refused('no_subject', format);
	const found = (part: keyof typeof attributes) => {
		const names: readonly string[] = attributes[part];
		const value = Object.entries(said).find(([key]) => names.includes(key.toLowerCase()))?.[1];
		return textOf(value);
	};
	return {
		subject: nameId,
		email: found('email') || nameId,
		isVerified: true,
		familyName: name(found('familyName')),
		givenName: name(found('givenName'))
	};
}

const textOf = (value: unknown) => (typeof value === 'string' ? value.trim() : '');
const name = (value: unknown) => textOf(value).slice(0, 60);
