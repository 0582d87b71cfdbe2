import { SAML, ValidateInResponseTo, type Profile } from '@node-saml/node-saml';
import { z } from 'zod';
import { identityOfAssertion } from './identity.ts';
import type { Told } from './oidc.server.ts';
import { Refused } from './refusal.ts';
import { checkForm, xmlOf } from './saml-document.ts';

export type SamlSettings = {
	/** The provider's entity id. */
	issuer: string;
	entryPoint: string;
	certificates: readonly string[];
	/** Our own entity id, for this provider. */
	entityId: string;
	answerAddress: string;
};

const skewSeconds = 60;
/** How old an assertion may be, whatever it says of its own end. */
const ageMinutes = 10;

/** Of a request, by its id: when it was made, as ISO text; null where there is none that waits for an answer. */
type Waiting = (requestId: string) => Promise<string | null>;

function speaking(settings: SamlSettings, requestId: string, waiting: Waiting): SAML {
	return new SAML({
		issuer: settings.entityId,
		audience: settings.entityId,
		callbackUrl: settings.answerAddress,
		entryPoint: settings.entryPoint,
		idpCert: [...settings.certificates],
		idpIssuer: settings.issuer,
		identifierFormat: null,
		disableRequestedAuthnContext: true,
		wantAssertionsSigned: false, // the assertion or the whole answer: one of them has to be, always
		wantAuthnResponseSigned: false,
		acceptedClockSkewMs: skewSeconds * 1000,
		maxAssertionAgeMs: ageMinutes * 60_000,
		validateInResponseTo: ValidateInResponseTo.always,
		requestIdExpirationPeriodMs: ageMinutes * 60_000,
		generateUniqueId: () => requestId,
		cacheProvider: {
			saveAsync: async () => null, // the attempt is kept already
			getAsync: waiting,
			removeAsync: async () => null // and is used up by whoever made it
		}
	});
}

/** Where people go to sign in, with a request of this id. */
export async function samlAddress(settings: SamlSettings, requestId: string): Promise<string> {
	const nobody = async () => null;
	return speaking(settings, requestId, nobody).getAuthorizeUrlAsync('', undefined, {});
}

/** What we are, for the provider's page. */
export function ownMetadata(settings: Pick<SamlSettings, 'entityId' | 'answerAddress'>): string {
	const nothing = { issuer: '', entryPoint: '', certificates: ['-'] };
	const nobody = async () => null;
	return speaking({ ...settings, ...nothing }, '_us', nobody).generateServiceProviderMetadata(null, null);
}

export type Answered = Told & { requestId: string };

/**
 * Who came back from a provider, by the answer that their browser brings, and which request it answers. Checked are its
 * form, its signature, issuer, audience, recipient and times, and that it answers a request of ours that waits. Throws
 * Refused.
 */
export async function readSamlAnswer(
	settings: SamlSettings,
	encoded: string,
	waiting: Waiting
): Promise<Answered> {
	checkForm(xmlOf(encoded));
	const profile = await verified(settings, encoded, waiting);
	const { requestId, said } = signedWords(settings, profile);
	const subject = { nameId: profile.nameID ?? '', format: profile.nameIDFormat ?? '' };
	return {
		requestId,
		identity: identityOfAssertion(subject, said),
		claims: { ...said, NameID: subject.nameId, Format: subject.format }
	};
}

async function verified(settings: SamlSettings, encoded: string, waiting: Waiting): Promise<Profile> {
	let failed: Error | undefined;
	const { profile } = await speaking(settings, '', waiting)
		.validatePostResponseAsync({ SAMLResponse: encoded })
		.catch((failure: Error) => {
			failed = failure;
			return { profile: null };
		});
	if (failed?.message.includes('InResponseTo')) throw new Refused('no_attempt', failed.message);
	if (failed && /(AuthnFailed|RequestDenied)/.test(failed.message))
		throw new Refused('cancelled', failed.message);
	if (!profile) throw new Refused('not_proven', failed?.message ?? 'no profile');
	return profile;
}

const attribute = z.record(z.string(), z.unknown()).default({});
/** What we read of an assertion besides what the library gives. All of it is signed. */
const assertion = z.object({
	Assertion: z.object({
		Issuer: z.tuple([z.object({ _: z.string() })]),
		Subject: z.tuple([
			z.object({
				SubjectConfirmation: z.tuple([
					z.object({
						$: z.object({ Method: z.literal('urn:oasis:names:tc:SAML:2.0:cm:bearer') }),
						SubjectConfirmationData: z.tuple([
							z.object({
								$: z.object({
									Recipient: z.string(),
									InResponseTo: z.string().min(1),
									NotOnOrAfter: z.string().min(1)
								})
							})
						])
					})
				])
			})
		]),
		Conditions: z.tuple([z.object({ AudienceRestriction: z.array(z.unknown()).min(1) })])
	})
});

/**
 * The library leaves to us who issued an assertion and for which door, and takes one that names no request. What is
 * signed must say all of it, once.
 */
function signedWords(
	{ issuer, answerAddress }: SamlSettings,
	profile: Profile
): { requestId: string; said: Record<string, unknown> } {
	const read = assertion.safeParse(profile.getAssertion?.());
	if (!read.success) throw new Refused('not_proven', z.prettifyError(read.error));
	const { Issuer, Subject } = read.data.Assertion;
	const { Recipient, InResponseTo } = Subject[0].SubjectConfirmation[0].SubjectConfirmationData[0].$;
	if (Issuer[0]._ !== issuer) throw new Refused('not_proven', `issuer ${Issuer[0]._}`);
	if (Recipient !== answerAddress) throw new Refused('not_proven', `recipient ${Recipient}`);
	return { requestId: InResponseTo, said: attribute.parse(profile.attributes) };
}
