-- Many jobs of one kind in one statement, each as leave_job leaves it: with its key, and with the seconds after which it is
-- due. leave_job for each of two hundred took most of the time that writing two hundred mails takes.
create function leave_jobs(task text, jobs jsonb) returns void
language sql security definer set search_path = pg_catalog, pg_temp as $$
	update graphile_worker._private_jobs held
	set key = null,
		updated_at = now()
	from (
		select j.id, j.locked_at
		from graphile_worker._private_jobs j
		where j.key in (
			select given.key
			from jsonb_to_recordset(leave_jobs.jobs) given(key text)
		)
		order by j.id
		for update
	) of_key
	where held.id = of_key.id
		and of_key.locked_at is not null;
	select graphile_worker.add_jobs(
		array(
			select row(
				leave_jobs.task, given.job::json, null,
				least(now() + make_interval(secs => given.after), waiting.run_at),
				12, given.key, null, null
			)::graphile_worker.job_spec
			from jsonb_to_recordset(leave_jobs.jobs) given(job jsonb, key text, after float8)
			left join graphile_worker.jobs waiting on waiting.key = given.key
				and waiting.locked_at is null
		)
	)
$$;
revoke execute on function leave_jobs from public;
grant execute on function leave_jobs to okaeri_app;
