import os from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { isAddressOrRange } from '#platform/http/visitor-address.ts';
import { withoutFiles } from './secret-files.ts';
import { weaknessOf } from './weak-secrets.ts';
import { logLevels } from '#platform/log/levels.ts';

const listed = (list: string) =>
	list
		.split(',')
		.map((entry) => entry.trim())
		.filter(Boolean);

/** Every setting but the secret (secret.ts). What is written above each stands in docs/configuration.md. */
export const settings = z.object({
	/** Where the embedded PostgreSQL, its socket and generated secrets live. */
	OKAERI_DATA: z.string().default('data'),
	/** A folder that is watched for HR exports, with a folder in it for each network's slug; when unset, none is. */
	OKAERI_IMPORT_FOLDER: z
		.string()
		.transform((folder) => path.resolve(folder))
		.optional(),
	/** Whether the embedded database is copied before an upgrade changes it, so that `okaeri rollback` can put it back. */
	UPGRADE_SNAPSHOT: z.enum(['on', 'off']).default('on'),
	/** Any PostgreSQL 15 or later; when unset the embedded one is used. */
	DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
	/** Where the application logs in, as a role that owns nothing. All three of these addresses or none. */
	APP_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
	/** Where the accounts log in. */
	AUTH_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
	/** Where the worker logs in. */
	WORKER_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
	/**
	 * Where PostgreSQL itself listens, when the addresses above lead through a pooler in transaction mode (PgBouncer).
	 * Who logs in there stands in those addresses.
	 */
	DATABASE_DIRECT_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
	/** Does that pooler keep prepared statements? PgBouncer does from 1.21 on, with `max_prepared_statements`. */
	DATABASE_PREPARES: z
		.enum(['yes', 'no'])
		.default('no')
		.transform((answer) => answer === 'yes'),
	/**
	 * A read replica, for the pages that may show what was so some seconds ago. Who logs in there stands in
	 * APP_DATABASE_URL or DATABASE_URL.
	 */
	DATABASE_REPLICA_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
	/** How many connections a process opens for the application at most; when unset, 20, and fewer with many WEB_PROCESSES. */
	DATABASE_CONNECTIONS: z.coerce.number().int().min(2).max(500).optional(),
	/** The Chromium that prints the monthly report; when unset, it is looked for where systems usually have it. */
	CHROMIUM_PATH: z.string().optional(),
	/** The mail server: smtp://user:password@host:port, or smtps://; when unset, mails stay in the outbox at the desk. */
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
	/** The folder that `start` puts a backup into every night; when unset, it makes none. */
	BACKUP_DIRECTORY: z
		.string()
		.transform((folder) => path.resolve(folder))
		.optional(),
	/** The public keys of age (age1…) that backups are encrypted with, with commas between them. */
	BACKUP_RECIPIENT: z.string().default('').transform(listed),
	/** The passphrase that backups are encrypted with, where there is no public key. */
	BACKUP_PASSPHRASE: z.string().min(12).optional(),
	/** Whether nightly backups hold the installation's secret, too. */
	BACKUP_WITH_SECRETS: z.enum(['yes', 'no']).default('no'),
	/** The hour of this machine's clock after which the nightly backup is made. */
	BACKUP_HOUR: z.coerce.number().int().min(0).max(23).default(3),
	/** For how many days every nightly backup is kept. */
	BACKUP_KEEP_DAYS: z.coerce.number().int().min(1).max(3650).default(14),
	/** For how many weeks before those days one of each week is kept. */
	BACKUP_KEEP_WEEKS: z.coerce.number().int().min(0).max(520).default(8),
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
	/** Whether pages leave compressed; `off` where a proxy in front does it. */
	COMPRESS: z.enum(['on', 'off']).default('on'),
	/** The address of this machine at which the web process listens: `0.0.0.0` for every one, as in a container. */
	HOST: z.string().default('127.0.0.1'),
	/** The port at which it listens. */
	PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
	/** How many processes serve at HOST and PORT: a number, or `auto` for one for each core. */
	WEB_PROCESSES: z
		.union([z.literal('auto'), z.coerce.number().int().min(1).max(256)])
		.default(1)
		.transform((count) => (count === 'auto' ? os.availableParallelism() : count)),
	/** How much is logged, as JSON on standard error. */
	LOG_LEVEL: z.enum(logLevels).default('info'),
	/**
	 * For how many seconds a web process that is asked to end still takes requests while /readyz says no, so that what
	 * stands in front can send them elsewhere.
	 */
	DRAIN_SECONDS: z.coerce.number().int().min(0).max(60).default(0),
	/** A query that takes longer than so many milliseconds is logged by its name; 0 logs none. */
	SLOW_QUERY_MS: z.coerce.number().int().min(0).default(1000),
	/** The collector of OpenTelemetry that traces are sent to, e.g. http://127.0.0.1:4318; when unset, none are made. */
	OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
	/** Headers that it asks for, as name=value with commas between them. */
	OTEL_EXPORTER_OTLP_HEADERS: z
		.string()
		.default('')
		.transform((list) =>
			Object.fromEntries(
				listed(list).map((entry) => {
					const [name = '', ...value] = entry.split('=');
					return [name.trim(), decodeURIComponent(value.join('=').trim())];
				})
			)
		),
	/** What this installation is called in its traces. */
	OTEL_SERVICE_NAME: z.string().default('okaeri'),
	/** The share of requests that are traced, from 0 to 1. */
	OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).default(1),
	/** The port at which Prometheus reads figures (/metrics); when unset, there is none. */
	METRICS_PORT: z.coerce.number().int().min(1).max(65_535).optional(),
	/** The address at which this port listens. Whoever reaches it can read the figures: keep it from the internet. */
	METRICS_HOST: z.string().default('127.0.0.1')
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

/** Reads the settings anew at the next question: tests of one process work with one database after the other. */
export function readConfigAnew(): void {
	known = undefined;
}

/** The address of a network: its own host where it has one, at the installation's protocol and port. */
export function originAt(hosts: readonly string[]): string {
	const { origin } = config();
	if (!hosts[0]) return origin;
	const url = new URL(origin);
	url.hostname = hosts[0];
	return url.origin;
}
