import path from 'node:path';
import { logins, openLogins, passwordsIn, settingOf, settingsOf } from '#platform/database/logins.ts';
import { migrate } from '#platform/database/migrate.ts';
import { isPooled, pastPooler } from '#platform/database/pooled.server.ts';
import { useEmbedded, type Embedded } from '#platform/postgres/embedded.ts';
import { noteProgram } from '#platform/upgrade/program.ts';
import { backupBeforeUpgrade, beforeUpgrade } from './before-upgrade.ts';

/** `url` is its owner's address; `settings` are those that web and worker get, without the owner's where they can do. */
export type Installed = {
	url: string;
	embedded: Embedded | undefined;
	settings: Record<string, string>;
};

/**
 * The installation's database, migrated: the one DATABASE_URL names (past a pooler), or the embedded one, started unless it
 * runs already. `use` gets the embedded one as soon as it runs, so that it can be left when something fails.
 */
export async function openDatabase(use: (embedded: Embedded) => void): Promise<Installed> {
	const own = process.env.DATABASE_URL;
	if (!own) {
		const dataDir = path.resolve(process.env.OKAERI_DATA ?? 'data');
		const embedded = await useEmbedded(dataDir);
		use(embedded);
		await migrate(embedded.url, { before: beforeUpgrade(embedded.url, dataDir) });
		noteProgram(dataDir);
		const addresses = await openLogins(embedded.url, passwordsIn(dataDir));
		return { url: embedded.url, embedded, settings: { DATABASE_URL: '', ...settingsOf(addresses) } };
	}
	const given = logins.filter((login) => process.env[settingOf(login)]);
	if (given.length > 0 && given.length < logins.length)
		throw new Error(`Set all of ${logins.map(settingOf).join(', ')}, or none of them.`);
	if (given.length === 0 && isPooled())
		throw new Error(
			`Through a pooler each role logs in by itself: set ${logins.map(settingOf).join(', ')}.`
		);
	const url = pastPooler(own); // migrations and commands hold locks of the session
	await migrate(url, { before: backupBeforeUpgrade(url) });
	return { url, embedded: undefined, settings: { DATABASE_URL: given.length > 0 ? '' : own } };
}

/**
 * Gives `work` the owner's address of the installation's database as it is: without bringing it to the newest schema. The
 * data directory is given where the database is the embedded one.
 */
export async function withDatabaseAsItIs(
	work: (url: string, dataDir: string | undefined) => Promise<void>
): Promise<void> {
	const own = process.env.DATABASE_URL;
	if (own) return work(own, undefined);
	const dataDir = path.resolve(process.env.OKAERI_DATA ?? 'data');
	const embedded = await useEmbedded(dataDir);
	try {
		await work(embedded.url, dataDir);
	} finally {
		await embedded.leave();
	}
}

/** Runs `work` against the installation's database. Within `work`, the application finds it, too. */
export async function withDatabase(
	work: (url: string, installed: Installed) => Promise<void>
): Promise<void> {
	let embedded: Embedded | undefined;
	try {
		const installed = await openDatabase((running) => (embedded = running));
		Object.assign(process.env, installed.settings, { DATABASE_URL: installed.url });
		await work(installed.url, installed);
	} finally {
		const { closePools } = await import('#platform/database/connection.server.ts');
		await closePools();
		await embedded?.leave();
	}
}
