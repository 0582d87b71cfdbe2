import type { Kysely } from 'kysely';
import { z } from 'zod';
import { alsoSet, authPool } from '#platform/database/connection.server.ts';
import type { InNetwork } from '#platform/database/network.server.ts';
import { read, write } from '#platform/database/sending.server.ts';

/** The tables of the schema `auth` that are ours and not better-auth's. */
export type AuthDb = Kysely<Record<never, never>>;

/** Whose account of a network something is about. An `Actor` is one. */
export type Holder = InNetwork & { accountId: string };

/** Runs `work` in one transaction that sees the accounts of one network only. What it throws rolls everything back. */
export async function inAuthTables<T>(where: InNetwork, work: (db: AuthDb) => Promise<T>): Promise<T> {
	const opening = `begin; ${scope(where)}`;
	return write(await authPool().connect(), opening, work);
}

/** The same for reading only, in one round trip: the caller does not wait for the transaction to end. */
export async function readAuthTables<T>(where: InNetwork, work: (db: AuthDb) => Promise<T>): Promise<T> {
	const opening = `begin read only; ${scope(where)}`;
	return read(await authPool().connect(), opening, work);
}

function scope({ networkId }: InNetwork): string {
	return `select set_config('okaeri.network_id', '${z.uuid().parse(networkId)}', true)${alsoSet('auth')}`;
}
