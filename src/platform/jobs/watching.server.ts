import type { WorkerEvents } from 'graphile-worker';
import type pg from 'pg';
import { log } from '#platform/log/log.server.ts';
import { boundedLabel, countJob, gauge, secondsSince, timeJob } from '#platform/metrics/metrics.server.ts';

/** Counts every job as it ends, and writes into the log which failed, by the request that it was left by. */
export function watchJobs(events: WorkerEvents): void {
	const began = new Map<string, number>();
	events.on('job:start', ({ job }) => void began.set(job.id, performance.now()));
	events.on('job:success', ({ job }) => countJob(job.task_identifier, 'done'));
	events.on('job:error', ({ job, error }) => {
		countJob(job.task_identifier, 'failed');
		log.warn({ ...about(job), attempt: job.attempts, error }, 'A job failed and will be tried again');
	});
	events.on('job:failed', ({ job, error }) => {
		countJob(job.task_identifier, 'given_up');
		log.error({ ...about(job), attempt: job.attempts, error }, 'A job failed for good');
	});
	events.on('job:complete', ({ job }) => {
		const at = began.get(job.id);
		began.delete(job.id);
		if (at !== undefined) timeJob(job.task_identifier, secondsSince(at));
	});
}

type Told = { id: string; task_identifier: string; payload: unknown };

function about({ id, task_identifier: job, payload }: Told) {
	const request = (payload as { request?: unknown } | null)?.request;
	return { job, id, ...(typeof request === 'string' ? { request } : {}) };
}

type Waiting = { job: string; state: string; jobs: number; oldest: number };
type Mails = { state: string; mails: number; oldest: number };
const jobLabel = boundedLabel(200);

/** Looks into the queue and the outbox whenever figures are asked for: what waits, and since when. */
export function watchQueue(pool: pg.Pool): void {
	const waiting = onceIn(async () => (await pool.query<Waiting>(queue)).rows);
	const mails = onceIn(async () => (await pool.query<Mails>('select * from open_mails()')).rows);
	gauge(
		{
			name: 'okaeri_queue_jobs',
			help: 'Jobs in the queue: due, for later, running, to be tried again, given up',
			labelNames: ['job', 'state']
		},
		async (figure) => {
			for (const { job, state, jobs } of await waiting())
				figure.inc({ job: jobLabel(job), state }, jobs);
		}
	);
	gauge(
		{
			name: 'okaeri_queue_oldest_seconds',
			help: 'For how long the oldest job is due that nobody works on',
			labelNames: []
		},
		async (figure) => figure.set(Math.max(0, ...(await waiting()).map(({ oldest }) => oldest)))
	);
	gauge(
		{
			name: 'okaeri_mails',
			help: 'Mails that something is still to come of: waiting, kept for want of a server, in trouble',
			labelNames: ['state']
		},
		async (figure) => {
			for (const { state, mails: count } of await mails()) figure.set({ state }, count);
		}
	);
	gauge(
		{
			name: 'okaeri_mail_oldest_seconds',
			help: 'For how long the oldest mail is due that did not go out',
			labelNames: []
		},
		async (figure) => figure.set(Math.max(0, ...(await mails()).map(({ oldest }) => oldest)))
	);
}

/** Several figures of one moment come from one look. */
function onceIn<T>(look: () => Promise<T>, milliseconds = 1000): () => Promise<T> {
	let last: { at: number; found: Promise<T> } | undefined;
	return () => {
		if (!last || performance.now() - last.at > milliseconds)
			last = { at: performance.now(), found: look() };
		return last.found;
	};
}

const queue = `
	with job as (
		select t.identifier as job,
			case
				when j.locked_at is not null then 'running'
				when j.attempts >= j.max_attempts then 'given_up'
				when j.run_at > now() then case when j.attempts > 0 then 'again' else 'later' end
				else 'due'
			end as state,
			extract(epoch from now() - j.run_at)::float8 as age
		from graphile_worker._private_jobs j
		join graphile_worker._private_tasks t on t.id = j.task_id
	)
	select job, state, count(*)::int as jobs, max(case when state = 'due' then age else 0 end) as oldest
	from job
	group by job, state
`;
