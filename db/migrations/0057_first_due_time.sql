-- A job of a key that still waits keeps its first due time, so that steady writing cannot push it away for ever. Where
-- a job of the key is running, another one is added: what was asked for meanwhile is not lost.
create or replace function leave_job(task text, payload jsonb, key text, run_at timestamptz) returns void
language sql security definer set search_path = pg_catalog, pg_temp as $$
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

-- The same for work that is put off each time it is asked for, such as erasing what was taken away once more.
create function put_off_job(task text, payload jsonb, key text, run_at timestamptz) returns void
language sql security definer set search_path = pg_catalog, pg_temp as $$
	select graphile_worker.add_job(
		task, payload::json, job_key => put_off_job.key, run_at => put_off_job.run_at, max_attempts => 12
	)
$$;
revoke execute on function put_off_job from public;
grant execute on function put_off_job to okaeri_app;
