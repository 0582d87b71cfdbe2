import {
	CamelCasePlugin,
	Kysely,
	PostgresAdapter,
	PostgresIntrospector,
	PostgresQueryCompiler,
	type CompiledQuery,
	type DatabaseConnection,
	type Dialect,
	type KyselyPlugin,
	type OperationNode,
	type QueryResult,
	type RawNode
} from 'kysely';
import type { Writable } from 'node:stream';
import type pg from 'pg';
import { z } from 'zod';
import { Invalid, NotFound } from '#platform/http/failures.ts';
import { alsoSet, appPool, readingClient } from './connection.server.ts';
import type { Tables } from './tables.ts';

export type Db = Kysely<Tables>;
export type InNetwork = { networkId: string };

/**
 * Runs `work` in one transaction that sees the rows of one network only, and commits what it wrote.
 * What it throws rolls everything back. Throws NotFound where a row would name another one that is not there. Statements that do not wait for each other travel together.
 */
export async function inNetwork<T>(where: InNetwork, work: (db: Db) => Promise<T>): Promise<T> {
	const client = await appPool().connect();
	let broken: Error | undefined;
	try {
		void gather(client);
		const opened = client.query(`begin; ${scope(where.networkId)}`);
		const done = begun(work, over(client));
		await settled(opened, done);
		const result = await done;
		await client.query('commit');
		return result;
	} catch (error) {
		await client.query('rollback').catch((failure: Error) => (broken = failure));
		throw asFailure(error);
	} finally {
		client.release(broken);
	}
}

/** The same for reading only: nothing can be written, and the caller does not wait for the transaction to end. */
export async function readNetwork<T>(where: InNetwork, work: (db: Db) => Promise<T>): Promise<T> {
	const client = await readingClient();
	void gather(client);
	const opened = client.query(`begin read only; ${scope(where.networkId)}`);
	const done = begun(work, over(client));
	try {
		await settled(opened, done);
		return await done;
	} finally {
		client.query('rollback').then(
			() => client.release(),
			(failure: Error) => client.release(failure)
		);
	}
}

/**
 * Reads in one round trip, for the pages that people open most. `work` must issue every statement before it waits for
 * any of them (`Promise.all`); a later one throws. All of them, with the transaction around them, travel in one write
 * and one answer. Each connection plans them once, whatever their values.
 */
export async function readAtOnce<T>(where: InNetwork, work: (db: Db) => Promise<T>): Promise<T> {
	const client = await readingClient();
	let isOver = false;
	const opened = gather(client, () => {
		isOver = true;
		return client.query('rollback');
	});
	const opening = client.query(
		`begin read only; set local plan_cache_mode = force_generic_plan; ${scope(where.networkId)}`
	);
	const done = begun(
		work,
		over(client, () => isOver)
	);
	try {
		await settled(opening, done);
		return await done;
	} finally {
		opened.then(
			() => client.release(),
			(failure: Error) => client.release(failure)
		);
	}
}

/**
 * Writes in one round trip: what the statements of `work` do is committed when this returns. `work` must issue them all
 * before it waits for any of them; a later one throws. One that fails takes all of them back. What `work` throws by itself
 * comes too late for that.
 */
export async function writeAtOnce<T>(where: InNetwork, work: (db: Db) => Promise<T>): Promise<T> {
	const client = await appPool().connect();
	let isOver = false;
	const committed = gather(client, () => {
		isOver = true;
		return client.query('commit');
	});
	const opened = client.query(`begin; ${scope(where.networkId)}`);
	const done = begun(
		work,
		over(client, () => isOver)
	);
	try {
		await settled(opened, done, committed);
		return await done;
	} catch (error) {
		throw asFailure(error);
	} finally {
		committed.then(
			() => client.release(),
			(failure: Error) => client.release(failure)
		);
	}
}

/** Holds back what is written to the server until this turn of the event loop ends, so that a burst of statements is one write. */
function gather<T>(client: pg.PoolClient, last?: () => Promise<T>): Promise<T | undefined> {
	const { stream } = (client as unknown as { connection: { stream: Writable } }).connection;
	stream.cork();
	return new Promise((resolve, reject) => {
		setImmediate(() => {
			last?.().then(resolve, reject);
			stream.uncork();
			if (!last) resolve(undefined);
		});
	});
}

/** What the database refused, as the failure that people may see. `OK001` is a rule of ours; its message says which. */
function asFailure(error: unknown): unknown {
	if (namesNothing(error)) return new NotFound('It names something that is not there');
	const { code, message } = error as { code?: string; message: string };
	return code === 'OK001' ? new Invalid(message, 'form') : error;
}

/** Did a row that was written name another one, by its id, that is not there? */
function namesNothing(error: unknown): boolean {
	return (
		error instanceof Error &&
		(error as { code?: string }).code === '23503' &&
		error.message.startsWith('insert or update on table')
	);
}

/** Begins work. What it throws at once is thrown like all else, after the connection has been given back. */
async function begun<T>(work: (db: Db) => Promise<T>, db: Db): Promise<T> {
	return work(db);
}

async function settled(...running: Promise<unknown>[]): Promise<void> {
	const failed = (await Promise.allSettled(running)).find((outcome) => outcome.status === 'rejected');
	if (failed) throw failed.reason;
}

const uuid = z.uuid();

function scope(networkId: string): string {
	return `select set_config('okaeri.network_id', '${uuid.parse(networkId)}', true)${alsoSet('app')}`;
}

const adapter = new PostgresAdapter();
const compiler = new PostgresQueryCompiler();
const camelCase = new CamelCasePlugin({ maintainNestedObjectKeys: true });

/** Names of columns become camelCase and back. SQL that names none by Kysely stays as it is, and is not copied for it. */
const naming: KyselyPlugin = {
	transformQuery: (query) => (isPlainSql(query.node) ? query.node : camelCase.transformQuery(query)),
	transformResult: (answer) => camelCase.transformResult(answer)
};

/** Is it our own SQL with values in it, and nothing of Kysely's builder? */
function isPlainSql(node: OperationNode): boolean {
	return node.kind === 'RawNode' && (node as RawNode).parameters.every(isPlainParameter);
}

const isPlainParameter = (node: OperationNode): boolean => node.kind === 'ValueNode' || isPlainSql(node);

const names = new Map<string, string>();
const namesAtMost = 500;

/** Statements are prepared under a name, so that each connection plans one only once. After 500 names, new ones stay unnamed. */
function nameOf(text: string): string | undefined {
	const known = names.get(text);
	if (known || names.size >= namesAtMost) return known;
	const name = `s${names.size}`;
	names.set(text, name);
	return name;
}

function over(client: pg.PoolClient, isOver = () => false): Db {
	const connection: DatabaseConnection = {
		async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
			if (isOver()) throw new Error('This statement came too late: all of them are wanted at once');
			const { rows, rowCount } = await client.query({
				name: nameOf(query.sql),
				text: query.sql,
				values: [...query.parameters]
			});
			return { rows: rows as R[], numAffectedRows: BigInt(rowCount ?? 0) };
		},
		streamQuery() {
			throw new Error('Rows are paged by key, not streamed');
		}
	};
	const none = async () => undefined;
	const dialect: Dialect = {
		createAdapter: () => adapter,
		createQueryCompiler: () => compiler,
		createIntrospector: (db) => new PostgresIntrospector(db),
		createDriver: () => ({
			init: none,
			acquireConnection: async () => connection,
			releaseConnection: none,
			beginTransaction: none,
			commitTransaction: none,
			rollbackTransaction: none,
			destroy: none
		})
	};
	return new Kysely<Tables>({ dialect, plugins: [naming] });
}
