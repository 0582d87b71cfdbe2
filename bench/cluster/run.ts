/**
 * A cluster as a company may run it, on this machine's loopback: three PostgreSQL under Patroni with etcd, HAProxy and
 * PgBouncer before them, and the product with two web processes and a worker. While people write, the primary is
 * killed: first its PostgreSQL, then a whole node. Prints how long it was until something was kept again, and whether
 * everything that was said to be kept is there, once. Ends with 1 where it is not. Needs Debian's packages; see
 * docs/scaling.md.
 */
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import pg from 'pg';
import { logins, openLogins, settingOf } from '#platform/database/logins.ts';
import { migrate } from '#platform/database/migrate.ts';
import { ensureBuilt } from '../../bin/commands/build.ts';
import { comeTogether, killNode, startNode, startPooler, startServers, type Passwords } from './servers.ts';
import { findPrograms, ports, preparePrograms, type Programs } from './programs.ts';
import { startProduct } from './product.ts';
import { keepWriting, secondsUntilKept, type Book } from './writers.ts';
import { growWriters } from './people.ts';

const seconds = (count: number) => new Promise((go) => setTimeout(go, count * 1000));
const say = (words: string) => console.log(`${new Date().toISOString().slice(11, 19)} ${words}`);

const owners = (password: string) => `postgres://okaeri:${password}@127.0.0.1:${ports.primary}/okaeri`;

/** The passwords of those who log in to this cluster, which goes with it. */
function makePasswords(): Passwords {
	const password = () => randomBytes(18).toString('base64url');
	return { owner: password(), app: password(), auth: password(), worker: password() };
}

async function prepareDatabase(passwords: Passwords): Promise<void> {
	const server = new pg.Client({
		connectionString: owners(passwords.owner).replace(/okaeri$/, 'postgres')
	});
	await server.connect();
	await server.query('create database okaeri');
	await server.end();
	await migrate(owners(passwords.owner));
	await openLogins(owners(passwords.owner), passwords);
}

/** The settings of the product: through PgBouncer, with the way past it, and with the replicas for pages that may lag. */
function settingsOf(passwords: Passwords): Record<string, string> {
	const through = logins.map((login) => [
		settingOf(login),
		`postgres://okaeri_${login}:${passwords[login]}@127.0.0.1:${ports.pooler}/okaeri`
	]);
	return {
		...(Object.fromEntries(through) as Record<string, string>),
		DATABASE_URL: '',
		DATABASE_DIRECT_URL: `postgres://127.0.0.1:${ports.primary}/okaeri`,
		DATABASE_REPLICA_URL: `postgres://127.0.0.1:${ports.pooler}/okaeri_read`,
		OKAERI_SECRET: randomBytes(32).toString('base64'),
		HOST: '127.0.0.1',
		PORT: String(ports.web),
		WEB_PROCESSES: '2',
		LOG_LEVEL: 'error'
	};
}

/** Kills the primary under load, once in the one way and once in the other, and measures each. */
async function failOver(programs: Programs, passwords: Passwords, book: Book): Promise<void> {
	for (const andPatroni of [false, true]) {
		const primary = await comeTogether(2);
		await seconds(10);
		const killedAt = Date.now();
		killNode(programs, primary, andPatroni);
		const killed = andPatroni ? 'The whole node of the primary' : 'The PostgreSQL of the primary';
		say(`${killed} (node${primary}) was killed with SIGKILL under load.`);
		const now = await untilKept(book, killedAt);
		say(`It writes again after ${now.toFixed(1)} s.`);
		if (andPatroni) startNode(programs, passwords, primary);
		await seconds(10);
	}
}

async function untilKept(book: Book, moment: number): Promise<number> {
	for (let waited = 0; waited < 180; waited += 0.2) {
		const found = secondsUntilKept(book, moment);
		if (found !== undefined) return found;
		await seconds(0.2);
	}
	throw new Error('Nothing was kept within three minutes after the primary was killed.');
}

type Kept = { ticket: string; times: number };

/** Compares the book with what the primary holds now. Gives how much is lost or there twice. */
async function compare(passwords: Passwords, book: Book): Promise<number> {
	const client = new pg.Client({ connectionString: owners(passwords.owner) });
	await client.connect();
	const { rows } = await client.query<Kept>(`
		select substring(words from '[0-9a-f-]{36}') as ticket, count(*)::int as times
		from comment
		where words like '書いたもの %'
		group by 1`);
	const jobs = await client.query<{ failed: number }>(`
		select count(*)::int as failed
		from graphile_worker.jobs
		where attempts >= max_attempts`);
	await client.end();
	const kept = new Map(rows.map(({ ticket, times }) => [ticket, times]));
	const said = book.writes.filter(({ doneAt }) => doneAt !== undefined);
	const lost = said.filter(({ ticket }) => !kept.has(ticket)).length;
	const twice = rows.filter(({ times }) => times > 1).length;
	const again = said.filter(({ tries }) => tries > 1).length;
	say(`Writes said to be kept: ${said.length} (${again} of them after more than one try).`);
	say(`Lost of these: ${lost}. There twice: ${twice}. Jobs that failed for good: ${jobs.rows[0]!.failed}.`);
	say(`Answers: ${JSON.stringify(Object.fromEntries(book.answers))}`);
	return lost + twice + jobs.rows[0]!.failed;
}

async function run(): Promise<void> {
	findPrograms();
	await ensureBuilt(path.resolve(import.meta.dirname, '../..'));
	const passwords = makePasswords();
	const programs = preparePrograms();
	let product: Awaited<ReturnType<typeof startProduct>> | undefined;
	for (const signal of ['SIGINT', 'SIGTERM'] as const)
		process.once(signal, () => void programs.end().then(() => process.exit(130)));
	try {
		startServers(programs, passwords);
		say(`The nodes come together (logs in ${programs.folder}).`);
		await comeTogether(2);
		await prepareDatabase(passwords);
		startPooler(programs, passwords);
		const settings = settingsOf(passwords);
		Object.assign(process.env, settings);
		const writers = await growWriters(owners(passwords.owner), 30);
		say(`${writers.length} people are signed in.`);
		product = await startProduct(programs.folder, settings);
		say('Two web processes and a worker run behind PgBouncer. People write.');
		const book = keepWriting(ports.web, writers);
		await failOver(programs, passwords, book);
		await book.stop();
		if ((await compare(passwords, book)) > 0) process.exitCode = 1;
	} finally {
		await product?.end();
		await programs.end();
	}
}

await run();
