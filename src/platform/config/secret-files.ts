import fs from 'node:fs';

type Environment = Readonly<Record<string, string | undefined>>;

/** Settings that hold a secret, or may. Each can be given in a file instead, so that it stands in no environment. */
export const inFiles = [
	'OKAERI_SECRET',
	'DATABASE_URL',
	'APP_DATABASE_URL',
	'AUTH_DATABASE_URL',
	'WORKER_DATABASE_URL',
	'DATABASE_DIRECT_URL',
	'DATABASE_REPLICA_URL',
	'SMTP_URL',
	'MAIL_HOOK_SECRET',
	'BACKUP_PASSPHRASE',
	'OTEL_EXPORTER_OTLP_HEADERS'
] as const;

/**
 * The environment with the text of `NAME_FILE` in the place of `NAME`, as Docker, Kubernetes and systemd hand out
 * secrets. Settings that are empty are left out. Throws where both are given, or where a file cannot be read or is empty.
 */
export function withoutFiles(environment: Environment): Record<string, string> {
	const given = Object.entries(environment).filter((setting): setting is [string, string] => !!setting[1]);
	const settings = Object.fromEntries(given);
	for (const name of inFiles) {
		const file = settings[`${name}_FILE`];
		if (!file) continue;
		if (settings[name]) throw new Error(`${name} and ${name}_FILE are both set. Keep one of them.`);
		settings[name] = textOf(file, `${name}_FILE`);
	}
	return settings;
}

/** Puts what the files hold into this process's environment, for itself and for those it starts, in the place of the files. */
export function takeUpFiles(environment: NodeJS.ProcessEnv): void {
	Object.assign(environment, withoutFiles(environment));
	for (const name of inFiles) delete environment[`${name}_FILE`];
}

function textOf(file: string, name: string): string {
	let text: string;
	try {
		text = fs.readFileSync(file, 'utf8').trim();
	} catch (cause) {
		const { code } = cause as NodeJS.ErrnoException;
		throw new Error(`${name} names a file that cannot be read (${code}): ${file}`, { cause });
	}
	if (!text) throw new Error(`${name} names a file that is empty: ${file}`);
	return text;
}
