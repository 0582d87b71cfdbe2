import pg from 'pg';
import { faultIn } from '../client.ts';
import { verdict, type Verdict } from '../verdict.ts';
import { opensAgain, seconds, withLife, type Life } from './life.ts';
import type { Run } from './scenarios.ts';
import { connectOwner } from '../owner.ts';

/** The database does not run, has no connection left, or takes no writes. */
export function databaseRefuses({ seed }: Run): Promise<Verdict[]> {
	return withLife('d', seed, async (life) => {
		await life.during(() => seconds(3));
		return [...(await isDown(life)), ...(await isFull(life)), ...(await isReadOnly(life))];
	});
}

async function isDown(life: Life): Promise<Verdict[]> {
	const { database } = life.installation;
	return life.during(async () => {
		database.holdDown();
		await seconds(1);
		const pages = await inWords(life, 'while the database is down', '/sign-in', [503]);
		await seconds(4);
		database.release();
		return [...pages, await opensAgain(life, 'after the database may start', 30)];
	});
}

/** Every connection that the server has is taken by others. */
async function isFull(life: Life): Promise<Verdict[]> {
	const taken: pg.Client[] = [];
	const verdicts = await life.during(async () => {
		try {
			for (let round = 0; round < 3; round++) {
				await takeAll(life.installation.url, taken);
				await endOthers(taken[0]!);
			}
			await takeAll(life.installation.url, taken);
			const pages = await inWords(life, 'while no connection is left', '/sign-in', [200, 503]);
			await seconds(4);
			return [verdict('connections that others took', taken.length > 50, `${taken.length}`), ...pages];
		} finally {
			await Promise.all(taken.map((client) => client.end()));
		}
	});
	return [...verdicts, await opensAgain(life, 'after connections are free', 15)];
}

/** Takes connections until there is none left. */
async function takeAll(url: string, taken: pg.Client[]): Promise<void> {
	for (;;) {
		const client = new pg.Client({ connectionString: url });
		client.on('error', () => undefined); // a connection that breaks fails its statement, too
		try {
			await client.connect();
		} catch (error) {
			if ((error as { code?: string }).code === '53300') return;
			throw error;
		}
		taken.push(client);
	}
}

/** Ends the connections of the product, so that it has to ask for new ones. */
async function endOthers(client: pg.Client): Promise<void> {
	await client.query(
		`select pg_terminate_backend(pid) from pg_stat_activity where usename like 'okaeri\\_%'`
	);
}

async function isReadOnly(life: Life): Promise<Verdict[]> {
	await order(life, 'alter system set default_transaction_read_only = on');
	const before = life.book.acknowledged;
	const verdicts = await life.during(async () => {
		await seconds(1);
		const acknowledged = life.book.acknowledged;
		const pages = await inWords(life, 'while the database takes no writes', '/sign-in', [200, 503]);
		await seconds(4);
		const since = life.book.acknowledged - acknowledged;
		return [
			...pages,
			verdict('writes acknowledged while none can be made', since === 0, `${since} (${before} before)`)
		];
	});
	await order(life, 'alter system reset default_transaction_read_only');
	return [...verdicts, await opensAgain(life, 'after writes are taken again', 15)];
}

async function order({ installation }: Life, sql: string): Promise<void> {
	const client = await connectOwner(installation.url);
	await client.query(sql);
	await client.query('select pg_reload_conf()');
	await client.end();
}

/** Opens a page in both languages: it has one of these statuses, and a 503 says what is the matter in the reader's language. */
async function inWords(
	{ installation }: Life,
	when: string,
	path: string,
	statuses: readonly number[]
): Promise<Verdict[]> {
	const verdicts: Verdict[] = [];
	for (const language of ['ja', 'en']) {
		const began = Date.now();
		const answer = await fetch(`http://127.0.0.1:${installation.webPorts[0]}${path}`, {
			redirect: 'manual',
			headers: { accept: 'text/html', 'accept-language': language },
			signal: AbortSignal.timeout(40_000)
		});
		const text = await answer.text();
		const title = /<title>([^<]*)/.exec(text)?.[1] ?? 'no title';
		const isRight =
			statuses.includes(answer.status) &&
			!faultIn(answer.status, answer.headers.get('retry-after'), text) &&
			(answer.status !== 503 || text.includes(`lang="${language}"`));
		const took = ((Date.now() - began) / 1000).toFixed(1);
		verdicts.push(
			verdict(`a page in ${language} ${when}`, isRight, `${answer.status} “${title}”, ${took} s`)
		);
	}
	return verdicts;
}
