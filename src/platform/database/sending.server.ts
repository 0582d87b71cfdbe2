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

type Work<D, T> = (db: Kysely<D>) => Promise<T>;

/**
 * Runs `work` in the transaction that `opening` begins, and commits what it wrote. What it throws rolls everything back.
 * Statements that do not wait for each other travel together, the first ones with `opening`. Gives the connection back.
 */
export async function write<D, T>(client: pg.PoolClient, opening: string, work: Work<D, T>): Promise<T> {
	let broken: Error | undefined;
	try {
		void gather(client);
		const opened = client.query(opening);
		const done = begun(work, over<D>(client));
		await settled(opened, done);
		const result = await done;
		await client.query('commit');
		return result;
	} catch (error) {
		await client.query('rollback').catch((failure: Error) => (broken = failure));
		throw error;
	} finally {
		client.release(broken);
	}
}

/** The same for reading: the caller does not wait for the transaction to end. */
export async function read<D, T>(client: pg.PoolClient, opening: string, work: Work<D, T>): Promise<T> {
	void gather(client);
	const opened = client.query(opening);
	const done = begun(work, over<D>(client));
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
 * The transaction in one round trip: `opening`, every statement of `work`, and its end. `work` must issue all of them
 * before it waits for any (`Promise.all`); a later one throws. Where one fails, or `work` throws before they left,
 * nothing is kept.
 */
export async function atOnce<D, T>(
	client: pg.PoolClient,
	opening: string,
	work: Work<D, T>,
	end: 'commit' | 'rollback'
): Promise<T> {
	let isOver = false;
	let failed = false;
	const ended = gather(client, () => {
		isOver = true;
		return client.query(failed ? 'rollback' : end);
	});
	const opened = client.query(opening);
	const done = begun(
		work,
		over<D>(client, () => isOver)
	);
	done.catch(() => (failed = true));
	try {
		await settled(opened, done);
		if (end === 'commit') await ended;
		return await done;
	} finally {
		ended.then(
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

/** Begins work. What it throws at once is thrown like all else, after the connection has been given back. */
async function begun<D, T>(work: Work<D, T>, db: Kysely<D>): Promise<T> {
	return work(db);
}

async function settled(...running: Promise<unknown>[]): Promise<void> {
	const failed = (await Promise.allSettled(running)).find((outcome) => outcome.status === 'rejected');
	if (failed) throw failed.reason;
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

/** Kysely on one connection. Once `isOver` says so, a statement throws. */
function over<T>(client: pg.PoolClient, isOver = () => false): Kysely<T> {
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
	return new Kysely<T>({ dialect, plugins: [naming] });
}
