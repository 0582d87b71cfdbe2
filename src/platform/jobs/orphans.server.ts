import type pg from 'pg';

/**
 * Notes which database connections a worker works from, so that its jobs can be given to others when it is gone.
 * graphile-worker by itself waits four hours for a worker that was killed.
 */
export async function noteWorker(pool: pg.Pool, workerId: string, processName: string): Promise<void> {
	await pool.query('insert into ground.worker (worker_id, process_name) values ($1, $2) on conflict do nothing', [workerId, processName]);
}

/** Gives back the jobs of workers whose process has no connection any more. Gives how many workers those were. */
export async function releaseOrphans(pool: pg.Pool): Promise<number> {
	const { rows } = await pool.query<{ worker_id: string }>(
		`delete from ground.worker w where not exists (select from pg_stat_activity a where a.application_name = w.process_name) returning worker_id`
	);
	if (rows.length > 0) await pool.query('select graphile_worker.force_unlock_workers($1::text[])', [rows.map((row) => row.worker_id)]);
	return rows.length;
}
