/** What we say of ourselves (RFC 7643, 5 to 7): what can be done, what there is, and what a user has. */
export const coreUser = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const enterpriseUser = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
export const listResponse = 'urn:ietf:params:scim:api:messages:2.0:ListResponse';
export const patchOp = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

/** How many users one answer lists at most. */
export const usersAtMost = 200;

export const serviceProviderConfig = (base: string) => ({
	schemas: ['urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'],
	patch: { supported: true },
	bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
	filter: { supported: true, maxResults: usersAtMost },
	changePassword: { supported: false },
	sort: { supported: false },
	etag: { supported: true },
	authenticationSchemes: [
		{
			type: 'oauthbearertoken',
			name: 'Bearer token',
			description: 'A token with the scope scim, made at the desk under Integrations.',
			primary: true
		}
	],
	meta: { resourceType: 'ServiceProviderConfig', location: `${base}/ServiceProviderConfig` }
});

export const resourceTypes = (base: string) => [
	{
		schemas: ['urn:ietf:params:scim:schemas:core:2.0:ResourceType'],
		id: 'User',
		name: 'User',
		endpoint: '/Users',
		description: 'Someone who works at the company',
		schema: coreUser,
		schemaExtensions: [{ schema: enterpriseUser, required: false }],
		meta: { resourceType: 'ResourceType', location: `${base}/ResourceTypes/User` }
	}
];

type Attribute = Record<string, unknown>;

function attribute(name: string, description: string, more: Attribute = {}): Attribute {
	return {
		name,
		type: 'string',
		multiValued: false,
		description,
		required: false,
		caseExact: false,
		mutability: 'readWrite',
		returned: 'default',
		uniqueness: 'none',
		...more
	};
}

const nameParts = [
	attribute('familyName', 'The family name'),
	attribute('givenName', 'The given name'),
	attribute('formatted', 'The whole name. It is read only where no family name is given.')
];
const emailParts = [
	attribute('value', 'The address'),
	attribute('type', 'Always work: private addresses are told by people themselves.', {
		canonicalValues: ['work']
	}),
	attribute('primary', 'Always true', { type: 'boolean' })
];

const userAttributes = [
	attribute('userName', 'The name by which the identity provider knows them', {
		required: true,
		uniqueness: 'server'
	}),
	attribute('name', 'The parts of the name. What members write about themselves stays.', {
		type: 'complex',
		subAttributes: nameParts
	}),
	attribute('displayName', 'The whole name. It is read only where no family name is given.'),
	attribute('emails', 'The work address', {
		type: 'complex',
		multiValued: true,
		subAttributes: emailParts
	}),
	attribute('active', 'False begins a send-off, with today as the last day unless one is known.', {
		type: 'boolean'
	}),
	attribute('title', 'The title'),
	attribute('preferredLanguage', 'ja or en')
];
const enterpriseAttributes = [
	attribute('employeeNumber', 'The employee number'),
	attribute('department', 'The department')
];

function schema(base: string, id: string, name: string, description: string, attributes: Attribute[]) {
	return {
		schemas: ['urn:ietf:params:scim:schemas:core:2.0:Schema'],
		id,
		name,
		description,
		attributes,
		meta: { resourceType: 'Schema', location: `${base}/Schemas/${id}` }
	};
}

export const schemas = (base: string) => [
	schema(base, coreUser, 'User', 'Someone who works at the company', userAttributes),
	schema(base, enterpriseUser, 'EnterpriseUser', 'What the company knows of them', enterpriseAttributes)
];

/** A list as RFC 7644, 3.4.2 answers it. */
export function listOf(resources: readonly unknown[], total = resources.length, startIndex = 1) {
	return {
		schemas: [listResponse],
		totalResults: total,
		startIndex,
		itemsPerPage: resources.length,
		Resources: resources
	};
}
