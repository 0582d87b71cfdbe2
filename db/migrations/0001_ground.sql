-- The ground: two roles that own nothing, identifiers, the network and its companies, and the rule that keeps networks apart.

do $$
declare role_name text;
begin
	foreach role_name in array array['okaeri_app', 'okaeri_auth'] loop
		begin
			if not exists (select from pg_roles where rolname = role_name) then
				execute format('create role %I nologin nosuperuser nobypassrls', role_name);
			end if;
		exception when duplicate_object or unique_violation then null; -- another database of this server made it meanwhile
		end;
		if not pg_has_role(current_user, role_name, 'member') then
			execute format('grant %I to current_user', role_name);
		end if;
	end loop;
	execute format('grant connect, temporary on database %I to okaeri_app, okaeri_auth', current_database());
end $$;

create extension if not exists btree_gist with schema public;

revoke create on schema public from public;
grant usage on schema public to okaeri_app;
alter default privileges in schema public grant select, insert, update, delete on tables to okaeri_app;
alter default privileges in schema public grant usage on sequences to okaeri_app;

-- UUIDv7 (RFC 9562), so that keys follow time. PostgreSQL has it from 18 on.
do $$
begin
	if exists (select from pg_proc where proname = 'uuidv7' and pronamespace = 'pg_catalog'::regnamespace) then
		create function new_id() returns uuid language sql volatile parallel safe as 'select uuidv7()';
	else
		create function new_id() returns uuid language sql volatile parallel safe as $f$
			select encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
				placing substring(int8send(floor(extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6), 52, 1), 53, 1), 'hex')::uuid
		$f$;
	end if;
end $$;

-- The network of the running transaction; null outside of one, so that nothing is visible by mistake.
create function current_network() returns uuid language sql stable parallel safe as
$$ select nullif(current_setting('okaeri.network_id', true), '')::uuid $$;

-- Keeps the rows of a table within their network, for its owner too.
create procedure keep_apart(named regclass) language plpgsql as $$
begin
	execute format('alter table %s enable row level security', named);
	execute format('alter table %s force row level security', named);
	execute format('create policy own_network on %s using (network_id = (select current_network())) with check (network_id = (select current_network()))', named);
end $$;

create table network (
	network_id uuid primary key default new_id(),
	slug text not null unique check (slug ~ '^[a-z0-9-]{2,40}$'),
	name_ja text not null,
	name_en text not null,
	hosts text[] not null default '{}',
	time_zone text not null default 'Asia/Tokyo',
	locale text not null default 'ja' check (locale in ('ja', 'en')),
	is_demo boolean not null default false,
	created_at timestamptz not null default now()
);
call keep_apart('network');
-- Which network a host belongs to is asked before any network is known, by the definer functions below alone.
create policy owner_finds on network for select to current_user using (true);

-- A demo network lets anyone in as anyone. A real one can never become one, nor the other way round.
create function demo_is_for_good() returns trigger language plpgsql as $$
begin
	if new.is_demo is distinct from old.is_demo then
		raise exception 'a network stays what it was made as: demo or real';
	end if;
	return new;
end $$;
create trigger demo_is_for_good before update on network for each row execute function demo_is_for_good();

create function network_at(host text) returns table (network_id uuid, slug text, name_ja text, name_en text, time_zone text, hosts text[], is_demo boolean)
language sql stable security definer set search_path = public, pg_temp as $$
	select n.network_id, n.slug, n.name_ja, n.name_en, n.time_zone, n.hosts, n.is_demo from network n
	where host = any (n.hosts) or (select count(*) from network) = 1
	order by (host = any (n.hosts)) desc limit 1
$$;

create function network_ids() returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$ select network_id from network order by network_id $$;

create table company (
	network_id uuid not null references network,
	company_id uuid not null default new_id(),
	parent_id uuid,
	name_ja text not null,
	name_en text not null,
	primary key (network_id, company_id),
	foreign key (network_id, parent_id) references company
);
call keep_apart('company');

-- A job is left by the transaction that causes it. Only this function reaches the queue.
create function leave_job(task text, payload jsonb, key text, run_at timestamptz) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
	select graphile_worker.add_job(task, payload::json, job_key => key, run_at => run_at, max_attempts => 12)
$$;

-- Mail waits here until it is sent; where no SMTP server is set the desk reads it here.
create table mail (
	network_id uuid not null references network,
	mail_id uuid not null default new_id(),
	person_id uuid,
	kind text not null,
	address text not null,
	subject text not null,
	body_text text,
	body_html text,
	calendar text,
	calendar_method text check (calendar_method in ('REQUEST', 'CANCEL')),
	not_before timestamptz not null default now(),
	status text not null default 'waiting' check (status in ('waiting', 'sent', 'failed')),
	failure text,
	created_at timestamptz not null default now(),
	sent_at timestamptz,
	primary key (network_id, mail_id)
);
call keep_apart('mail');
create index mail_of_person on mail (network_id, person_id, created_at desc);
