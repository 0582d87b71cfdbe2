import type http from 'node:http';
import type pg from 'pg';
import { knownMigrations } from '#platform/database/known-migrations.ts';
import { log } from '#platform/log/log.server.ts';

const secondsBetween = 1;
const secondsToAnswer = 3;

/** What answers whoever runs the machines: whether a process lives, and whether it can take work. */
export type Probes = {
	/** Answers /healthz and /readyz. False where a request is for something else. */
	answer: (req: http.IncomingMessage, res: http.ServerResponse) => boolean;
	/** From now on this process is not ready: it ends once it has answered what it began. */
	stopping: () => void;
};

/**
 * Makes the probes of a process. It is alive while it answers. It is ready while its database answers and has every
 * migration that this program needs, and it is not about to end. Neither looks for a network or a session. Strangers may
 * ask, so why it is not ready stands in the log alone; the database is asked once a second at most.
 */
export function makeProbes(pool: pg.Pool): Probes {
	const needed = knownMigrations();
	let isStopping = false;
	let wasReady = true;
	let last: { at: number; ready: Promise<boolean> } | undefined;

	function isReady(): Promise<boolean> {
		if (last && performance.now() - last.at < secondsBetween * 1000) return last.ready;
		const ready = whyNot(pool, needed).then((why) => {
			if (why !== undefined && wasReady) log.error(why, 'This process is not ready');
			if (why === undefined && !wasReady) log.info('This process is ready again');
			wasReady = why === undefined;
			return wasReady;
		});
		last = { at: performance.now(), ready };
		return ready;
	}

	return {
		answer(req, res) {
			const path = req.url?.split('?', 1)[0];
			if (path !== '/healthz' && path !== '/readyz') return false;
			if (req.method !== 'GET' && req.method !== 'HEAD')
				say(res, 405, 'ask with GET', { allow: 'GET, HEAD' });
			else if (path === '/healthz') say(res, 200, 'alive');
			else if (isStopping) say(res, 503, 'stopping');
			else void isReady().then((ready) => say(res, ready ? 200 : 503, ready ? 'ready' : 'not ready'));
			return true;
		},
		stopping: () => void (isStopping = true)
	};
}

function say(
	res: http.ServerResponse,
	status: number,
	words: string,
	headers: Record<string, string> = {}
): void {
	res.writeHead(status, {
		'content-type': 'text/plain; charset=utf-8',
		'cache-control': 'no-store',
		'x-content-type-options': 'nosniff',
		...headers
	});
	res.end(`${words}\n`);
}

/** What stands in the way of being ready; undefined where nothing does. */
async function whyNot(pool: pg.Pool, needed: readonly string[]): Promise<object | undefined> {
	try {
		const missing = await inTime(missingOf(pool, needed));
		return missing.length > 0 ? { missing } : undefined;
	} catch (error) {
		return { error };
	}
}

async function missingOf(pool: pg.Pool, needed: readonly string[]): Promise<string[]> {
	const { rows } = await pool.query<{ name: string }>('select name from ground.migration');
	const ran = new Set(rows.map(({ name }) => name));
	return needed.filter((name) => !ran.has(name));
}

/** A database that does not answer at all is away, too. */
async function inTime<T>(work: Promise<T>): Promise<T> {
	let hurry: NodeJS.Timeout | undefined;
	const late = new Promise<never>((_, reject) => {
		hurry = setTimeout(
			() => reject(new Error(`The database gave no answer in ${secondsToAnswer} s`)),
			secondsToAnswer * 1000
		);
	});
	return Promise.race([work, late]).finally(() => clearTimeout(hurry));
}
