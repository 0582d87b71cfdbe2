-- What operators and administrators see of the work in the background.

-- A process is ready once every migration that it needs has run here.
grant select on ground.migration to okaeri_app, okaeri_worker;

-- How many mails of all networks something is still to come of, and for how many seconds the oldest is due. It names none.
create function open_mails() returns table (state text, mails integer, oldest double precision)
language sql stable security definer set search_path = public, pg_temp as $$
	with open_mail as (
		select case
				when status <> 'waiting' then 'trouble'
				when is_kept then 'kept'
				when failure is not null then 'trouble'
				else 'waiting'
			end as state,
			case when status = 'waiting' and not is_kept then extract(epoch from now() - not_before) else 0 end as age
		from mail
		where status in ('waiting', 'failed', 'unsure')
			and (status <> 'waiting' or is_kept or expires_at is null or expires_at > now())
	)
	select state, count(*)::integer, greatest(0, max(age))::double precision
	from open_mail
	group by state
$$;
revoke execute on function open_mails() from public;
grant execute on function open_mails() to okaeri_worker;

-- The jobs of the network that failed for good, the last first. What a job is about is not told.
create function given_up_jobs(most integer)
returns table (job_id bigint, job text, attempts integer, left_at timestamptz, failed_at timestamptz, error text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
	select j.id, t.identifier, j.attempts::integer, j.created_at, j.updated_at, j.last_error
	from graphile_worker._private_jobs j
	join graphile_worker._private_tasks t on t.id = j.task_id
	where j.attempts >= j.max_attempts
		and j.locked_at is null
		and j.payload ->> 'networkId' = public.current_network()::text
	order by j.updated_at desc, j.id desc
	limit most
$$;

-- How many jobs of the network stand how, and since when the oldest is due.
create function jobs_by_state() returns table (state text, jobs integer, since timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
	with job as (
		select case
				when j.locked_at is not null then 'running'
				when j.attempts >= j.max_attempts then 'given_up'
				when j.attempts > 0 and j.run_at > now() then 'again'
				when j.run_at > now() then 'later'
				else 'due'
			end as state,
			j.run_at
		from graphile_worker._private_jobs j
		where j.payload ->> 'networkId' = public.current_network()::text
	)
	select state, count(*)::integer, min(run_at)
	from job
	group by state
$$;

-- Tries jobs of the network again that failed for good, from the beginning. Gives those that it could.
create function retry_given_up_jobs(ids bigint[]) returns table (job_id bigint, job text)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
	return query
		with chosen as (
			select j.id
			from graphile_worker._private_jobs j
			where j.id = any (ids)
				and j.attempts >= j.max_attempts
				and j.locked_at is null
				and j.payload ->> 'networkId' = public.current_network()::text
			order by j.id
			for update
		),
		tried as (
			update graphile_worker._private_jobs j
			set run_at = now(), attempts = 0, max_attempts = 12, updated_at = now()
			from chosen
			where j.id = chosen.id
			returning j.id, j.task_id
		)
		select tried.id, t.identifier
		from tried
		join graphile_worker._private_tasks t on t.id = tried.task_id;
end $$;

-- Drops jobs of the network that failed for good. Gives those that it could.
create function drop_given_up_jobs(ids bigint[]) returns table (job_id bigint, job text)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
	return query
		with dropped as (
			delete from graphile_worker._private_jobs j
			where j.id = any (ids)
				and j.attempts >= j.max_attempts
				and j.locked_at is null
				and j.payload ->> 'networkId' = public.current_network()::text
			returning j.id, j.task_id
		)
		select dropped.id, t.identifier
		from dropped
		join graphile_worker._private_tasks t on t.id = dropped.task_id;
end $$;
