import path from 'node:path';
import pg from 'pg';
import { keptSecret } from '#platform/config/kept-secret.ts';

/** The roles that the processes of the product work as. Each owns nothing. */
export const logins = ['app', 'auth', 'worker'] as const;
export type Login = (typeof logins)[number];
export type Addresses = Record<Login, string>;

/** The setting that names the address at which a role logs in. */
export const settingOf = (login: Login) => `${login.toUpperCase() as Uppercase<Login>}_DATABASE_URL` as const;

/** Each role's password, made on first use and kept in the data directory. */
export function passwordsIn(dataDir: string): Addresses {
	const kept = logins.map((login) => [login, keptSecret(path.join(dataDir, `database-password-${login}`))]);
	return Object.fromEntries(kept) as Addresses;
}

/**
 * Lets the roles log in to a migrated database with these passwords, and gives their addresses. `ownerUrl` must be of
 * one who may change roles.
 */
export async function openLogins(ownerUrl: string, passwords: Addresses): Promise<Addresses> {
	const client = new pg.Client({ connectionString: ownerUrl });
	await client.connect();
	try {
		await client.query(`select pg_advisory_lock(hashtext('okaeri.logins'))`);
		for (const login of logins)
			await client.query(
				`alter role okaeri_${login} login password ${client.escapeLiteral(passwords[login])}`
			);
	} finally {
		await client.end();
	}
	return addressesAt(ownerUrl, passwords);
}

/** The roles' addresses on the server and database of another address. */
export function addressesAt(url: string, passwords: Addresses): Addresses {
	const at = (login: Login) =>
		url.replace(/^(postgres(?:ql)?:\/\/)(?:[^@/]*@)?/, `$1okaeri_${login}:${passwords[login]}@`);
	return { app: at('app'), auth: at('auth'), worker: at('worker') };
}

/** The settings by which a process of the product logs in as the roles. */
export function settingsOf(addresses: Addresses): Record<string, string> {
	return Object.fromEntries(logins.map((login) => [settingOf(login), addresses[login]]));
}
