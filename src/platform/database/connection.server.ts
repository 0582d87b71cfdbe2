import pg from 'pg';
import { config } from '#platform/config/config.ts';
import { log } from '#platform/log/log.server.ts';
import { isLagging } from './lagging.server.ts';
import { settingOf, type Login } from './logins.ts';
import {
	asOptions,
	asCalls,
	isPooled,
	lookAtWay,
	NamelessClient,
	pastPooler,
	sessionOf,
	withLoginOf
} from './pooled.server.ts';
import { watchPool } from './watching.server.ts';

const { builtins } = pg.types;
const asNumber = new Set<number>([builtins.INT8, builtins.NUMERIC]);

/** Dates stay 'YYYY-MM-DD' (they are days, not instants); counts and shares are numbers. */
const types = {
	getTypeParser: (oid: number, format?: 'text' | 'binary') => {
		if (oid === builtins.DATE || oid === 1182 /* date[] */) return (value: string) => value;
		if (asNumber.has(oid)) return Number;
		return pg.types.getTypeParser(oid, format);
	}
} as pg.CustomTypesConfig;

/**
 * How to connect as a role, to PostgreSQL itself: by its own address, or by DATABASE_URL. With that one only, the
 * application and the accounts change to their role at once, and the worker stays who it is. Throws where the process
 * was started without either, and where a pooler stands in between and the roles have no addresses of their own.
 */
export function loginAs(login: Login): { connectionString: string; options: string } {
	const { address, isOwn } = addressOf(login);
	const role = isOwn || login === 'worker' ? '' : `-c role=okaeri_${login} `;
	return { connectionString: pastPooler(address), options: `${role}-c jit=off` }; // compiling takes longer than any of our statements
}

function addressOf(login: Login): { address: string; isOwn: boolean } {
	const { [settingOf(login)]: own, DATABASE_URL: owners } = config();
	const address = own ?? owners;
	if (!address) throw new Error('DATABASE_URL is not set. `npm start` sets it to the embedded PostgreSQL.');
	if (isPooled() && !own)
		throw new Error(
			`Through a pooler each role logs in by itself: set ${settingOf(login)} (docs/scaling.md).`
		);
	return { address, isOwn: own !== undefined };
}

/** Looks whether the addresses lead where the settings say. Throws, in words, where they do not. */
export async function lookAtDatabase(login: Login): Promise<void> {
	const { address } = addressOf(login);
	await lookAtWay(address, pastPooler(address));
}

/** For how long someone who waits for a page may keep a statement, a lock and the wait for a connection, in ms. */
const patience = { statement_timeout: '15000', lock_timeout: '8000' };
const connectionWait = 5000;
/** A server that has frozen, or a line that was cut, ends no statement by itself: after so long we do, in ms. */
const answerWait = 18_000;

let isPatient = true;
let longestAnswer = answerWait;

/**
 * From now on this process answers people who wait: what takes too long is given up, at the latest when the server has
 * not answered for `answer` milliseconds. To be called before anything else.
 */
export function keepShort(answer = answerWait): void {
	isPatient = false;
	longestAnswer = answer;
}

/** Is an error one of a database that is too busy: no connection came free, or a statement or a lock took too long? */
export function isBusy(error: unknown): boolean {
	if (!(error instanceof Error)) return false;
	const { code } = error as { code?: string };
	return (
		code === '57014' ||
		code === '55P03' ||
		code === '53300' ||
		code === '40001' || // what a replica was asked for is being replaced there
		error.message === 'timeout exceeded when trying to connect'
	);
}

/** What the sessions of this process's login are set to. */
const session = (login: Login) => sessionOf(login, isPatient ? {} : patience);

/**
 * What a transaction has to set at its start, as further calls of a select list: nothing, but for a pooler's connections,
 * which keep nothing from one transaction to the next.
 */
export function alsoSet(login: Login): string {
	return isPooled() ? `, ${asCalls(session(login))}` : '';
}

function poolAs(login: Login, most: number, extra: pg.PoolConfig = {}, at?: string): pg.Pool {
	const pool = new pg.Pool({
		...wayOf(login, at),
		connectionTimeoutMillis: isPatient ? 60_000 : connectionWait,
		...(isPatient ? {} : { query_timeout: longestAnswer }),
		keepAlive: true,
		pipeline: true, // a connection that does not answer in time is then closed, and not given to the next
		max: most,
		types,
		allowExitOnIdle: true,
		...extra
	} as pg.PoolConfig);
	// A connection that the server closed is replaced at the next use; what ran on it fails by itself.
	const replaced = () => undefined;
	pool.on('error', replaced);
	pool.on('connect', (client) => void client.on('error', replaced));
	watchPool(at ? 'replica' : login, pool);
	return pool;
}

/** Through the pooler where there is one; what it does not keep is said in each transaction. */
function wayOf(login: Login, at?: string): pg.PoolConfig {
	const { address, isOwn } = addressOf(login);
	const connectionString = at ?? address;
	if (isPooled())
		return {
			connectionString,
			...(config().DATABASE_PREPARES ? {} : { Client: NamelessClient })
		};
	const role = isOwn || login === 'worker' ? '' : `-c role=okaeri_${login} `;
	return { connectionString, options: `${role}${asOptions(session(login))}` };
}

/** How many connections a process opens: those that share a machine share what PostgreSQL has room for. */
function most(login: 'app' | 'auth'): number {
	const { WEB_PROCESSES, DATABASE_CONNECTIONS } = config();
	const processes = isPatient ? 1 : WEB_PROCESSES;
	const share = (all: number, least: number, usual: number) =>
		Math.min(usual, Math.max(least, Math.floor(all / processes)));
	return login === 'app' ? (DATABASE_CONNECTIONS ?? share(48, 4, 20)) : share(15, 2, 5);
}

let app: pg.Pool | undefined;
let auth: pg.Pool | undefined;
let replica: pg.Pool | undefined;

/** Connections of the role that owns nothing and sees one network at a time. Statements are sent without waiting for each other. */
export function appPool(): pg.Pool {
	return (app ??= poolAs('app', most('app')));
}

/** Connections of the role that sees accounts and sessions, and nothing else. */
export function authPool(): pg.Pool {
	return (auth ??= poolAs('auth', most('auth')));
}

const secondsWithoutReplica = 10;
let replicaAwayUntil = 0;

/** A connection to read on: the replica's where what is read may lag and the replica is there, else the primary's. */
export async function readingClient(): Promise<pg.PoolClient> {
	const { DATABASE_REPLICA_URL: server } = config();
	if (!server || !isLagging() || replicaAwayUntil > Date.now()) return appPool().connect();
	const at = withLoginOf(addressOf('app').address, server);
	replica ??= poolAs('app', most('app'), { connectionTimeoutMillis: 2000 }, at);
	try {
		return await replica.connect();
	} catch (error) {
		replicaAwayUntil = Date.now() + secondsWithoutReplica * 1000;
		log.warn({ error }, 'The replica cannot be reached; the primary is read from');
		return appPool().connect();
	}
}

/** Ends all connections, so that the process can end. */
export async function closePools(): Promise<void> {
	const open = [app, auth, replica].filter((pool) => pool !== undefined);
	app = auth = replica = undefined;
	await Promise.all(open.map((pool) => pool.end()));
}
