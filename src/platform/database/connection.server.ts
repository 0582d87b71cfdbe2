import { pathInAuth } from '#platform/clock/database-clock.ts';
import pg from 'pg';
import { config } from '#platform/config/config.ts';
import { settingOf, type Login } from './logins.ts';

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
 * How to connect as a role: by its own address, or by DATABASE_URL. With that one only, the application and the accounts
 * change to their role at once, and the worker stays who it is. Throws where the process was started without either.
 */
export function loginAs(login: Login): { connectionString: string; options: string } {
	const { [settingOf(login)]: own, DATABASE_URL: owners } = config();
	const connectionString = own ?? owners;
	if (!connectionString)
		throw new Error('DATABASE_URL is not set. `npm start` sets it to the embedded PostgreSQL.');
	const role = own || login === 'worker' ? '' : `-c role=okaeri_${login} `;
	return { connectionString, options: `${role}-c jit=off` }; // compiling takes longer than any of our statements
}

/** For how long someone who waits for a page may keep a statement, a lock and the wait for a connection, in ms. */
const patience = '-c statement_timeout=15000 -c lock_timeout=8000';
const connectionWait = 5000;

let isPatient = true;

/** From now on this process answers people who wait: what takes too long is given up. To be called before anything else. */
export function keepShort(): void {
	isPatient = false;
}

/** Is an error one of a database that is too busy: no connection came free, or a statement or a lock took too long? */
export function isBusy(error: unknown): boolean {
	if (!(error instanceof Error)) return false;
	const { code } = error as { code?: string };
	return (
		code === '57014' ||
		code === '55P03' ||
		code === '53300' ||
		error.message === 'timeout exceeded when trying to connect'
	);
}

function poolAs(login: Login, most: number, extra: pg.PoolConfig = {}, options = ''): pg.Pool {
	const as = loginAs(login);
	const pool = new pg.Pool({
		connectionString: as.connectionString,
		options: `${as.options}${options}${isPatient ? '' : ` ${patience}`}`,
		connectionTimeoutMillis: isPatient ? 60_000 : connectionWait,
		max: most,
		types,
		allowExitOnIdle: true,
		...extra
	});
	// A connection that the server closed is replaced at the next use; what ran on it fails by itself.
	const replaced = () => undefined;
	pool.on('error', replaced);
	pool.on('connect', (client) => void client.on('error', replaced));
	return pool;
}

let app: pg.Pool | undefined;
let auth: pg.Pool | undefined;

/** Connections of the role that owns nothing and sees one network at a time. Statements are sent without waiting for each other. */
export function appPool(): pg.Pool {
	return (app ??= poolAs('app', 20, { pipeline: true } as pg.PoolConfig));
}

/** Connections of the role that sees accounts and sessions, and nothing else. */
export function authPool(): pg.Pool {
	return (auth ??= poolAs('auth', 5, {}, ` -c search_path=${pathInAuth}`));
}

/** Ends all connections, so that the process can end. */
export async function closePools(): Promise<void> {
	const open = [app, auth].filter((pool) => pool !== undefined);
	app = auth = undefined;
	await Promise.all(open.map((pool) => pool.end()));
}
