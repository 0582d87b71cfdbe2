import { z } from 'zod';
import { mailAddress } from '#platform/mail/address.ts';
import { isBlank } from '#platform/text/clean.ts';
import { coreUser, enterpriseUser } from './schema.ts';
import { ScimError } from './scim-error.ts';

/** A user as it is kept: flat, and nothing beside it. Roles, passwords and groups are not taken from outside. */
export type UserFields = {
	userName: string;
	externalId: string | null;
	familyName: string;
	givenName: string;
	email: string | null;
	title: string;
	department: string;
	employeeNumber: string;
	language: 'ja' | 'en' | null;
	isActive: boolean;
};
export type UserRow = UserFields & {
	id: string;
	madeAt: Date;
	changedAt: Date;
	revision: number;
	personRevision: number;
};

const text = (most: number) => z.string().trim().max(most).nullish();
const email = z.object({
	value: z.string().max(254).nullish(),
	type: z.string().max(40).nullish(),
	primary: z.union([z.boolean(), z.string()]).nullish()
});
export const emailsRead = z.union([z.array(email).max(20), email.transform((one) => [one])]).nullish();

/** `active`, also as the texts that some identity providers send. */
export const activeRead = z.union([
	z.boolean(),
	z
		.string()
		.regex(/^(true|false)$/i)
		.transform((word) => word.toLowerCase() === 'true')
]);

const userRead = z.object({
	schemas: z.array(z.string()).optional(),
	userName: z
		.string()
		.trim()
		.min(1)
		.max(254)
		.refine((name) => !isBlank(name)),
	externalId: text(254),
	name: z.object({ familyName: text(60), givenName: text(60), formatted: text(120) }).nullish(),
	displayName: text(120),
	emails: emailsRead,
	title: text(200),
	preferredLanguage: text(40),
	active: activeRead.nullish(),
	[enterpriseUser]: z.object({ employeeNumber: text(200), department: text(200) }).nullish()
});

/** Reads a user as POST and PUT send it. `active` is undefined where nothing is said of it. Throws ScimError. */
export function readUser(body: unknown): Omit<UserFields, 'isActive'> & { active: boolean | undefined } {
	const read = userRead.safeParse(body);
	if (!read.success) {
		const issue = read.error.issues[0];
		throw new ScimError(400, `${issue?.path.join('.') || 'The user'} cannot be taken`, 'invalidValue');
	}
	const user = read.data;
	if (user.schemas && !user.schemas.some((schema) => schema.toLowerCase() === coreUser.toLowerCase()))
		throw new ScimError(400, `schemas lacks ${coreUser}`, 'invalidSyntax');
	const more = user[enterpriseUser];
	const whole = user.name?.formatted || user.displayName || user.userName;
	return {
		userName: user.userName,
		externalId: user.externalId || null,
		familyName: user.name?.familyName || whole.slice(0, 60),
		givenName: user.name?.familyName ? (user.name.givenName ?? '') : '',
		email: workEmail(user.emails ?? []),
		title: user.title ?? '',
		department: more?.department ?? '',
		employeeNumber: more?.employeeNumber ?? '',
		language: languageOf(user.preferredLanguage),
		active: user.active ?? undefined
	};
}

export function languageOf(tag: string | null | undefined): 'ja' | 'en' | null {
	const [language] = (tag ?? '').toLowerCase().split(/[-_,;]/);
	return language === 'ja' || language === 'en' ? language : null;
}

type Email = z.output<typeof email>;

/** The work address among several: by its type, else the primary one that has none. Throws ScimError for what is no address. */
export function workEmail(emails: readonly Email[]): string | null {
	const typed = emails.find(({ type }) => type?.toLowerCase() === 'work');
	const untyped = emails.filter(({ type }) => !type);
	const meant = typed ?? untyped.find(({ primary }) => String(primary) === 'true') ?? untyped[0];
	return meant?.value ? addressOf(meant.value) : null;
}

export function addressOf(value: string): string {
	const address = mailAddress(value);
	if (address === undefined) throw new ScimError(400, 'emails is no mail address', 'invalidValue');
	return address;
}

export const versionOf = ({ revision, personRevision }: UserRow) => `W/"${revision}.${personRevision}"`;

/** A user as it is answered. What has no value is left out. */
export function resourceOf(user: UserRow, base: string): Record<string, unknown> {
	const formatted = [user.familyName, user.givenName].filter(Boolean).join(' ');
	const more = withoutEmpty({ employeeNumber: user.employeeNumber, department: user.department });
	return withoutEmpty({
		schemas: [coreUser, enterpriseUser],
		id: user.id,
		externalId: user.externalId,
		userName: user.userName,
		name: withoutEmpty({ familyName: user.familyName, givenName: user.givenName, formatted }),
		displayName: formatted,
		active: user.isActive,
		emails: user.email ? [{ value: user.email, type: 'work', primary: true }] : null,
		title: user.title,
		preferredLanguage: user.language,
		[enterpriseUser]: Object.keys(more).length > 0 ? more : null,
		meta: {
			resourceType: 'User',
			created: user.madeAt.toISOString(),
			lastModified: user.changedAt.toISOString(),
			location: `${base}/Users/${user.id}`,
			version: versionOf(user)
		}
	});
}

function withoutEmpty(values: Record<string, unknown>): Record<string, unknown> {
	return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== ''));
}

/** An answer without what was not asked for (RFC 7644, 3.9). `id`, `schemas` and `meta` without which none is understood stay. */
export function selected(
	resource: Record<string, unknown>,
	{ attributes, excluded }: { attributes: string | undefined; excluded: string | undefined }
): Record<string, unknown> {
	const wanted = namesIn(attributes);
	const unwanted = namesIn(excluded);
	if (wanted.length === 0 && unwanted.length === 0) return resource;
	return Object.fromEntries(
		Object.entries(resource).flatMap(([key, value]) => {
			if (key === 'id' || key === 'schemas') return [[key, value]];
			const kept = part(key.toLowerCase(), value, wanted, unwanted);
			return kept === undefined ? [] : [[key, kept]];
		})
	);
}

/** Attribute names in lower case, the core schema's without their schema. */
function namesIn(list: string | undefined): string[] {
	const core = `${coreUser.toLowerCase()}:`;
	return (list ?? '')
		.slice(0, 2000)
		.split(',')
		.map((name) => name.trim().toLowerCase())
		.map((name) => (name.startsWith(core) ? name.slice(core.length) : name))
		.filter(Boolean);
}

function part(key: string, value: unknown, wanted: string[], unwanted: string[]): unknown {
	if (wanted.length === 0 ? unwanted.includes(key) : wanted.includes(key))
		return wanted.length === 0 ? undefined : value;
	const between = key.startsWith('urn:') ? ':' : '.';
	const below = (names: string[]) =>
		new Set(
			names.filter((name) => name.startsWith(key + between)).map((name) => name.slice(key.length + 1))
		);
	const names = below(wanted.length > 0 ? wanted : unwanted);
	if (names.size === 0) return wanted.length > 0 ? undefined : value;
	return narrowed(value, (name) => names.has(name.toLowerCase()) === wanted.length > 0);
}

function narrowed(value: unknown, keep: (name: string) => boolean): unknown {
	if (Array.isArray(value)) return value.map((one) => narrowed(one, keep));
	if (value === null || typeof value !== 'object') return value;
	return Object.fromEntries(Object.entries(value).filter(([name]) => keep(name)));
}
