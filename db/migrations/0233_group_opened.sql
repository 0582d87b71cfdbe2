-- Whoever runs a group may open it to more people (decision 86). What was written before stays with those for whom it was
-- written: an employee who is let in reads a group's posts by being in it from the moment on at which they came in. Null
-- for everyone else: they read all of it.
alter table group_member add column reads_from timestamptz;

create function read_from_joining() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
	if new.state = 'in' and (tg_op = 'INSERT' or old.state <> 'in') then
		new.reads_from := case when exists (
			select from membership m
			where m.network_id = new.network_id
				and m.person_id = new.person_id
				and m.let_in_as is not null
		) then now() end;
	end if;
	return new;
end $$;
create trigger read_from_joining before insert or update of state on group_member
	for each row execute function read_from_joining();
