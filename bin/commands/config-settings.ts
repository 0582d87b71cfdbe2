import path from 'node:path';
import { settings } from '#platform/config/config.ts';
import { inFiles, withoutFiles } from '#platform/config/secret-files.ts';
import { secretSettings } from '#platform/config/secret.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Every setting that there is, with what may stand in it. */
export const everySetting = { ...settings.shape, ...secretSettings.shape };

/**
 * One setting: where its value comes from, and the value as it may be shown. `given` is the value itself, for checks.
 * `wrong` says why it cannot be used.
 */
export type Setting = {
	name: string;
	source: 'environment' | 'file' | 'default' | 'unset';
	file?: string;
	shown?: string;
	given?: string;
	wrong?: string;
};

/** Every setting as this environment gives it. Files that hold secrets are read. Does not throw. */
export function readSettings(environment: Environment): Setting[] {
	return Object.keys(everySetting).map((name) =>
		readSetting(name as keyof typeof everySetting, environment)
	);
}

function readSetting(name: keyof typeof everySetting, environment: Environment): Setting {
	const file = canBeInFile(name) ? environment[`${name}_FILE`] || undefined : undefined;
	const source = isUsual(name, environment) ? 'default' : 'environment';
	const place = file ? ({ source: 'file', file } as const) : ({ source } as const);
	let given: string | undefined;
	try {
		given = withoutFiles({ [name]: environment[name], ...(file ? { [`${name}_FILE`]: file } : {}) })[
			name
		];
	} catch (error) {
		return { name, ...place, wrong: (error as Error).message };
	}
	if (given === undefined) return unset(name);
	const read = everySetting[name].safeParse(given);
	const wrong = read.success ? undefined : read.error.issues.map(({ message }) => message).join('; ');
	return { name, ...place, given, shown: shownOf(name, given), ...(wrong ? { wrong } : {}) };
}

function unset(name: keyof typeof everySetting): Setting {
	const usual = everySetting[name].safeParse(undefined);
	if (!usual.success || usual.data === undefined) return { name, source: 'unset' };
	return { name, source: 'default', shown: inOneLine(usual.data) };
}

/** A default as it would be typed: headers by name, as name=value. */
function inOneLine(value: object | string | number | boolean): string {
	if (typeof value !== 'object' || Array.isArray(value)) return String(value);
	return Object.entries(value)
		.map(([name, header]) => `${name}=${header}`)
		.join();
}

/** `bin/okaeri` names the checkout's own folder where nobody has chosen one. */
function isUsual(name: string, environment: Environment): boolean {
	const root = environment.OKAERI_ROOT;
	return name === 'OKAERI_DATA' && !!root && environment[name] === path.join(root, 'data');
}

export const canBeInFile = (name: string) => (inFiles as readonly string[]).includes(name);

/** A value as others may read it. Of an address that holds a password, what leads to the server is left. */
function shownOf(name: string, value: string): string {
	const holdsSecret = canBeInFile(name) || /SECRET|PASSWORD|PASSPHRASE|TOKEN|KEY/.test(name);
	if (!holdsSecret) return value;
	const url = name.endsWith('_URL') ? URL.parse(value) : null;
	if (!url?.host) return '(hidden)';
	return `${url.protocol}//${url.username ? '…@' : ''}${url.host}${url.pathname}`;
}
