-- Says of these people's rows whether they could be invited. By itself, so that how a row is written has nothing to know of it.
create function directory.refresh_to_invite(network uuid, someones uuid[]) returns void
language sql security definer set search_path = public, pg_temp as $$
	update directory.person_row r
	set to_invite = w.to_invite
	from (
		select someone as person_id,
			case
				when c.person_id is null or c.do_not_contact then null
				when exists (
					select from membership mb
					where mb.network_id = network
						and mb.person_id = someone
				) then null
				when exists (
					select from tenure o
					where o.network_id = network
						and o.person_id = someone
						and o.ended_on is null
				) then null
				when c.basis is null then 'without_basis'
				else 'with_basis'
			end as to_invite
		from unnest(someones) someone
		left join contact c on c.network_id = network
			and c.person_id = someone
	) w
	where r.network_id = network
		and r.person_id = w.person_id
		and r.to_invite is distinct from w.to_invite
$$;

-- A person's row, whether they could be invited, and their marks follow the same changes.
create or replace function directory.follow_people(network uuid, someones uuid[]) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
	if coalesce(current_setting('okaeri.rows_later', true), '') = '' then
		perform directory.refresh_rows(network, someones);
		perform directory.refresh_to_invite(network, someones);
		perform directory.refresh_marks(network, someones);
	else
		insert into directory.person_row_stale (network_id, person_id)
		select network, unnest(someones);
	end if;
end $$;

create or replace function directory.refresh_stale_rows(most integer) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare
	here constant uuid := current_network();
	someones uuid[];
begin
	with taken as (
		delete from directory.person_row_stale s
		where s.network_id = here
			and s.stale_id in (
				select n.stale_id
				from directory.person_row_stale n
				where n.network_id = here
				order by n.stale_id
				limit most
				for update skip locked
			)
		returning s.person_id
	)
	select coalesce(array_agg(distinct person_id), '{}') into someones from taken;
	perform directory.refresh_rows(here, someones);
	perform directory.refresh_to_invite(here, someones);
	perform directory.refresh_marks(here, someones);
	return cardinality(someones);
end $$;

-- Whoever is there already.
do $$
declare
	here uuid;
begin
	for here in select network_id from network loop
		perform set_config('okaeri.network_id', here::text, true);
		perform directory.refresh_to_invite(here, array(select person_id from contact));
	end loop;
	perform set_config('okaeri.network_id', '', true);
end $$;
revoke execute on function directory.refresh_to_invite from public;
