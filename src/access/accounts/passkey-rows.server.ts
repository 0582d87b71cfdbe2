import { sql } from 'kysely';
import { NotFound } from '#platform/http/failures.ts';
import type { InNetwork } from '#platform/database/network.server.ts';
import { inAuthTables, readAuthTables, type Holder } from './auth-tables.server.ts';

export type Passkey = { passkeyId: string; name: string; madeAt: Date; usedAt: Date | null };

/** A passkey as it is kept. */
export type Stored = {
	passkeyId: string;
	accountId: string;
	credentialId: string;
	publicKey: Uint8Array<ArrayBuffer>;
	counter: string;
	transports: string[];
	userHandle: string;
};

/** The passkeys of an account, those used last first. */
export async function passkeysOf(holder: Holder): Promise<Passkey[]> {
	const { rows } = await readAuthTables(holder, (db) =>
		sql<Passkey>`
			select passkey_id, name, made_at, used_at
			from passkey
			where user_id = ${holder.accountId}
			order by coalesce(used_at, made_at) desc, passkey_id
		`.execute(db)
	);
	return rows;
}

/** Gives a passkey another name. Throws NotFound for one that is not this account's. */
export async function renamePasskey(holder: Holder, passkeyId: string, name: string): Promise<void> {
	const { rows } = await inAuthTables(holder, (db) =>
		sql`
			update passkey
			set name = ${name}
			where user_id = ${holder.accountId}
				and passkey_id = ${passkeyId}
			returning passkey_id
		`.execute(db)
	);
	if (rows.length === 0) throw new NotFound('No such passkey');
}

/** Removes a passkey, and gives its name. Throws NotFound for one that is not this account's. */
export async function removePasskey(holder: Holder, passkeyId: string): Promise<string> {
	const { rows } = await inAuthTables(holder, (db) =>
		sql<{ name: string }>`
			delete from passkey
			where user_id = ${holder.accountId}
				and passkey_id = ${passkeyId}
			returning name
		`.execute(db)
	);
	if (!rows[0]) throw new NotFound('No such passkey');
	return rows[0].name;
}

const storedColumns = sql`
	passkey_id, user_id as account_id, credential_id, public_key, counter::text as counter, transports, user_handle
`;

/** The passkeys of an account that are good at one host. */
export async function storedOf(holder: Holder, rpId: string): Promise<Stored[]> {
	const { rows } = await readAuthTables(holder, (db) =>
		sql<Stored>`
			select ${storedColumns}
			from passkey
			where user_id = ${holder.accountId}
				and rp_id = ${rpId}
			order by passkey_id
		`.execute(db)
	);
	return rows;
}

/** The passkey of a network and host that a browser names. */
export async function storedBy(where: InNetwork, rpId: string, id: string): Promise<Stored | undefined> {
	const { rows } = await readAuthTables(where, (db) =>
		sql<Stored>`
			select ${storedColumns}
			from passkey
			where credential_id = ${id}
				and rp_id = ${rpId}
		`.execute(db)
	);
	return rows[0];
}

/** Notes a use. False where the counter has come further meanwhile: then someone has a copy of the passkey. */
export async function countOn(where: InNetwork, passkeyId: string, counter: number): Promise<boolean> {
	const { rows } = await inAuthTables(where, (db) =>
		sql`
			update passkey
			set counter = ${counter}, used_at = now()
			where passkey_id = ${passkeyId}
				and (counter < ${counter} or (counter = 0 and ${counter} = 0))
			returning passkey_id
		`.execute(db)
	);
	return rows.length > 0;
}
