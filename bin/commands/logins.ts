import { logins, openLogins, settingOf, type Addresses } from '#platform/database/logins.ts';

/**
 * Lets web and worker log in: gives each of their three roles the password that stands in its address. Throws where an
 * address is missing, or is of another role.
 */
export async function openOwnLogins(ownerUrl: string): Promise<void> {
	await openLogins(ownerUrl, passwordsOf(process.env));
	console.log('Web and worker can log in with the passwords of their addresses.');
}

/** The passwords in the addresses of the three roles. */
export function passwordsOf(environment: Readonly<Record<string, string | undefined>>): Addresses {
	const found = logins.map((login) => {
		const name = settingOf(login);
		const url = URL.parse(environment[name] ?? '');
		if (url?.username !== `okaeri_${login}` || !url.password)
			throw new Error(`${name} must be the address of okaeri_${login}, with its password.`);
		return [login, decodeURIComponent(url.password)];
	});
	return Object.fromEntries(found) as Addresses;
}
