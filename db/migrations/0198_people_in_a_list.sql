-- One row for each person, with what the desk's list of people is sorted, filtered and searched by: so that a list of a million is read in
-- order from an index. It follows the tables that it is made of. It holds no reasons and no standings.
create table directory.person_row (
	network_id uuid not null,
	person_id uuid not null,
	sort text not null,
	company_id uuid not null,
	department text not null,
	title text not null,
	started_on date not null,
	left_on date not null,
	stay_days integer not null,
	state text not null,
	joined_at timestamptz not null,
	invited_at timestamptz not null,
	tags text[] not null,
	searched text not null,
	grams bigint[] not null,
	primary key (network_id, person_id)
);
call keep_apart('directory.person_row');
grant select on directory.person_row to okaeri_app;
create index person_row_by_name on directory.person_row (network_id, sort, person_id);
create index person_row_by_company on directory.person_row (network_id, company_id, person_id);
create index person_row_by_department on directory.person_row (network_id, department, person_id);
create index person_row_by_title on directory.person_row (network_id, title, person_id);
create index person_row_by_start on directory.person_row (network_id, started_on, person_id);
create index person_row_by_end on directory.person_row (network_id, left_on, person_id);
create index person_row_by_stay on directory.person_row (network_id, stay_days, person_id);
create index person_row_by_state on directory.person_row (network_id, state, person_id);
create index person_row_by_joining on directory.person_row (network_id, joined_at, person_id);
create index person_row_by_invitation on directory.person_row (network_id, invited_at, person_id);
create index person_row_by_gram on directory.person_row using gin (grams);

-- People whose row is made anew later: an import changes many, several times each.
create table directory.person_row_stale (
	network_id uuid not null,
	stale_id bigint generated always as identity,
	person_id uuid not null,
	primary key (network_id, stale_id)
);
call keep_apart('directory.person_row_stale');
grant select on directory.person_row_stale to okaeri_app;

-- Makes the rows of these people anew, and takes away those of people who are gone.
create function directory.refresh_rows(network uuid, someones uuid[]) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
	delete from directory.person_row r
	where r.network_id = network
		and r.person_id = any (someones)
		and not exists (
			select from person p
			where p.network_id = network
				and p.person_id = r.person_id
				and p.removed_at is null
		);
	insert into directory.person_row as r
	select
		network, p.person_id,
		directory.fold(coalesce(nullif(p.family_kana || ' ' || p.given_kana, ' '), p.family_name || ' ' || p.given_name)),
		coalesce(t.company_id, '00000000-0000-0000-0000-000000000000'), coalesce(t.department, ''), coalesce(t.title, ''),
		coalesce(t.started_on, '-infinity'),
		coalesce(t.ended_on, '-infinity'),
		coalesce(t.ended_on - t.started_on, -1),
		case
			when t.started_on is not null and t.ended_on is null or mb.roles && array['employee', 'executive'] then 'employed'
			when mb.person_id is not null then 'member'
			when c.do_not_contact then 'left_alone'
			when c.person_id is null then 'no_address'
			when i.sent_at is not null then 'invited'
			when c.basis is null then 'no_basis'
			else 'reachable'
		end,
		coalesce(mb.joined_at, '-infinity'),
		coalesce(i.sent_at, '-infinity'),
		x.tags,
		x.searched,
		directory.grams(network, x.searched)
	from unnest(someones) someone
	join person p on p.network_id = network
		and p.person_id = someone
		and p.removed_at is null
	left join contact c on c.network_id = network
		and c.person_id = p.person_id
	left join membership mb on mb.network_id = network
		and mb.person_id = p.person_id
	left join lateral (
		select t.*
		from tenure t
		where t.network_id = network
			and t.person_id = p.person_id
		order by t.started_on desc, t.tenure_id desc
		limit 1
	) t on true
	left join lateral (
		select max(i.sent_at) as sent_at
		from invitation i
		where i.network_id = network
			and i.person_id = p.person_id
	) i on true
	cross join lateral (
		select
			array(
				select g.tag
				from person_tag g
				where g.network_id = network
					and g.person_id = p.person_id
				order by g.tag
			) as tags,
			'|' || array_to_string(array(
				select distinct directory.fold(part)
				from (
					select unnest(array[
						p.family_name || p.given_name, p.given_name || p.family_name,
						p.family_kana || p.given_kana, p.given_kana || p.family_kana,
						p.family_name || p.given_kana, p.family_kana || p.given_name,
						p.present_company, c.email, t.department, t.title
					]) as part
					union all
					select directory.fold_kana(name)
					from unnest(array[p.family_kana || p.given_kana, p.given_kana || p.family_kana]) name
					union all
					select n.number
					from employee_number n
					where n.network_id = network
						and n.person_id = p.person_id
					union all
					select g.tag
					from person_tag g
					where g.network_id = network
						and g.person_id = p.person_id
					union all
					select w.words
					from person_note w
					where w.network_id = network
						and w.person_id = p.person_id
				) parts
				where part <> ''
			), '|') || '|' as searched
	) x
	on conflict (network_id, person_id) do update set
		sort = excluded.sort, company_id = excluded.company_id, department = excluded.department, title = excluded.title,
		started_on = excluded.started_on, left_on = excluded.left_on, stay_days = excluded.stay_days, state = excluded.state,
		joined_at = excluded.joined_at, invited_at = excluded.invited_at, tags = excluded.tags, searched = excluded.searched,
		grams = excluded.grams
	where (r.sort, r.company_id, r.department, r.title, r.started_on, r.left_on, r.stay_days, r.state, r.joined_at, r.invited_at, r.tags, r.searched)
		is distinct from (
			excluded.sort, excluded.company_id, excluded.department, excluded.title, excluded.started_on, excluded.left_on,
			excluded.stay_days, excluded.state, excluded.joined_at, excluded.invited_at, excluded.tags, excluded.searched
		);
