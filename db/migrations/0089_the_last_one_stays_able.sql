-- A suspended steward cannot act. So the last one who can is not suspended, and does not go while only suspended ones stay.
create or replace function keep_last_of_role() returns trigger
language plpgsql set search_path = public, pg_temp as $$
declare
	needed text;
begin
	foreach needed in array array['steward', 'admin'] loop
		continue when not needed = any (old.roles)
			or (
				tg_op = 'UPDATE'
				and needed = any (new.roles)
				and coalesce(new.suspended_until <= now(), true)
			);
		perform from network n where n.network_id = old.network_id for no key update;
		if not exists (
			select from membership m
			where m.network_id = old.network_id
				and m.person_id <> old.person_id
				and needed = any (m.roles)
				and coalesce(m.suspended_until <= now(), true)
		) then
			raise exception using errcode = 'OK001', message = 'last_' || needed;
		end if;
	end loop;
	return case when tg_op = 'DELETE' then old else new end;
end $$;
drop trigger keep_last_of_role on membership;
create trigger keep_last_of_role before delete or update of roles, suspended_until on membership
for each row when (current_setting('okaeri.network_goes', true) is distinct from old.network_id::text)
execute function keep_last_of_role();
