import pg from 'pg';
import { pathInAuth } from '#platform/clock/database-clock.ts';
import { config } from '#platform/config/config.ts';
import type { Login } from './logins.ts';

/**
 * Do the databases' addresses lead through a pooler that takes a connection back after each transaction, as PgBouncer
 * does in transaction mode? Then a connection keeps nothing from one transaction to the next.
 */
export const isPooled = (): boolean => config().DATABASE_DIRECT_URL !== undefined;

/** The address of PostgreSQL itself for whom `url` lets in: past the pooler, where one stands in between. */
export function pastPooler(url: string): string {
	const { DATABASE_DIRECT_URL: server } = config();
	return server === undefined ? url : withLoginOf(url, server);
}

/** Another server's address, for whom `url` lets in. */
export function withLoginOf(url: string, server: string): string {
	const who = /^postgres(?:ql)?:\/\/((?:[^@/]*@)?)/.exec(url)![1]!;
	return server.replace(/^(postgres(?:ql)?:\/\/)(?:[^@/]*@)?/, (_, protocol: string) => protocol + who);
}

/** What the sessions of a login are set to. `patience`: those of people who wait give up, with such settings. */
export function sessionOf(login: Login, patience: Record<string, string>): Record<string, string> {
	return {
		jit: 'off', // compiling takes longer than any of our statements
		...(login === 'auth' ? { search_path: pathInAuth } : {}),
		...patience
	};
}

/** These settings as the start of a session, where a connection is ours for as long as it lives. */
export function asOptions(session: Record<string, string>): string {
	return Object.entries(session)
		.map(([name, value]) => `-c ${name}=${value}`)
		.join(' ');
}

/** These settings as calls in a select list, that set them until the transaction ends. Names and values are our own. */
export function asCalls(session: Record<string, string>): string {
	return Object.entries(session)
		.map(([name, value]) => `set_config('${name}', '${value}', true)`)
		.join(', ');
}

/**
 * A connection that prepares nothing under a name: a statement that was prepared on one connection is not there on the
 * next, to which a pooler before PgBouncer 1.21 sends it.
 */
export class NamelessClient extends pg.Client {
	static {
		// On the prototype, where it is found by what watches queries (watching.server.ts).
		this.prototype.query = function (this: pg.Client, asked: unknown, ...rest: unknown[]) {
			return Reflect.apply(pg.Client.prototype.query, this, [nameless(asked), ...rest]);
		} as pg.Client['query'];
	}
}

/** What is asked, without the name to prepare it under. Query objects of pg's own go as they are. */
function nameless(asked: unknown): unknown {
	const isPlain = typeof asked === 'object' && asked && Object.getPrototypeOf(asked) === Object.prototype;
	return isPlain ? { ...asked, name: undefined } : asked;
}

/**
 * Looks whether the addresses lead where the settings say. PgBouncer gives its clients a number of its own in the place
 * of the server process's, so the two differ where one stands in between. A pooler that is not known of would drop the
 * role that a connection is to take on. Throws in words; where the database cannot be reached it says nothing.
 */
export async function lookAtWay(through: string, to: string): Promise<void> {
	if (!isPooled() && (await leadsThroughPooler(through)))
		throw new Error(
			'A pooler stands between this program and PostgreSQL. Set DATABASE_DIRECT_URL to the address of PostgreSQL itself (docs/scaling.md).'
		);
	if (isPooled() && (await leadsThroughPooler(to)))
		throw new Error('DATABASE_DIRECT_URL leads through a pooler, too. Let it name PostgreSQL itself.');
}

async function leadsThroughPooler(connectionString: string): Promise<boolean> {
	const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5000 });
	client.on('error', () => undefined); // a connection that breaks fails its statement, too
	try {
		await client.connect();
		const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
		return rows[0]!.pid !== (client as unknown as { processID: number }).processID;
	} catch {
		return false; // a database that is away is told of elsewhere, and waited for
	} finally {
		await client.end().catch(() => undefined); // a client that never connected has nothing to end
	}
}
