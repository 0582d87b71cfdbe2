/** Addresses that browsers, or those who read them loosely, take for another site's. */
export const otherSites: readonly string[] = [
	'https://evil.example/',
	'//evil.example/',
	'///evil.example/',
	'/\\evil.example/',
	'\\\\evil.example/',
	'/\t/evil.example/',
	'/\n/evil.example/',
	'\u0000//evil.example/',
	' //evil.example/',
	'https:evil.example',
	'http://x.example@evil.example/',
	'http://x.example.evil.example/',
	'javascript:alert(1)',
	'data:text/html,<script>alert(1)</script>',
	'/／evil.example/',
	'/%2f%2fevil.example/',
	'/../\\evil.example/',
	'／／evil.example/'
];

/** Those of them that meet every form and every page. */
export const tellingSites = otherSites.filter((_site, at) => [0, 1, 3, 12].includes(at));

/** What somebody who knows our tables would like to send along. */
export const unaskedFields: readonly [string, string][] = [
	'roles',
	'role',
	'isAdmin',
	'is_admin',
	'admin',
	'networkId',
	'network_id',
	'personId',
	'person_id',
	'accountId',
	'account_id',
	'ownerId',
	'owner_id',
	'authorId',
	'author_id',
	'isDemo',
	'is_demo',
	'isSuspended',
	'status',
	'state',
	'isCurrent',
	'saidBy',
	'quadrant',
	'emailVerified',
	'revisionOf',
	'constructor',
	'toString',
	'__proto__',
	'prototype'
].map((name): [string, string] => [name, 'admin']);
