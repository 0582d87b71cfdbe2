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

create function is_member(network uuid, someone uuid) returns boolean language plpgsql stable as $$
begin
	return exists (select from membership m where m.network_id = network and m.person_id = someone);
end $$;
revoke all on function is_member(uuid, uuid) from public;
grant execute on function is_member(uuid, uuid) to okaeri_app;

-- What fits a group is asked for members only, whatever the rule of joining is.
do $$
declare
	definition text;
begin
	select pg_get_triggerdef(oid) into definition
	from pg_trigger
	where tgrelid = 'tenure'::regclass and tgname = 'join_fitting_groups';
	if found then
		drop trigger join_fitting_groups on tenure;
		execute replace(definition, 'FOR EACH ROW EXECUTE', 'FOR EACH ROW WHEN (is_member(new.network_id, new.person_id)) EXECUTE');
	end if;
end $$;
