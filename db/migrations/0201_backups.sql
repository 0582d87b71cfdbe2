-- Backups of the whole installation, those that came about and those that failed. Not of a network: each holds all of them.
create table ground.backup (
	backup_id uuid primary key default new_id(),
	began_at timestamptz not null,
	ended_at timestamptz not null default now(),
	is_nightly boolean not null,
	file text not null,
	bytes bigint,
	failure text,
	check ((bytes is null) = (failure is not null))
);

-- Since when the nightly backup fails; null where it does not. That it fails concerns every network; where and why is the operator's.
create function backup_fails_since() returns timestamptz
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
	select min(b.ended_at)
	from ground.backup b
	where b.is_nightly
		and b.failure is not null
		and b.ended_at > coalesce((select max(g.ended_at) from ground.backup g where g.bytes is not null), '-infinity')
$$;
revoke execute on function backup_fails_since() from public;
grant execute on function backup_fails_since() to okaeri_app;
