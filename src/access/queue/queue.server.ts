import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { inNetwork, readNetwork, type Db } from '#platform/database/network.server.ts';
import { Invalid } from '#platform/http/failures.ts';
import { causeOf } from './cause.ts';

/** More failed jobs than this are not shown, tried again or dropped at once. */
export const jobsAtMost = 500;
/** After so many minutes of waiting, the worker may not be running. */
const lateAfter = 15;

type States = { due: number; running: number; again: number; later: number; given_up: number };
type GivenUp = {
	jobId: number;
	job: string;
	attempts: number;
	leftAt: Date;
	failedAt: Date;
	error: string | null;
};

/**
 * How the work in the background gets on for the actor's network, and which jobs failed for good, with what kept them; of
 * one kind, where one is named. What a job is about is not told.
 */
export async function queueAtDesk(actor: Actor, kind: string | undefined) {
	authorize(actor, 'job.handle');
	return readNetwork(actor, async (db) => {
		const [{ states, lateMinutes }, failed] = await Promise.all([standing(db), givenUp(db)]);
		const counts = Map.groupBy(failed, ({ job }) => job);
		return {
			states,
			lateMinutes,
			kinds: [...counts].map(([job, { length: count }]) => ({ job, count })),
			isCut: failed.length === jobsAtMost,
			jobs: failed
				.filter(({ job }) => !kind || job === kind)
				.map(({ error, ...job }) => ({ ...job, ...causeOf(error) }))
		};
	});
}

type Standing = { state: keyof States; jobs: number; since: Date };

async function standing(db: Db): Promise<{ states: States; lateMinutes: number | undefined }> {
	const { rows } = await sql<Standing>`
		select state, jobs, since
		from jobs_by_state()
	`.execute(db);
	const states: States = { due: 0, running: 0, again: 0, later: 0, given_up: 0 };
	for (const { state, jobs } of rows) states[state] = jobs;
	const due = rows.find(({ state }) => state === 'due');
	const minutes = due ? Math.floor((Date.now() - due.since.getTime()) / 60_000) : 0;
	return { states, lateMinutes: minutes >= lateAfter ? minutes : undefined };
}

async function givenUp(db: Db): Promise<GivenUp[]> {
	const { rows } = await sql<GivenUp>`
		select job_id, job, attempts, left_at, failed_at, error
		from given_up_jobs(${jobsAtMost})
	`.execute(db);
	return rows;
}

/** Which failed jobs are meant: those that are named, or all, or all of a kind. */
export type Chosen = { ids: readonly number[]; isAll: boolean; kind: string | undefined };

/** Tries failed jobs again. Gives how many. Throws Invalid where none was chosen. */
export async function retryJobs(actor: Actor, chosen: Chosen): Promise<number> {
	authorize(actor, 'job.handle');
	return settle(actor, chosen, 'jobs.retried');
}

/** Drops failed jobs, so that they are never done. Gives how many. Throws Invalid where none was chosen. */
export async function dropJobs(actor: Actor, chosen: Chosen): Promise<number> {
	authorize(actor, 'job.handle');
	return settle(actor, chosen, 'jobs.dropped');
}

const ways = {
	'jobs.retried': sql.raw('retry_given_up_jobs'),
	'jobs.dropped': sql.raw('drop_given_up_jobs')
};
type Settled = { job: string; count: number };

/** Deals with the jobs that can still be dealt with, and puts on record how many of which kind they were. */
async function settle(actor: Actor, chosen: Chosen, act: keyof typeof ways): Promise<number> {
	return inNetwork(actor, async (db) => {
		const ids = await idsOf(db, chosen);
		if (ids.length === 0) throw new Invalid('nothing_chosen', 'row');
		const { rows } = await sql<Settled>`
			select job, count(*)::int as count
			from ${ways[act]}(${ids}::bigint[])
			group by job
			order by job
		`.execute(db);
		if (rows.length > 0) await writeAudit(db, actor, act, undefined, { jobs: rows });
		return rows.reduce((sum, { count }) => sum + count, 0);
	});
}

async function idsOf(db: Db, { ids, isAll, kind }: Chosen): Promise<readonly number[]> {
	if (!isAll) return ids.slice(0, jobsAtMost);
	return (await givenUp(db)).filter(({ job }) => !kind || job === kind).map(({ jobId }) => jobId);
}
