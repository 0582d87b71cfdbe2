import type pg from 'pg';
import { noteByOperator } from '#access/audit/by-operator.server.ts';
import { answer } from './answering.ts';
import type { JobState } from './job-states.ts';
import { networksOf, oneNetwork } from './networks.ts';
import { asOwner, inTransaction } from './owner.ts';
import { inColumns } from './table.ts';

type Listed = {
	id: string;
	task: string;
	state: JobState;
	network: string | null;
	attempts: number;
	maxAttempts: number;
	runAt: Date;
	failure: string | null;
};
type Wish = { state?: JobState | undefined; network?: string | undefined; most: string };

/** What a job is to do stands in its payload, which may name people: it is not shown. */
const columns = `
	j.id::text, t.identifier as task, j.payload ->> 'networkId' as "networkId", j.attempts,
	j.max_attempts as "maxAttempts", j.run_at as "runAt", split_part(j.last_error, E'\\n', 1) as failure,
	case
		when j.locked_at is not null then 'running'
		when j.attempts >= j.max_attempts then 'failed'
		when j.run_at <= now() then 'waiting'
		else 'later'
	end as state
`;
const tables = `
	graphile_worker._private_jobs j
	join graphile_worker._private_tasks t on t.id = j.task_id
`;
type Row = Omit<Listed, 'network'> & { networkId: string | null };

/** Prints the jobs of the worker, oldest first. */
export async function listJobs(url: string, { state, network, most }: Wish): Promise<void> {
	const atMost = readNumber(most, '--most');
	const { jobs, all } = await asOwner(url, async (client) => {
		const only = network === undefined ? undefined : await oneNetwork(client, network);
		const { rows } = await client.query<Row & { all: number }>(
			`with job as (select ${columns} from ${tables})
			select *, count(*) over ()::int as all
			from job
			where ($1::text is null or state = $1)
				and ($2::text is null or "networkId" = $2)
			order by "runAt", id::bigint
			limit $3`,
			[state ?? null, only?.networkId ?? null, atMost]
		);
		return { jobs: await withNetworks(client, rows), all: rows[0]?.all ?? 0 };
	});
	const lines = jobs.map(({ id, task, state, network, attempts, maxAttempts, runAt, failure }) => [
		id,
		task,
		network ?? '',
		state,
		`${runAt.toISOString().slice(0, 19)}Z`,
		`tried ${attempts} of ${maxAttempts}`,
		failure ?? ''
	]);
	const more = all > jobs.length ? [`${all - jobs.length} more: --most ${all}`] : [];
	answer(jobs.length === 0 ? 'There is no such job.' : [inColumns(lines), ...more].join('\n'), {
		jobs,
		all
	});
}

/** Lets these jobs be done now, with all their tries. Throws where one is not there or is at work. */
export async function retryJobs(url: string, typed: readonly string[]): Promise<void> {
	await change(url, typed, {
		act: 'job.retry',
		done: 'done again',
		sql: 'select graphile_worker.reschedule_jobs($1::bigint[], run_at => now(), attempts => 0)'
	});
}

/** Takes these jobs away: what they were to do stays undone. Throws where one is not there or is at work. */
export async function dropJobs(url: string, typed: readonly string[]): Promise<void> {
	await change(url, typed, {
		act: 'job.drop',
		done: 'dropped',
		sql: 'select graphile_worker.complete_jobs($1::bigint[])'
	});
}

type Change = { act: 'job.retry' | 'job.drop'; done: string; sql: string };

/** All of them, or none. The audit log of each network says which jobs of it they were. */
async function change(url: string, typed: readonly string[], { act, done, sql }: Change): Promise<void> {
	const ids = [...new Set(typed.map((id) => String(readNumber(id, 'the number of a job'))))];
	const jobs = await inTransaction(url, async (client) => {
		const { rows } = await client.query<Row>(
			`select ${columns} from ${tables} where j.id = any ($1::bigint[]) for update of j`,
			[ids]
		);
		const strange = ids.filter((id) => !rows.some((row) => row.id === id));
		if (strange.length > 0)
			throw new Error(
				`There is no job ${strange.join(', ')}. okaeri jobs list names them; nothing was changed.`
			);
		const busy = rows.filter(({ state }) => state === 'running');
		if (busy.length > 0)
			throw new Error(
				`Job ${busy.map(({ id }) => id).join(', ')} is at work: try again when it has ended; nothing was changed.`
			);
		await client.query(sql, [ids]);
		for (const { id, task, networkId, failure } of rows)
			if (networkId) await noteByOperator({ networkId }, act, { job: id, task, failure });
		return withNetworks(client, rows);
	});
	answer(jobs.map(({ id, task }) => `job ${id} ${task}: ${done}`).join('\n'), { jobs });
}

async function withNetworks(client: pg.Client, rows: readonly Row[]): Promise<Listed[]> {
	const slugs = new Map((await networksOf(client)).map(({ networkId, slug }) => [networkId, slug]));
	return rows.map(({ id, task, state, networkId, attempts, maxAttempts, runAt, failure }) => ({
		id,
		task,
		state,
		network: networkId === null ? null : (slugs.get(networkId) ?? null),
		attempts,
		maxAttempts,
		runAt,
		failure
	}));
}

function readNumber(text: string, what: string): number {
	if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
	throw new Error(`${text} is not ${what}: write a whole number, such as 12.`);
}
