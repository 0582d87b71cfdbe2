-- A job of a key that runs while another of that key is left hands the key on, and keeps its tries. graphile-worker takes
-- the tries, too: one whose worker then died, or whose database was away at its end, stood for ever among those that
-- failed for good. The row is held until the end, so that nobody takes the job in between.
create or replace function leave_job(task text, payload jsonb, key text, run_at timestamptz) returns void
language sql security definer set search_path = pg_catalog, pg_temp as $$
	update graphile_worker._private_jobs held
	set key = null,
		updated_at = now()
	from (
		select j.id, j.locked_at
		from graphile_worker._private_jobs j
		where j.key = leave_job.key
		for update
	) of_key
	where held.id = of_key.id
		and of_key.locked_at is not null;
	select graphile_worker.add_job(
		task,
		payload::json,
		job_key => leave_job.key,
		run_at => least(
			leave_job.run_at,
			(
				select waiting.run_at
				from graphile_worker.jobs waiting
				where waiting.key = leave_job.key
					and waiting.locked_at is null
			)
		),
		max_attempts => 12
	)
$$;

create or replace function put_off_job(task text, payload jsonb, key text, run_at timestamptz) returns void
language sql security definer set search_path = pg_catalog, pg_temp as $$
	update graphile_worker._private_jobs held
	set key = null,
		updated_at = now()
	from (
		select j.id, j.locked_at
		from graphile_worker._private_jobs j
		where j.key = put_off_job.key
		for update
	) of_key
	where held.id = of_key.id
		and of_key.locked_at is not null;
	select graphile_worker.add_job(
		task, payload::json, job_key => put_off_job.key, run_at => put_off_job.run_at, max_attempts => 12
	)
$$;
