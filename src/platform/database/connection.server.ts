import pg from 'pg';
import { config } from '#platform/config/config.ts';

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

/** The database's address. Throws where the process was started without one. */
export function databaseUrl(): string {
	const url = config().DATABASE_URL;
	if (!url) throw new Error('DATABASE_URL is not set. `npm start` sets it to the embedded PostgreSQL.');
	return url;
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

function poolAs(role: string, most: number, extra: pg.PoolConfig = {}, settings = ''): pg.Pool {
	const pool = new pg.Pool({
		connectionString: databaseUrl(),
		// compiling takes longer than any of our statements
		options: `-c role=${role} -c jit=off ${settings} ${isPatient ? '' : patience}`,
		connectionTimeoutMillis: isPatient ? 60_000 : connectionWait,
		max: most,
		types,
		allowExitOnIdle: true,
		...extra
	});
	pool.on('error', () => undefined); // an idle connection that the server closed is replaced at the next use
	return pool;
}

let app: pg.Pool | undefined;
let auth: pg.Pool | undefined;

/** Connections of the role that owns nothing and sees one network at a time. Statements are sent without waiting for each other. */
export function appPool(): pg.Pool {
	return (app ??= poolAs('okaeri_app', 20, { pipeline: true } as pg.PoolConfig));
}

/** Connections of the role that sees accounts and sessions, and nothing else. */
export function authPool(): pg.Pool {
	return (auth ??= poolAs('okaeri_auth', 5, {}, '-c search_path=auth,pg_temp'));
}

/** Ends all connections, so that the process can end. */
export async function closePools(): Promise<void> {
	const open = [app, auth].filter((pool) => pool !== undefined);
	app = auth = undefined;
	await Promise.all(open.map((pool) => pool.end()));
}
