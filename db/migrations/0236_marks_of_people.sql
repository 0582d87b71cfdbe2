-- By what the record of a person is recognised, spelt as the directory spells it: so that whoever asks to join is compared with a few records and
-- not with everyone who left in those years, and so that two records of one person are found without laying all of them beside each other.
--
--   spelt NAME          detail: a year in which a stay ended
--   sounds KANA         detail: the same
--   given NAME YEAR     detail: the department of a stay that ended in that year
--   number NUMBER       an employee number without the zeros before it
--   address ADDRESS     an address
--   name NAME KANA      detail: a company and the day on which a stay began there
create table directory.mark (
	network_id uuid not null,
	mark text not null,
	detail text not null,
	person_id uuid not null,
	primary key (network_id, mark, detail, person_id)
);
call keep_apart('directory.mark');
grant select on directory.mark to okaeri_app;
create index mark_of_person on directory.mark (network_id, person_id);

-- The names and addresses that more than one person has.
create table directory.shared_mark (
	network_id uuid not null,
	is_address boolean not null,
	mark text not null,
	primary key (network_id, is_address, mark)
);
call keep_apart('directory.shared_mark');
grant select on directory.shared_mark to okaeri_app;

-- The marks of these people, as their records say now.
create function directory.marks(network uuid, someones uuid[]) returns table (mark text, detail text, person_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
	with someone as materialized (
		select
			p.person_id,
			directory.fold(p.family_name || p.given_name) as spelt,
			directory.fold(p.given_name) as given,
			directory.fold_kana(p.family_kana || p.given_kana) as sound,
			p.family_kana <> '' and p.given_name <> '' as is_told_apart
		from person p
		where p.network_id = network
			and p.person_id = any (someones)
			and p.removed_at is null
	),
	stay as materialized (
		select t.person_id, t.company_id, t.started_on, to_char(t.ended_on, 'FMYYYY') as left_in, directory.fold(t.department) as department
		from tenure t
		where t.network_id = network
			and t.person_id = any (someones)
	)
	select 'spelt ' || p.spelt, s.left_in, p.person_id
	from someone p
	join stay s using (person_id)
	where s.left_in is not null
	union
	select 'sounds ' || p.sound, s.left_in, p.person_id
	from someone p
	join stay s using (person_id)
	where s.left_in is not null
		and p.sound <> ''
	union
	select 'given ' || p.given || ' ' || s.left_in, s.department, p.person_id
	from someone p
	join stay s using (person_id)
	where s.left_in is not null
		and s.department <> ''
		and p.given <> ''
	union
	select 'number ' || ltrim(directory.fold(n.number), '0'), '', p.person_id
	from someone p
	join employee_number n on n.network_id = network
		and n.person_id = p.person_id
	union
	select 'address ' || c.email, '', p.person_id
	from someone p
	join contact c on c.network_id = network
		and c.person_id = p.person_id
	union
	select 'name ' || p.spelt || ' ' || p.sound, coalesce(s.company_id || ' ' || s.started_on, ''), p.person_id
	from someone p
	left join stay s using (person_id)
	where p.is_told_apart
$$;

-- Says anew of these names and addresses whether people share them. In their order, so that two who do it wait for each other, and neither for ever.
create function directory.refresh_shared(network uuid, marks text[]) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
	with looked as materialized (
		select w.mark, w.mark like 'address %' as is_address, exists (
			select
			from directory.mark a
			where a.network_id = network
				and a.mark = w.mark
				and exists (
					select
					from directory.mark b
					where b.network_id = network
						and b.mark = w.mark
						and b.person_id <> a.person_id
				)
		) as is_shared
		from (select distinct mark from unnest(marks) mark) w
	),
	over as (
		delete from directory.shared_mark s
		using looked l
		where s.network_id = network
			and s.is_address = l.is_address
			and s.mark = l.mark
			and not l.is_shared
	)
	insert into directory.shared_mark (network_id, is_address, mark)
	select network, is_address, mark
	from looked
	where is_shared
	order by is_address, mark
	on conflict do nothing;
end $$;

-- Writes the marks of these people anew, and takes away those of people who are gone.
create function directory.refresh_marks(network uuid, someones uuid[]) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
	changed text[];
begin
	with told as materialized (
		select * from directory.marks(network, someones)
	),
	kept as materialized (
		select m.mark, m.detail, m.person_id
		from directory.mark m
		where m.network_id = network
			and m.person_id = any (someones)
	),
	come as materialized (select * from told except select * from kept),
	gone as materialized (select * from kept except select * from told),
	deleted as (
		delete from directory.mark m
		using gone g
		where m.network_id = network
			and (m.mark, m.detail, m.person_id) = (g.mark, g.detail, g.person_id)
	),
	written as (
		insert into directory.mark (network_id, mark, detail, person_id)
		select network, mark, detail, person_id
		from come
		on conflict do nothing
	)
	select array_agg(mark) into changed
	from (select mark from come union select mark from gone) c
	where mark like 'address %'
		or mark like 'name %';
	perform directory.refresh_shared(network, changed);
end $$;

-- Says it of all of them. Two who write the same name in one moment do not see each other: this is done at night.
create function directory.refresh_all_shared() returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
	here constant uuid := current_network();
begin
	perform directory.refresh_shared(here, array(
		select m.mark
		from directory.mark m
		where m.network_id = here
			and (m.mark like 'address %' or m.mark like 'name %')
		group by m.mark
		having count(distinct m.person_id) > 1
		union
		select s.mark
		from directory.shared_mark s
		where s.network_id = here
	));
end $$;

-- A person's row in the desk's list and their marks follow the same changes.
create or replace function directory.follow_people(network uuid, someones uuid[]) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
	if coalesce(current_setting('okaeri.rows_later', true), '') = '' then
		perform directory.refresh_rows(network, someones);
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
	perform directory.refresh_marks(here, someones);
	return cardinality(someones);
end $$;

-- Whoever is there already gets their marks, ten thousand at a time.
do $$
declare
	here uuid;
	someones uuid[];
begin
	for here in select network_id from network loop
		perform set_config('okaeri.network_id', here::text, true);
		for someones in
			select array_agg(person_id)
			from (select person_id, row_number() over (order by person_id) / 10000 as part from person) p
			group by part
		loop
			perform directory.refresh_marks(here, someones);
		end loop;
	end loop;
	perform set_config('okaeri.network_id', '', true);
end $$;

revoke execute on function directory.marks, directory.refresh_shared, directory.refresh_marks, directory.refresh_all_shared from public;
grant execute on function directory.refresh_all_shared to okaeri_app;
