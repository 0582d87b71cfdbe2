import fs from 'node:fs';
import path from 'node:path';
import { isIP } from 'node:net';
import { logins, settingOf } from '#platform/database/logins.ts';
import { canBeInFile, everySetting, type Environment, type Setting } from './config-settings.ts';

/** `wrong` keeps Okaeri from working, `warning` is dangerous or surely unwanted, `note` is good to know. */
export type ConfigFinding = { state: 'wrong' | 'warning' | 'note'; setting: string; text: string };

type Values = Readonly<Record<string, string | undefined>>;
type Rule = (values: Values) => Omit<ConfigFinding, 'setting'> | undefined;

const wrong = (text: string) => ({ state: 'wrong', text }) as const;
const warning = (text: string) => ({ state: 'warning', text }) as const;
const note = (text: string) => ({ state: 'note', text }) as const;

/** What is wrong with settings, or likely not meant: each by itself, then how they go together. Looks at files, no server. */
export function findingsOf(settings: Setting[], environment: Environment): ConfigFinding[] {
	const values: Values = Object.fromEntries(
		settings.map(({ name, given, shown, source }) => [
			name,
			given ?? (source === 'default' ? shown : undefined)
		])
	);
	const isUsable = new Set(settings.filter((setting) => !setting.wrong).map(({ name }) => name));
	return [
		...settings.flatMap(({ name, wrong: text }) => (text ? [{ setting: name, ...wrong(text) }] : [])),
		...Object.entries(rules).flatMap(([setting, rule]) => {
			const found = isUsable.has(setting) ? rule(values) : undefined;
			return found ? [{ setting, ...found }] : [];
		}),
		...settings.flatMap(openFile),
		...strangers(environment)
	];
}

const rules: Record<string, Rule> = {
	ORIGIN: ({ ORIGIN }) => {
		if (!ORIGIN) return note('taken from HOST and PORT; set it to the address that people type');
		const url = new URL(ORIGIN);
		if (url.pathname !== '/' || url.search || url.hash)
			return wrong(`an address without a path: ${url.origin}`);
		if (!/^https?:$/.test(url.protocol)) return wrong('an address that begins with https://');
		if (url.protocol === 'http:' && !isOwnMachine(url.hostname))
			return warning(
				'without https cookies can be read on the way, and neither passkeys nor push work: put a proxy with a certificate in front'
			);
		return undefined;
	},
	TRUSTED_PROXIES: ({ TRUSTED_PROXIES, ORIGIN }) => {
		if (TRUSTED_PROXIES?.split(',').some((range) => /\/0\s*$/.test(range)))
			return warning('believes everybody; name your own proxies only');
		if (!TRUSTED_PROXIES && ORIGIN?.startsWith('https:'))
			return warning(
				'https comes from a proxy in front, but none is named: all its visitors count as one'
			);
		return undefined;
	},
	SMTP_URL: ({ SMTP_URL, ORIGIN }) => {
		if (SMTP_URL) return undefined;
		const text = 'mails stay in the outbox at the desk';
		return ORIGIN?.startsWith('https:') ? warning(text) : note(text);
	},
	MAIL_FROM: ({ MAIL_FROM, SMTP_URL }) => {
		const host = /@([^@<>\s]+?)>?\s*$/.exec(MAIL_FROM ?? '')?.[1];
		if (!host) return wrong('holds no mail address; e.g. Hikari Circle <alumni@example.jp>');
		return SMTP_URL && host === 'localhost'
			? warning('mails from an address at localhost do not arrive; name one of your domain')
			: undefined;
	},
	DATABASE_URL: (values) => {
		const given = logins.map(settingOf).filter((name) => values[name]);
		if (given.length > 0 && given.length < logins.length)
			return wrong(`set all of ${logins.map(settingOf).join(', ')}, or none of them`);
		if (!values.DATABASE_URL) return undefined;
		return given.length > 0
			? openConnection(values.DATABASE_URL)
			: note(`web and worker log in as its owner; set ${logins.map(settingOf).join(', ')}`);
	},
	OKAERI_SECRET: ({ OKAERI_SECRET, OKAERI_DATA }) =>
		OKAERI_SECRET
			? undefined
			: note(
					`made on first use and kept in ${path.resolve(OKAERI_DATA ?? 'data', 'secret')}: back it up`
				),
	OKAERI_DATA: ({ OKAERI_DATA = 'data' }) => {
		const closed = closedTo(OKAERI_DATA, fs.constants.W_OK | fs.constants.X_OK);
		if (closed === 'ENOENT') return note(`${path.resolve(OKAERI_DATA)} is made at the first start`);
		return closed
			? wrong(`nothing can be written in ${path.resolve(OKAERI_DATA)} (${closed})`)
			: undefined;
	},
	OKAERI_IMPORT_FOLDER: ({ OKAERI_IMPORT_FOLDER: folder }) => {
		const closed = folder ? closedTo(folder, fs.constants.R_OK | fs.constants.W_OK) : undefined;
		return closed ? warning(`the worker cannot read and write in ${folder} (${closed})`) : undefined;
	},
	CHROMIUM_PATH: ({ CHROMIUM_PATH: file }) => {
		const closed = file ? closedTo(file, fs.constants.X_OK) : undefined;
		return closed ? wrong(`${file} cannot be run (${closed})`) : undefined;
	},
	LOG_LEVEL: ({ LOG_LEVEL }) =>
		LOG_LEVEL === 'silent' ? warning('nothing is logged, not even what fails') : undefined
};

