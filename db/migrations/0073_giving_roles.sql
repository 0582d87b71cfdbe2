-- Reasons that are restricted (harassment, health) are read by a few who are named: their role is restricted_reader. It
-- adds to the desk's role and stands for nothing by itself.
alter table membership drop constraint membership_roles_check;
alter table membership add constraint membership_roles_check check (
	roles <@ array['alumnus', 'employee', 'executive', 'steward', 'admin', 'restricted_reader']
	and roles && array['alumnus', 'employee', 'executive', 'steward', 'admin']
);

-- Until now every steward read them. From here on those do who administer the network too; where no steward does, all
-- stewards go on.
alter table membership no force row level security;
alter table membership disable trigger directory_follows;
update membership m
set roles = m.roles || array['restricted_reader']
where 'steward' = any (m.roles)
	and (
		'admin' = any (m.roles)
		or not exists (
			select from membership o
			where o.network_id = m.network_id
				and o.roles @> array['steward', 'admin']
		)
	);
alter table membership enable trigger directory_follows;
alter table membership force row level security;

-- What an invitation makes of whom it invites. Null: an alumnus, or an employee who is employed by what HR says.
alter table invitation add column roles text[];
alter table invitation add check (roles <@ array['employee', 'executive'] and cardinality(roles) > 0);
create index invitation_of_colleagues on invitation (network_id, invitation_id desc) where roles is not null;

-- The last steward and the last admin of a network keep their role and stay, whatever asks for it. Two who go at the
-- same moment wait for each other at the network's row, and the second one finds nobody left.
create function keep_last_of_role() returns trigger
language plpgsql set search_path = public, pg_temp as $$
declare
	needed text;
begin
	foreach needed in array array['steward', 'admin'] loop
		continue when not needed = any (old.roles) or (tg_op = 'UPDATE' and needed = any (new.roles));
		perform from network n where n.network_id = old.network_id for no key update;
		if not exists (
			select from membership m
			where m.network_id = old.network_id
				and m.person_id <> old.person_id
				and needed = any (m.roles)
		) then
			raise exception using errcode = 'OK001', message = 'last_' || needed;
		end if;
	end loop;
	return case when tg_op = 'DELETE' then old else new end;
end $$;
revoke execute on function keep_last_of_role() from public;
create trigger keep_last_of_role before delete or update of roles on membership
for each row when (current_setting('okaeri.network_goes', true) is distinct from old.network_id::text)
execute function keep_last_of_role();
