-- An import of a million rows. That a row's network exists follows from the person, tenure or import which it
-- belongs to: their keys begin with the network. Asking for it once more cost every row a third of its time.
alter table hr_import_row drop constraint hr_import_row_network_id_fkey;
alter table employee_number drop constraint employee_number_network_id_fkey;
alter table contact drop constraint contact_network_id_fkey;
alter table tenure drop constraint tenure_network_id_fkey;
alter table departure drop constraint departure_network_id_fkey;
alter table departure_word drop constraint departure_word_network_id_fkey;
alter table departure_reason drop constraint departure_reason_network_id_fkey;

-- Rows are compared in a temporary table, which has its own index.
drop index hr_import_row_by_number;

-- After a million staged rows the planner must know of them before they are compared.
create function learn_import_sizes() returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
	analyze hr_import_row (hr_import_id);
end $$;
revoke all on function learn_import_sizes() from public;
grant execute on function learn_import_sizes() to okaeri_app;

-- Only a member has an entry in the directory and a place in groups. Whether someone is one is asked once a
-- statement, not once for each of a million tenures.
create function directory.follow_tenures() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	perform directory.refresh(c.network_id, c.person_id)
	from (
		select distinct t.network_id, t.person_id
		from changed t
		join membership m on m.network_id = t.network_id
			and m.person_id = t.person_id
	) c;
	return null;
end $$;
drop trigger directory_follows on tenure;
create trigger directory_follows_added after insert on tenure
	referencing new table as changed for each statement execute function directory.follow_tenures();
create trigger directory_follows_changed after update on tenure
	referencing new table as changed for each statement execute function directory.follow_tenures();
create trigger directory_follows_deleted after delete on tenure
	referencing old table as changed for each statement execute function directory.follow_tenures();

-- What fits a group stays a matter of each member's row. An added tenure asks by touching the row of a member.
create function ask_groups_of_members() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	update tenure t
	set started_on = t.started_on
	from changed c
	join membership m on m.network_id = c.network_id
		and m.person_id = c.person_id
	where t.network_id = c.network_id
		and t.tenure_id = c.tenure_id;
	return null;
end $$;
do $$
declare
	definition text;
begin
	select pg_get_triggerdef(oid) into definition
	from pg_trigger
	where tgrelid = 'tenure'::regclass and tgname = 'join_fitting_groups';
	if found then
		drop trigger join_fitting_groups on tenure;
		execute replace(definition, 'AFTER INSERT OR UPDATE OF', 'AFTER UPDATE OF');
		create trigger ask_groups_of_members after insert on tenure
			referencing new table as changed for each statement execute function ask_groups_of_members();
	end if;
end $$;
