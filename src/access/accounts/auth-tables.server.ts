import { CamelCasePlugin, Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import { alsoSet, authPool } from '#platform/database/connection.server.ts';
import type { InNetwork } from '#platform/database/network.server.ts';

/** The tables of the schema `auth` that are ours and not better-auth's. */
export type AuthDb = Transaction<Record<never, never>>;

/** Whose account of a network something is about. An `Actor` is one. */
export type Holder = InNetwork & { accountId: string };

let made: Kysely<Record<never, never>> | undefined;
const authKysely = () =>
	(made ??= new Kysely({
		dialect: new PostgresDialect({
			pool: { connect: () => authPool().connect(), options: {}, end: async () => undefined }
		}),
		plugins: [new CamelCasePlugin()]
	}));

/** Runs `work` in one transaction that sees the accounts of one network only. What it throws rolls everything back. */
export async function inAuthTables<T>(
	{ networkId }: InNetwork,
	work: (db: AuthDb) => Promise<T>
): Promise<T> {
	return authKysely()
		.transaction()
		.execute(async (db) => {
			await sql`select set_config('okaeri.network_id', ${networkId}, true)${sql.raw(alsoSet('auth'))}`.execute(
				db
			);
			return work(db);
		});
}
