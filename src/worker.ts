import { EventEmitter } from 'node:events';
import type { TaskList, WorkerEvents } from 'graphile-worker';
import pg from 'pg';
import { tidyAudit } from '#access/audit/keeping.server.ts';
import { secret } from '#platform/config/secret.ts';
import { closePools, loginAs, lookAtDatabase } from '#platform/database/connection.server.ts';
import { readNetwork } from '#platform/database/network.server.ts';
import type { Job, JobName } from '#platform/jobs/jobs.server.ts';
import { taskOf } from '#platform/jobs/hopeless.server.ts';
import { noteWorkers, releaseOrphans } from '#platform/jobs/orphans.server.ts';
import { connectionsOfRunners, startRunners } from '#platform/jobs/runners.server.ts';
import { log, logCrashes } from '#platform/log/log.server.ts';
import { connections } from '#platform/mail/connections.server.ts';
import { makeProbes } from '#platform/health/probes.server.ts';
import { traced } from '#platform/tracing/tracing.server.ts';
import { openMetrics } from '#platform/metrics/serving.server.ts';
import { watchJobs, watchQueue } from '#platform/jobs/watching.server.ts';
import { watchPool } from '#platform/database/watching.server.ts';
import { asReader } from '#platform/locale/reader.server.ts';
import type { Reader } from '#platform/locale/reader.ts';
import { goRound } from './rounds.server.ts';
import { work } from './work.ts';

const everyMinute = 60_000;
const processName = `okaeri-worker-${crypto.randomUUID()}`;
const pool = new pg.Pool({
	...loginAs('worker'),
	application_name: processName,
	max: connectionsOfRunners + 3,
	connectionTimeoutMillis: 10_000
});
let lostAt = -Infinity;
const replaced = () => void (lostAt = performance.now()); // a lost connection is replaced; its job is tried again
pool.on('error', replaced);
pool.on('connect', (client) => void client.on('error', replaced));
watchPool('queue', pool);
logCrashes();

const everyWork = { ...work, 'audit.tidy': (job: Job<'audit.tidy'>) => tidyAudit(job, pool) };
const tasks: TaskList = Object.fromEntries(
	Object.entries(everyWork).map(([name, task]) => [
		name,
		taskOf((job) =>
			traced(
				{ job: name, request: requestOf(job) },
				{ name, kind: 'consumer', attributes: {} },
				async () =>
					sayNothing.has(name)
						? task(job as never)
						: asReader(await readerOf(job), () => task(job as never))
			)
		)
	])
);

/** Jobs that write no word for anybody. There are many of them, and none has to ask for whom it would be. */
const sayNothing: ReadonlySet<string> = new Set<JobName>(['mail.send', 'mail.send_at_once']);

/** The request that a job was left by, as its payload says. */
const requestOf = ({ request }: Record<string, unknown>) =>
	typeof request === 'string' ? request : undefined;

/** Work for a network speaks its language and keeps its time, unless it is for one person. */
async function readerOf({ networkId }: { networkId: string }): Promise<Reader> {
	const network = await readNetwork({ networkId }, (db) =>
		db.selectFrom('network').select(['locale', 'timeZone', 'partsOff']).executeTakeFirst()
	);
	return {
		locale: network?.locale === 'en' ? 'en' : 'ja',
		timeZone: network?.timeZone ?? 'Asia/Tokyo',
		off: network?.partsOff
	};
}

/** Every quarter of an hour: room for the touchpoints to come, and a round through the networks. */
tasks['quarter.begins'] = async () => {
	await pool.query(`select make_touchpoint_months(now()::date, (now() + interval '2 months')::date)`);
	for (const networkId of await networks())
		await goRound({ networkId }).catch((error: unknown) =>
			log.error({ error, networkId }, 'The round through a network failed; the others went on')
		);
};

async function networks(): Promise<string[]> {
	return (await pool.query<{ id: string }>('select network_ids() as id')).rows.map((row) => row.id);
}

async function begin() {
	secret(); // throws where others could guess it
	await lookAtDatabase('worker');
	await giveSign();
	await releaseOrphans(pool);
	const runners = await startRunners({ events: listeners(), pgPool: pool }, tasks, 'quarter.begins');
	watchQueue(pool);
	const probes = makeProbes(pool);
	return { runners, probes, closeMetrics: await openMetrics('worker', probes) };
}

let sign: pg.PoolClient | undefined;

/**
 * A connection of this process's name stays open as long as it lives: by it others see that it does. A lost one is given
 * back: the pool would keep its place for it, and never end.
 */
async function giveSign(): Promise<void> {
	const client = await pool.connect();
	if (sign) return client.release();
	sign = client;
	client.once('end', () => {
		if (sign !== client) return;
		sign = undefined;
		client.release(true);
	});
}

function takeSignBack(): void {
	const client = sign;
	sign = undefined;
	client?.release();
}

function listeners(): WorkerEvents {
	const events: WorkerEvents = new EventEmitter();
	events.on('pool:create', ({ workerPool }) => noteHolder(workerPool.id));
	events.on('worker:create', ({ worker }) => noteHolder(worker.workerId));
	watchJobs(events);
	return events;
}

const holders: string[] = [];

/** A holder that could not be noted loses its jobs to others after 20 s, and does them twice at worst. */
function noteHolder(id: string): void {
	holders.push(id);
	noteWorkers(pool, holders, processName).catch((error: unknown) =>
		log.warn({ error }, 'Could not note who holds jobs')
	);
}

/** After the database was away, others get this long to come back before their jobs are given away. */
const millisecondsToComeBack = 30_000;

/** Says that this process lives, also to those who took it for lost, and gives back the jobs of those who do not. */
async function lookAfterHolders(): Promise<void> {
	if (!sign) await giveSign();
	await noteWorkers(pool, holders, processName);
	if (performance.now() - lostAt > millisecondsToComeBack) await releaseOrphans(pool);
}

const { runners, probes, closeMetrics } = await begin().catch(cannotStart);
const watch = setInterval(
	() =>
		void lookAfterHolders().catch((error: unknown) =>
			log.warn({ error }, 'Could not look for lost workers')
		),
	everyMinute / 6
);
log.info('The worker works');
process.send?.('ready');

/** Whoever started this process hears in words why it does not work, and tries again later. */
async function cannotStart(error: NodeJS.ErrnoException): Promise<never> {
	log.error({ error }, 'The worker could not start');
	await new Promise((sent) =>
		process.send ? process.send(error.message || error.code, sent) : sent(null)
	);
	process.exit(1);
}

async function stop(): Promise<void> {
	clearInterval(watch);
	probes.stopping();
	await runners.stop();
	await connections.close();
	await closeMetrics();
	takeSignBack();
	await pool.end();
	await closePools();
	process.exit(0);
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());
process.on('disconnect', () => void stop()); // whoever started it is gone
