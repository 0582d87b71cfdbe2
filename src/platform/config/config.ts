import path from 'node:path';
import { z } from 'zod';
import { isAddressOrRange } from '#platform/http/visitor-address.ts';
import { withoutFiles } from './secret-files.ts';
import { weaknessOf } from './weak-secrets.ts';

const listed = (list: string) =>
	list
		.split(',')
		.map((entry) => entry.trim())
		.filter(Boolean);

const settings = z.object({
	/** Where the embedded PostgreSQL, its socket and generated secrets live. */
	OKAERI_DATA: z.string().default('data'),
	/** A folder that is watched for HR exports, with a folder in it for each network's slug; when unset, none is. */
	OKAERI_IMPORT_FOLDER: z
		.string()
		.transform((folder) => path.resolve(folder))
		.optional(),
	/** Any PostgreSQL 15 or later; when unset the embedded one is used. */
	DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
	/** Where the application, the accounts and the worker log in, each as a role that owns nothing. All three or none. */
	APP_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
	AUTH_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
	WORKER_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
	/** smtp://user:password@host:port; when unset, mails stay in the outbox at the desk. */
	SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
	/** The sender of every mail, e.g. `ひかりの輪 <okaeri@example.jp>`. */
	MAIL_FROM: z.string().default('Okaeri <okaeri@localhost>'),
	/**
	 * Hosts that web pushes may go to, with their ports; a leading dot stands for every host below it.
	 * Nothing is ever sent elsewhere, whatever address a browser gives.
	 */
	PUSH_HOSTS: z
		.string()
		.default('fcm.googleapis.com,.push.services.mozilla.com,.notify.windows.com,web.push.apple.com')
		.transform(listed),
	/**
	 * Hosts of identity providers that stand inside your own network, with their ports. Elsewhere only the open internet is
	 * reached, over https.
	 */
	SIGN_ON_INSIDE_HOSTS: z.string().default('').transform(listed),
	/**
	 * Hosts inside, with their ports, to which networks may send their audit log; without it only the open internet is
	 * reached.
	 */
	AUDIT_HOSTS: z.string().default('').transform(listed),
	/** The secret with which a mail service reports bounces and complaints at /hooks/mail; when unset, it takes none. */
	MAIL_HOOK_SECRET: z
		.string()
		.min(16)
		.refine((secret) => !weaknessOf(secret), 'weak: use one that chance has made')
		.optional(),
	/** The address people reach this installation at; taken from the request when unset. */
	ORIGIN: z.url().optional(),
	/** Your own proxies in front of this, as addresses or ranges (10.0.0.0/8). Only what they say of a visitor is believed. */
	TRUSTED_PROXIES: z
		.string()
		.default('')
		.transform(listed)
		.refine((list) => list.every(isAddressOrRange), 'addresses or ranges, with commas between them'),
	/** The header in which these proxies write whom they were asked by. */
	ADDRESS_HEADER: z
		.string()
		.regex(/^[\w-]+$/)
		.default('x-forwarded-for')
		.transform((name) => name.toLowerCase()),
	HOST: z.string().default('127.0.0.1'),
	PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
	LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info')
});

export type Config = Readonly<z.infer<typeof settings> & { dataDir: string; origin: string }>;

let known: Config | undefined;

/** The installation's settings from the environment, checked once. Throws with every wrong setting named. */
export function config(): Config {
	if (known) return known;
	const read = settings.safeParse(withoutFiles(process.env));
	if (!read.success) throw new Error(`Settings that cannot be used:\n${z.prettifyError(read.error)}`);
	known = {
		...read.data,
		dataDir: path.resolve(read.data.OKAERI_DATA),
		origin: read.data.ORIGIN ?? `http://${read.data.HOST}:${read.data.PORT}`
	};
	return known;
}

/** The address of a network: its own host where it has one, at the installation's protocol and port. */
export function originAt(hosts: readonly string[]): string {
	const { origin } = config();
	if (!hosts[0]) return origin;
	const url = new URL(origin);
	url.hostname = hosts[0];
	return url.origin;
}