/** A password goes over the wire readable where neither the address nor the place says otherwise. */
function openConnection(url: string) {
	const { hostname, searchParams } = new URL(url);
	const isFar = hostname.includes('.') && !isOwnMachine(hostname);
	return isFar && !searchParams.has('sslmode') && !searchParams.has('ssl')
		? warning('the connection is not encrypted; add ?sslmode=verify-full')
		: undefined;
}

const isOwnMachine = (host: string) =>
	/^(localhost|.*\.localhost|127\..*|\[::1\])$/.test(host) || (isIP(host) > 0 && host.startsWith('127.'));

/** Why something cannot be done with a file, as the system calls it; undefined where it can. */
function closedTo(file: string, mode: number): string | undefined {
	try {
		fs.accessSync(file, mode);
		return undefined;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code;
	}
}

/** Files that a container's runner hands in are for its one user alone, whatever their rights say. */
function openFile({ name, file }: Setting): ConfigFinding[] {
	if (!file || file.startsWith('/run/secrets/') || closedTo(file, fs.constants.R_OK)) return [];
	const isOpen = (fs.statSync(file).mode & 0o004) !== 0;
	return isOpen
		? [{ setting: name, ...warning(`everybody on this machine can read ${file}: chmod 600`) }]
		: [];
}

/** What tests and tools set; of no use in a real installation. */
const forTools = ['OKAERI_ROOT', 'OKAERI_CLOCK_AHEAD'];

/** Variables that look like settings and are none, and those that change what a setting means. */
function strangers(environment: Environment): ConfigFinding[] {
	const names = Object.keys(everySetting);
	const known = new Set([
		...names,
		...names.filter(canBeInFile).map((name) => `${name}_FILE`),
		...forTools
	]);
	const unknown = Object.keys(environment).filter((name) => environment[name] && !known.has(name));
	const mistyped = unknown.flatMap((name): ConfigFinding[] => {
		const near = [...known].find((one) => one.length > 5 && isOneSlipAway(name, one));
		if (!near && !name.startsWith('OKAERI_')) return [];
		return [
			{ setting: name, ...warning(`there is no such setting${near ? `; ${near} is meant?` : ''}`) }
		];
	});
	const clock = environment.OKAERI_CLOCK_AHEAD
		? [
				{
					setting: 'OKAERI_CLOCK_AHEAD',
					...warning('every clock is wrong by so many seconds; it is for tests')
				}
			]
		: [];
	const trusting =
		environment.NODE_TLS_REJECT_UNAUTHORIZED === '0'
			? [
					{
						setting: 'NODE_TLS_REJECT_UNAUTHORIZED',
						...warning('certificates of others are not checked')
					}
				]
			: [];
	return [...mistyped, ...clock, ...trusting];
}

/** Does one letter that is missing, added, different or swapped with its neighbour make one of the other? */
function isOneSlipAway(typed: string, meant: string): boolean {
	let at = 0;
	while (at < typed.length && typed[at] === meant[at]) at++;
	const [rest, other] = [typed.slice(at), meant.slice(at)];
	const swapped = rest.length > 1 ? `${rest[1]}${rest[0]}${rest.slice(2)}` : rest;
	return (
		rest.slice(1) === other.slice(1) ||
		rest.slice(1) === other ||
		rest === other.slice(1) ||
		swapped === other
	);
}
