import { sql } from 'kysely';
import pg from 'pg';
import { loginAs } from '#platform/database/connection.server.ts';
import type { Db, InNetwork } from '#platform/database/network.server.ts';
import { log } from '#platform/log/log.server.ts';

/**
 * Says that something happened at a place ('feed', 'post:<id>', 'person:<id>' …), and by whom.
 * Whoever hears it reads from the database what happened.
 */
export type News = InNetwork & { topic: string; by: string | null };
type Hear = (news: News) => void;

const channel = 'okaeri_live';
const ears = new Map<Hear, () => void>();
let client: pg.Client | undefined;

/** Tells every web process that something happened, if and when the running transaction commits. */
export async function tellLive(db: Db, news: News): Promise<void> {
	await sql`select pg_notify(${channel}, ${JSON.stringify(news)})`.execute(db);
}

/**
 * Listens until the function that it gives is called. `over` is called when this process is asked to end.
 * One connection to PostgreSQL serves all listeners; when it is lost, a new one is made.
 */
export function listen(hear: Hear, over: () => void): () => void {
	if (ears.size === 0) for (const signal of signals) process.once(signal, endAll);
	ears.set(hear, over);
	if (!client) void connect();
	return () => {
		ears.delete(hear);
		if (ears.size === 0) disconnect();
	};
}

const signals = ['SIGTERM', 'SIGINT'] as const;

function endAll(): void {
	for (const over of ears.values()) over();
}

async function connect(): Promise<void> {
	const mine = (client = new pg.Client({
		...loginAs('app'),
		application_name: 'okaeri-live'
	}));
	mine.on('error', () => undefined); // its end follows
	mine.on('end', () => connectAgain(mine));
	mine.on('notification', ({ payload }) => {
		const news = JSON.parse(payload ?? '{}') as News;
		for (const hear of ears.keys()) hear(news);
	});
	try {
		await mine.connect();
		await mine.query(`listen ${channel}`);
	} catch (error) {
		log.warn({ error }, 'Cannot listen for news; trying again');
		await mine.end().catch(() => undefined); // it may never have been open
		connectAgain(mine);
	}
}

/** Connects anew after a second, if the lost connection was the one in use and someone still listens. */
function connectAgain(lost: pg.Client): void {
	if (client !== lost) return;
	client = undefined;
	setTimeout(() => ears.size > 0 && !client && void connect(), 1000);
}

function disconnect(): void {
	for (const signal of signals) process.off(signal, endAll);
	const idle = client;
	client = undefined;
	void idle?.end().catch(() => undefined); // it may be gone already
}
