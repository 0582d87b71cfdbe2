import { AsyncLocalStorage } from 'node:async_hooks';
import { kyselyAdapter } from '@better-auth/kysely-adapter';
import type { DBAdapter, DBTransactionAdapter, Where } from 'better-auth';
import type { BetterAuthOptions } from 'better-auth';
import { Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient } from 'kysely';
import { authPool } from '#platform/database/connection.server.ts';
import type { InNetwork } from '#platform/database/network.server.ts';
import { addressOf } from './address-alias.ts';
import { boundTo } from './bound-client.server.ts';
import { hashOfSession } from './session-token.ts';

const running = new AsyncLocalStorage<string>();

/** Runs `work` with the accounts of one network. What better-auth reads and writes in it belongs to that network. */
export function inAuthOf<T>({ networkId }: InNetwork, work: () => Promise<T>): Promise<T> {
	return running.run(networkId, work);
}

/**
 * The connections that better-auth works on, each bound to the network of the running call. Throws outside of
 * `inAuthOf`.
 */
const poolOfNetwork: PostgresPool = {
	async connect(): Promise<PostgresPoolClient> {
		const networkId = running.getStore();
		if (!networkId) throw new Error('Accounts belong to a network: this call is not made in inAuthOf');
		return boundTo(await authPool().connect(), networkId);
	},
	options: {},
	end: async () => undefined // the pool is closed with all others
};

/** What better-auth keeps its rows with. The token of a session is stored as a hash only. */
export function authDatabase(options: BetterAuthOptions): DBAdapter {
	const kysely = new Kysely({ dialect: new PostgresDialect({ pool: poolOfNetwork }) });
	const adapter = kyselyAdapter(kysely, { type: 'postgres', transaction: true })(options);
	return {
		...adapter,
		...hashing(adapter),
		transaction: (work) => adapter.transaction((inner) => work({ ...inner, ...hashing(inner) }))
	};
}

type Asked = { model: string; where?: Where[] | undefined };
type Inner = DBTransactionAdapter;
type Rows = Pick<
	Inner,
	| 'create'
	| 'findOne'
	| 'findMany'
	| 'count'
	| 'update'
	| 'updateMany'
	| 'delete'
	| 'deleteMany'
	| 'consumeOne'
>;

/**
 * The same operations with every token of a session hashed on its way in, and given back as the caller knows it. Accounts
 * are looked for by their address, not by what better-auth calls it.
 */
function hashing(inner: Inner): Rows {
	return {
		create: async <T extends Record<string, unknown>, R = T>(asked: Parameters<Inner['create']>[0]) => {
			const { token } = asked.data as { token?: unknown };
			if (asked.model !== 'session' || typeof token !== 'string')
				return inner.create<T, R>(asked as never);
			const made = await inner.create<T, R>({
				...asked,
				data: { ...asked.data, token: hashOfSession(token) }
			} as never);
			return { ...made, token };
		},
		findOne: async <T>(asked: Parameters<Inner['findOne']>[0]) => {
			const row = await inner.findOne<T>(asStored(asked));
			if (!row && asked.join?.account) await lookForNobody(inner);
			return known(asked, row);
		},
		findMany: <T>(asked: Parameters<Inner['findMany']>[0]) => inner.findMany<T>(asStored(asked)),
		count: (asked) => inner.count(asStored(asked)),
		update: async <T>(asked: Parameters<Inner['update']>[0]) =>
			known(asked, await inner.update<T>(asStored(asked))),
		updateMany: (asked) => inner.updateMany(asStored(asked)),
		delete: (asked) => inner.delete(asStored(asked)),
		deleteMany: (asked) => inner.deleteMany(asStored(asked)),
		consumeOne: async <T>(asked: Parameters<Inner['consumeOne']>[0]) =>
			known(asked, await inner.consumeOne<T>(asStored(asked)))
	};
}

/**
 * Where an address has an account, its credential is looked up next. Where it has none, this is, so that an answer takes
 * as much work for nobody as for a member.
 */
async function lookForNobody(inner: Inner): Promise<void> {
	const nobody = { field: 'userId', value: '00000000-0000-0000-0000-000000000000' };
	await inner.findMany({ model: 'account', where: [nobody] });
}

const isAddress = ({ model }: Asked, { field }: Where) => model === 'user' && field === 'email';
const isToken = ({ model }: Asked, { field }: Where) => model === 'session' && field === 'token';

function asStored<A extends Asked>(asked: A): A {
	if (!asked.where?.some((condition) => isToken(asked, condition) || isAddress(asked, condition)))
		return asked;
	const named = ({ value, ...condition }: Where): Where => ({
		...condition,
		value: addressOf(String(value))
	});
	const hash = ({ value, ...condition }: Where): Where => ({
		...condition,
		value: Array.isArray(value)
			? value.map((token) => hashOfSession(String(token)))
			: hashOfSession(String(value))
	});
	return {
		...asked,
		where: asked.where.map((condition) =>
			isToken(asked, condition)
				? hash(condition)
				: isAddress(asked, condition)
					? named(condition)
					: condition
		)
	};
}

/** Puts the token by which a session was asked for in the place of its hash, and the alias in the place of an address. */
function known<T>(asked: Asked, row: T | null): T | null {
	const token = asked.where?.find((condition) => isToken(asked, condition))?.value;
	const alias = asked.where?.find((condition) => isAddress(asked, condition))?.value;
	if (row && typeof token === 'string') return { ...row, token };
	return row && typeof alias === 'string' ? { ...row, email: alias } : row;
}
