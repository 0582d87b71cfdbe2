export const kinds = ['oidc', 'saml'] as const;
export type Kind = (typeof kinds)[number];

/** An identity provider of a network, as it is kept, without its secret. */
export type Provider = {
	providerId: string;
	kind: Kind;
	called: string;
	domains: string[];
	companyId: string | null;
	admitsNew: boolean;
	vouches: boolean;
	isOn: boolean;
	/** The issuer (OpenID Connect), or the entity id (SAML); '' until it is filled in. */
	issuer: string;
	clientId: string;
	hasSecret: boolean;
	entryPoint: string;
	certificates: string[];
	revision: number;
	triedRevision: number | null;
};

/** Is everything filled in that a way to the provider and back needs? */
export function isComplete({
	kind,
	issuer,
	clientId,
	hasSecret,
	entryPoint,
	certificates
}: Provider): boolean {
	if (issuer === '') return false;
	return kind === 'oidc' ? clientId !== '' && hasSecret : entryPoint !== '' && certificates.length > 0;
}

/** Did a trial of the provider, as it is set now, come to a good end? */
export function isTried({ revision, triedRevision }: Pick<Provider, 'revision' | 'triedRevision'>): boolean {
	return revision === triedRevision;
}

type Place = { origin: string; providerId: string };

/** Where people set out for a provider, and the addresses that are registered at it. */
export const startPath = (providerId: string) => `/sign-in/with/${providerId}`;
export const answerAddress = ({ origin, providerId }: Place) => `${origin}${startPath(providerId)}/answer`;
export const metadataAddress = ({ origin, providerId }: Place) =>
	`${origin}${startPath(providerId)}/metadata`;
