import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Installation } from '../installation.ts';
import { verdict, type Verdict } from '../verdict.ts';
import { opensAgain, seconds, withLife, type Life } from './life.ts';
import type { Run } from './scenarios.ts';
import { connectOwner } from '../owner.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const hour = 3600;

/** Settings under which a process runs so many seconds ahead of the machine. */
const ahead = (by: number) => ({
	OKAERI_CLOCK_AHEAD: String(by),
	NODE_OPTIONS: `--import=file://${root}/src/platform/clock/ahead.ts`
});

/**
 * The machine's clock is set, forwards by two days and then back by 27 hours, while everything is restarted: that of the
 * database and that of each process.
 */
export function clockJumps({ seed }: Run): Promise<Verdict[]> {
	const migrate = async (url: string) => {
		const env = { ...process.env, ...ahead(1), DATABASE_URL: url, OKAERI_SECRET: '' };
		const command = [path.join(root, 'bin/commands/okaeri.ts'), 'migrate'];
		await promisify(execFile)(process.execPath, command, { env });
	};
	const work = async (life: Life) => [
		...(await useAt(life, 'before', 1)),
		...(await useAt(life, 'two days later', 48 * hour)),
		...(await useAt(life, '27 hours earlier', 21 * hour))
	];
	return withLife('c', seed, work, { migrate, more: ahead(1) });
}

/** Sets all clocks, restarts everything, and lets people go on. */
async function useAt(life: Life, when: string, by: number): Promise<Verdict[]> {
	const { installation, book, during } = life;
	const { webs, workers } = installation;
	await setDatabase(installation, by);
	await Promise.all([...webs, ...workers].map((part) => part.restartWith(ahead(by))));
	const opens = await opensAgain(life, `with the clock ${when}, for those who were signed in`, 30);
	const before = book.acknowledged;
	await during(() => seconds(6));
	const since = book.acknowledged - before;
	return [opens, verdict(`writes with the clock ${when}`, since > 0, `${since} in 6 s`)];
}

/** Everything in the database that asks what time it is finds the clock that it was made with; now that is another. */
async function setDatabase({ url }: Installation, by: number): Promise<void> {
	const client = await connectOwner(url);
	await client.query(`
		create or replace function clock.now() returns timestamptz language sql stable parallel safe
			return pg_catalog.now() + interval '${by} seconds';
		create or replace function clock.uuidv7() returns uuid language sql volatile parallel safe
			return pg_catalog.uuidv7(interval '${by} seconds');
		comment on schema clock is '${by}';
		select pg_terminate_backend(pid) from pg_stat_activity where usename like 'okaeri\\_%'`);
	await client.end();
}
