-- Who may call what. The worker gets a role of its own, which owns nothing: it sees the queue and the list of networks.
-- No routine is open to PUBLIC any more.

do $$
begin
	begin
		if not exists (select from pg_roles where rolname = 'okaeri_worker') then
			create role okaeri_worker nologin nosuperuser nobypassrls;
		end if;
	exception when duplicate_object or unique_violation then null; -- another database of this server made it meanwhile
	end;
	if not pg_has_role(current_user, 'okaeri_worker', 'member') then
		grant okaeri_worker to current_user;
	end if;
	execute format('grant connect, temporary on database %I to okaeri_worker', current_database());
end $$;

grant usage on schema public, ground to okaeri_worker;
grant select, insert, update, delete on ground.worker to okaeri_worker;

-- Opens the queue's own tables and functions to the worker. They change with the queue's version, so `migrate` calls this each time.
create procedure ground.open_queue() language plpgsql as $$
declare
	named regclass;
begin
	grant usage on schema graphile_worker to okaeri_worker;
	grant select, insert, update, delete on all tables in schema graphile_worker to okaeri_worker;
	grant usage on all sequences in schema graphile_worker to okaeri_worker;
	grant execute on all functions in schema graphile_worker to okaeri_worker;
	for named in
		select c.oid::regclass
		from pg_class c
		where c.relnamespace = 'graphile_worker'::regnamespace
			and c.relkind = 'r'
			and c.relrowsecurity
			and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'okaeri_worker')
	loop
		execute format('create policy okaeri_worker on %s to okaeri_worker using (true) with check (true)', named);
	end loop;
end $$;

-- Takes every routine of ours away from PUBLIC. The application keeps it, unless only a trigger or the owner calls it.
-- `migrate` calls this after new migrations, so that a routine is never open because nobody thought of it.
create procedure ground.close_routines() language plpgsql as $$
declare
	it record;
begin
	for it in
		select p.oid::regprocedure as called, n.nspname as schema, p.prokind = 'f' and p.prorettype <> 'trigger'::regtype as is_called
		from pg_proc p
		join pg_namespace n on n.oid = p.pronamespace
		where n.nspname in ('public', 'directory', 'auth', 'ground')
			and p.prokind in ('f', 'p')
			and pg_has_role(p.proowner, 'member')
			and exists (
				select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
				where a.grantee = 0 and a.privilege_type = 'EXECUTE'
			)
			and not exists (
				select from pg_depend d
				where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e'
			)
	loop
		execute format('revoke execute on routine %s from public', it.called);
		if it.is_called and it.schema in ('public', 'directory') then
			execute format('grant execute on routine %s to okaeri_app', it.called);
		elsif it.is_called and it.schema = 'auth' then
			execute format('grant execute on routine %s to okaeri_auth', it.called);
		end if;
	end loop;
end $$;

call ground.close_routines();
grant execute on function new_id() to okaeri_auth, okaeri_worker;

-- What reaches beyond one network, or makes tables, is the worker's alone.
revoke execute on function network_ids(), make_touchpoint_months(date, date) from okaeri_app;
grant execute on function network_ids(), make_touchpoint_months(date, date) to okaeri_worker;
