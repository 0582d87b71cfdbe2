import { z } from 'zod';
import { enterpriseUser, patchOp, coreUser } from './schema.ts';
import { ScimError } from './scim-error.ts';
import { activeRead, addressOf, emailsRead, languageOf, workEmail, type UserFields } from './user.ts';

const patchRead = z.object({
	schemas: z
		.array(z.string())
		.refine((all) => all.some((one) => one.toLowerCase() === patchOp.toLowerCase())),
	Operations: z
		.array(
			z.object({
				op: z.string().transform((op) => op.toLowerCase()),
				path: z.string().max(500).optional(),
				value: z.unknown().optional()
			})
		)
		.min(1)
		.max(100)
});

type Set = (user: UserFields, value: unknown) => UserFields;

const wrong = (path: string) => new ScimError(400, `The value of ${path} cannot be taken`, 'invalidValue');

function textOf(path: string, value: unknown, most: number): string {
	if (value === undefined || value === null) return '';
	if (typeof value !== 'string' || value.length > most) throw wrong(path);
	return value.trim();
}

const words =
	(field: 'title' | 'department' | 'employeeNumber' | 'givenName', most: number): Set =>
	(user, value) => ({ ...user, [field]: textOf(field, value, most) });

/** What cannot be without a value. */
const needed =
	(field: 'userName' | 'familyName', most: number): Set =>
	(user, value) => {
		const text = textOf(field, value, most);
		if (!text) throw wrong(field);
		return { ...user, [field]: text };
	};

const active: Set = (user, value) => {
	const read = activeRead.safeParse(value);
	if (!read.success) throw wrong('active');
	return { ...user, isActive: read.data };
};

const emails: Set = (user, value) => {
	const read = emailsRead.safeParse(value);
	if (!read.success) throw wrong('emails');
	return { ...user, email: workEmail(read.data ?? []) };
};

const emailValue: Set = (user, value) => {
	const text = textOf('emails.value', value, 254);
	return { ...user, email: text ? addressOf(text) : null };
};

/** The whole of an attribute that has parts: those that are named are set. */
const parts =
	(prefix: string): Set =>
	(user, value) => {
		if (value === undefined || value === null) return user;
		if (typeof value !== 'object' || Array.isArray(value)) throw wrong(prefix);
		return Object.entries(value).reduce(
			(now, [name, one]) => setters.get(`${prefix}${name.toLowerCase()}`)?.(now, one) ?? now,
			user
		);
	};

/** Attributes of the standard that are not kept: what is said of them changes nothing, and is no fault. */
const unkept: Set = (user) => user;
const enterprise = `${enterpriseUser.toLowerCase()}:`;

const setters: ReadonlyMap<string, Set> = new Map<string, Set>([
	['username', needed('userName', 254)],
	['externalid', (user, value) => ({ ...user, externalId: textOf('externalId', value, 254) || null })],
	['name', parts('name.')],
	['name.familyname', needed('familyName', 60)],
	['name.givenname', words('givenName', 60)],
	['active', active],
	['emails', emails],
	['emails.value', emailValue],
	['title', words('title', 200)],
	[
		'preferredlanguage',
		(user, value) => ({ ...user, language: languageOf(textOf('preferredLanguage', value, 40)) })
	],
	[enterprise.slice(0, -1), parts(enterprise)],
	[`${enterprise}employeenumber`, words('employeeNumber', 200)],
	[`${enterprise}department`, words('department', 200)],
	...(
		'displayname name.formatted name.middlename name.honorificprefix name.honorificsuffix nickname profileurl ' +
		'usertype locale timezone password phonenumbers ims photos addresses groups entitlements roles ' +
		'x509certificates schemas'
	)
		.split(' ')
		.map((name): [string, Set] => [name, unkept]),
	...['costcenter', 'organization', 'division', 'manager'].map((name): [string, Set] => [
		enterprise + name,
		unkept
	])
]);

/** What nobody outside may change. */
const readOnly = new Set(['id', 'meta']);

const target = /^(?<attribute>[^[\]]+?)(?:\[(?<filter>[^[\]]*)\])?(?:\.(?<part>[\w$]+))?$/;

/** Finds what a path means. Throws ScimError for one that leads nowhere. */
function setterAt(path: string): Set {
	const lower = path.trim().toLowerCase();
	const core = `${coreUser.toLowerCase()}:`;
	const plain = lower.startsWith(core) ? lower.slice(core.length) : lower;
	const direct = setters.get(plain);
	if (direct) return direct;
	const found = target.exec(plain)?.groups;
	const name = found?.attribute ?? '';
	const [first] = name.split('.');
	if (readOnly.has(name) || readOnly.has(first!))
		throw new ScimError(400, `${path} is read-only`, 'mutability');
	if (setters.get(first!) === unkept) return unkept;
	if (name !== 'emails') throw new ScimError(400, `There is no ${path}`, 'invalidPath');
	return emailAt(path, found?.filter, found?.part);
}

/** Part of an address. One that is not for work is not ours to keep. */
function emailAt(path: string, filter: string | undefined, part: string | undefined): Set {
	const wanted = /^\s*(type|primary)\s+eq\s+(?:"(\w+)"|(true|false))\s*$/.exec(filter ?? '');
	if (filter !== undefined && !wanted) throw new ScimError(400, `${path} cannot be read`, 'invalidPath');
	const [, by, type, isPrimary] = wanted ?? [];
	if (by === 'type' && type !== 'work') return unkept;
	if (by === 'primary' && isPrimary !== 'true' && type !== 'true') return unkept;
	if (part === 'value') return emailValue;
	if (part === undefined) return (user, value) => emails(user, withType(value));
	if (part === 'type' || part === 'primary' || part === 'display') return unkept;
	throw new ScimError(400, `There is no ${path}`, 'invalidPath');
}

/** The address that a filter chose is the one for work, whatever it says of itself. */
const withType = (value: unknown): unknown =>
	value !== null && typeof value === 'object' && !Array.isArray(value) ? { ...value, type: 'work' } : value;

/** What a patch makes of a user (RFC 7644, 3.5.2). All of it is done, or nothing. Throws ScimError. */
export function patched(user: UserFields, body: unknown): UserFields {
	const read = patchRead.safeParse(body);
	if (!read.success)
		throw new ScimError(400, 'This is no PatchOp with one to a hundred Operations', 'invalidSyntax');
	return read.data.Operations.reduce((now, { op, path, value }) => {
		if (op !== 'add' && op !== 'replace' && op !== 'remove')
			throw new ScimError(400, `There is no operation ${op.slice(0, 40)}`, 'invalidSyntax');
		if (path !== undefined && path !== '')
			return setterAt(path)(now, op === 'remove' ? undefined : value);
		if (op === 'remove') throw new ScimError(400, 'remove needs a path', 'noTarget');
		return withAll(now, value);
	}, user);
}

/** A value without a path names several attributes. What is none of ours is left out, as it is of a whole user. */
function withAll(user: UserFields, value: unknown): UserFields {
	if (value === null || typeof value !== 'object' || Array.isArray(value))
		throw new ScimError(400, 'A value without a path is an object', 'invalidValue');
	return Object.entries(value).reduce((now, [name, one]) => {
		const lower = name.toLowerCase();
		if (readOnly.has(lower)) return now;
		const setter = setters.get(lower) ?? (lower.startsWith('emails[') ? setterAt(name) : undefined);
		return setter ? setter(now, one) : now;
	}, user);
}