end $$;

-- Makes up to so many rows anew that were left for later, and says how many it looked at.
create function directory.refresh_stale_rows(most integer) returns integer
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
	return cardinality(someones);
end $$;

-- `okaeri.rows_later` is set by an import: the rows are then made anew when it is done.
create function directory.follow_people(network uuid, someones uuid[]) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
	if coalesce(current_setting('okaeri.rows_later', true), '') = '' then
		perform directory.refresh_rows(network, someones);
	else
		insert into directory.person_row_stale (network_id, person_id)
		select network, unnest(someones);
	end if;
end $$;

create function directory.follow_rows() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
	perform directory.follow_people(c.network_id, array_agg(distinct c.person_id))
	from changed c
	group by c.network_id;
	return null;
end $$;

create function directory.follow_row() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
	perform directory.follow_people(new.network_id, array[new.person_id]);
	if new.person_id <> old.person_id then
		perform directory.follow_people(old.network_id, array[old.person_id]);
	end if;
	return null;
end $$;

do $$
declare
	followed text;
begin
	foreach followed in array array['person', 'tenure', 'contact', 'membership', 'invitation', 'employee_number', 'person_tag', 'person_note'] loop
		execute format('create trigger row_follows_added after insert on %I referencing new table as changed for each statement execute function directory.follow_rows()', followed);
		execute format('create trigger row_follows_deleted after delete on %I referencing old table as changed for each statement execute function directory.follow_rows()', followed);
	end loop;
end $$;
create trigger row_follows after update of family_name, given_name, family_kana, given_kana, present_company, removed_at on person
for each row execute function directory.follow_row();
create trigger row_follows after update of person_id, company_id, started_on, ended_on, department, title on tenure
for each row execute function directory.follow_row();
create trigger row_follows after update of person_id, email, basis, do_not_contact on contact
for each row execute function directory.follow_row();
create trigger row_follows after update of person_id, roles, joined_at on membership
for each row execute function directory.follow_row();
create trigger row_follows after update of person_id, sent_at on invitation
for each row execute function directory.follow_row();
create trigger row_follows after update on employee_number
for each row execute function directory.follow_row();
create trigger row_follows after update on person_tag
for each row execute function directory.follow_row();
create trigger row_follows after update of person_id, words on person_note
for each row execute function directory.follow_row();

-- Whoever is there already gets a row.
do $$
declare
	here uuid;
begin
	for here in select network_id from network loop
		perform set_config('okaeri.network_id', here::text, true);
		perform directory.refresh_rows(here, array(select person_id from person));
	end loop;
	perform set_config('okaeri.network_id', '', true);
end $$;

-- What a steward asks of a list again and again, by a name of their own.
create table table_view (
	network_id uuid not null references network,
	view_id uuid not null default new_id(),
	person_id uuid not null,
	list text not null,
	called text not null check (length(called) between 1 and 60),
	query text not null check (length(query) <= 2000),
	made_at timestamptz not null default now(),
	primary key (network_id, view_id),
	foreign key (network_id, person_id) references person on delete cascade,
	unique (network_id, person_id, list, called)
);
call keep_apart('table_view');

revoke execute on function directory.refresh_rows, directory.follow_people, directory.follow_rows, directory.follow_row, directory.refresh_stale_rows from public;
grant execute on function directory.refresh_stale_rows to okaeri_app;
