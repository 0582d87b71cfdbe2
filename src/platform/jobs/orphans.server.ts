import type pg from 'pg';

/**
 * Notes in which process holders of jobs (workers, or pools of them) run, so that their jobs can go to others when
 * the process is gone. graphile-worker itself waits four hours for a worker that was killed.
 */
export async function noteWorkers(
	pool: pg.Pool,
	workerIds: readonly string[],
	processName: string
): Promise<void> {
	await pool.query(
		`insert into ground.worker (worker_id, process_name)
		select unnest($1::text[]), $2
		on conflict do nothing`,
		[workerIds, processName]
	);
}

type Holder = { worker_id: string };

/**
 * Gives back the jobs of workers whose process has no connection any more, and those held for 20 s by one that nobody
 * ever noted (it died before it could). Gives how many holders those were.
 */
export async function releaseOrphans(pool: pg.Pool): Promise<number> {
	const { rows } = await pool.query<Holder>(`
		with gone as (
			delete from ground.worker w
			where not exists (
				select
				from pg_stat_activity a
				where a.application_name = w.process_name
			)
			returning worker_id
		)
		select worker_id
		from gone
		union
		select locked_by
		from graphile_worker.jobs
		where locked_at < now() - interval '20 seconds'
			and locked_by not in (select worker_id from ground.worker)
	`);
	if (rows.length > 0)
		await pool.query('select graphile_worker.force_unlock_workers($1::text[])', [
			rows.map((row) => row.worker_id)
		]);
	return rows.length;
}
