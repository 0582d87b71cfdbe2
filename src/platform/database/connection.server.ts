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

function poolAs(role: string, most: number, extra: pg.PoolConfig = {}): pg.Pool {
	const pool = new pg.Pool({
		connectionString: databaseUrl(),
		options: `-c role=${role} -c jit=off`, // compiling takes longer than any of our statements
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
	return (auth ??= poolAs('okaeri_auth', 5, {
		options: '-c role=okaeri_auth -c jit=off -c search_path=auth,pg_temp'
	}));
}

/** Ends all connections, so that the process can end. */
export async function closePools(): Promise<void> {
	const open = [app, auth].filter((pool) => pool !== undefined);
	app = auth = undefined;
	await Promise.all(open.map((pool) => pool.end()));
}
