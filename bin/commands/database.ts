import path from 'node:path';
import { logins, openLogins, passwordsIn, settingOf, settingsOf } from '#platform/database/logins.ts';
import { migrate } from '#platform/database/migrate.ts';
import { useEmbedded, type Embedded } from '#platform/postgres/embedded.ts';

/** `url` is its owner's address; `settings` are those that web and worker get, without the owner's where they can do. */
export type Installed = {
	url: string;
	embedded: Embedded | undefined;
	settings: Record<string, string>;
};

/**
 * The installation's database, migrated: the one DATABASE_URL names, or the embedded one, which is started unless it
 * runs already. `use` gets the embedded one as soon as it runs, so that it can be left when something fails.
 */
export async function openDatabase(use: (embedded: Embedded) => void): Promise<Installed> {
	const own = process.env.DATABASE_URL;
	if (!own) {
		const dataDir = path.resolve(process.env.OKAERI_DATA ?? 'data');
		const embedded = await useEmbedded(dataDir);
		use(embedded);
		await migrate(embedded.url);
		const addresses = await openLogins(embedded.url, passwordsIn(dataDir));
		return { url: embedded.url, embedded, settings: { DATABASE_URL: '', ...settingsOf(addresses) } };
	}
	const given = logins.filter((login) => process.env[settingOf(login)]);
	if (given.length > 0 && given.length < logins.length)
		throw new Error(`Set all of ${logins.map(settingOf).join(', ')}, or none of them.`);
	await migrate(own);
	return { url: own, embedded: undefined, settings: { DATABASE_URL: given.length > 0 ? '' : own } };
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
