-- A statement that changed many people at once made the row of each of them anew by itself: to record a basis for three
-- thousand leavers took longer than any statement may. Now the people of a statement are made anew together, and where they
-- are more than somebody waits for, the worker does it.

create or replace function directory.follow_people(network uuid, someones uuid[])
returns void
language plpgsql
security definer
set search_path = public, pg_temp
as $$
declare
	is_import constant boolean := coalesce(current_setting('okaeri.rows_later', true), '') <> '';
	at_once constant int := 1000;
begin
	if not is_import and cardinality(someones) <= at_once then
		perform directory.refresh_rows(network, someones);
		perform directory.refresh_marks(network, someones);
		return;
	end if;
	insert into directory.person_row_stale (network_id, person_id)
	select network, unnest(someones);
	if not is_import then
		perform leave_job(
			'people_list.freshen',
			jsonb_build_object('networkId', network),
			'people_list.freshen:' || network,
			now()
		);
	end if;
end $$;

-- The people of whom an update changed what a row is made of. The arguments are the columns, besides whose they are.
create function directory.follow_changes()
returns trigger
language plpgsql
security definer
set search_path = public, pg_temp
as $$
declare
	one record;
begin
	for one in execute format(
		'select c.network_id, array_agg(distinct c.person_id) as people
		from (
			(select %1$s from changed except select %1$s from before)
			union all
			(select %1$s from before except select %1$s from changed)
		) c
		group by c.network_id',
		(select string_agg(quote_ident(name), ', ') from unnest(array['network_id', 'person_id'] || tg_argv[0:]) name)
	)
	loop
		perform directory.follow_people(one.network_id, one.people);
	end loop;
	return null;
end $$;
revoke execute on routine directory.follow_changes() from public;

drop trigger row_follows on contact;
create trigger row_follows after update on contact
	referencing old table as before new table as changed
	for each statement execute function directory.follow_changes('email', 'basis', 'do_not_contact');

drop trigger row_follows on employee_number;
create trigger row_follows after update on employee_number
	referencing old table as before new table as changed
	for each statement execute function directory.follow_changes('number');

drop trigger row_follows on invitation;
create trigger row_follows after update on invitation
	referencing old table as before new table as changed
	for each statement execute function directory.follow_changes('sent_at');

drop trigger row_follows on membership;
create trigger row_follows after update on membership
	referencing old table as before new table as changed
	for each statement execute function directory.follow_changes('roles', 'joined_at');

drop trigger row_follows on person;
create trigger row_follows after update on person
	referencing old table as before new table as changed
	for each statement execute function directory.follow_changes(
		'family_name', 'given_name', 'family_kana', 'given_kana', 'present_company', 'removed_at'
	);

drop trigger row_follows on person_note;
create trigger row_follows after update on person_note
	referencing old table as before new table as changed
	for each statement execute function directory.follow_changes('words');

drop trigger row_follows on person_tag;
create trigger row_follows after update on person_tag
	referencing old table as before new table as changed
	for each statement execute function directory.follow_changes('tag');

drop trigger row_follows on tenure;
create trigger row_follows after update on tenure
	referencing old table as before new table as changed
	for each statement execute function directory.follow_changes(
		'company_id', 'started_on', 'ended_on', 'department', 'title'
	);

drop function directory.follow_row();
