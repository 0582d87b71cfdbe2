-- Who has a last day that is still to come works here until then. The list took them for people who had left, while the
-- figures and the invitations did not. A row says which day makes it another one, so that it is made anew when that day comes.
alter table directory.person_row add column next_end_on date;
create index person_row_by_next_end on directory.person_row (network_id, next_end_on) where next_end_on is not null;
-- Whose last day is still to come is found by it, beside those who have none.
create index tenure_by_end on tenure (network_id, ended_on) where ended_on is not null;

create or replace function directory.refresh_rows(network uuid, someones uuid[])
returns void
language plpgsql
security definer
set search_path = public, pg_temp
as $$
declare
	today constant date := (
		select (now() at time zone n.time_zone)::date
		from public.network n
		where n.network_id = network
	);
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
	insert into directory.person_row as r (
		network_id, person_id, sort, family, company_id, department, title, started_on, left_on, stay_days, state, joined_at, invited_at, tags,
		searched, grams, to_invite, next_end_on
	)
	with told as materialized (
		select p.person_id, x.kind, x.part
		from (select distinct unnest(someones)) asked(person_id)
		join person p on p.network_id = network
			and p.person_id = asked.person_id
			and p.removed_at is null
		left join contact c on c.network_id = network
			and c.person_id = p.person_id
		left join lateral (
			select t.department, t.title
			from tenure t
			where t.network_id = network
				and t.person_id = p.person_id
			order by (t.ended_on is null or t.ended_on > today) desc, t.started_on desc, t.tenure_id desc
			limit 1
		) t on true
		cross join lateral (
			select 'sort' as kind,
				coalesce(nullif(p.family_kana || ' ' || p.given_kana, ' '), p.family_name || ' ' || p.given_name) as part
			union all
			select 'family', p.family_name
			union all
			select 'spelt', unnest(array[
				p.family_name || p.given_name, p.given_name || p.family_name,
				p.family_kana || p.given_kana, p.given_kana || p.family_kana,
				p.family_name || p.given_kana, p.family_kana || p.given_name,
				p.present_company, c.email, t.department, t.title
			])
			union all
			select 'sound', unnest(array[p.family_kana || p.given_kana, p.given_kana || p.family_kana])
			union all
			select 'spelt', n.number
			from employee_number n
			where n.network_id = network
				and n.person_id = p.person_id
			union all
			select 'spelt', g.tag
			from person_tag g
			where g.network_id = network
				and g.person_id = p.person_id
			union all
			select 'spelt', w.words
			from person_note w
			where w.network_id = network
				and w.person_id = p.person_id
		) x
		where x.part <> ''
	),
	known as materialized (
		select d.kind, d.part,
			case d.kind when 'sound' then directory.fold_kana(d.part) else directory.fold(d.part) end as folded
		from (select distinct kind, part from told) d
	),
	said as materialized (
		select t.person_id,
			max(k.folded) filter (where t.kind = 'sort') as sort,
			max(k.folded) filter (where t.kind = 'family') as family,
			'|' || coalesce(string_agg(distinct k.folded, '|') filter (where t.kind in ('spelt', 'sound')), '') || '|' as searched
		from told t
		join known k on k.kind = t.kind
			and k.part = t.part
		group by t.person_id
	)
	select
		network, p.person_id,
		s.sort,
		coalesce(s.family, ''),
		coalesce(t.company_id, '00000000-0000-0000-0000-000000000000'), coalesce(t.department, ''), coalesce(t.title, ''),
		coalesce(t.started_on, '-infinity'),
		coalesce(t.ended_on, '-infinity'),
		coalesce(t.ended_on - t.started_on, -1),
		case
			when t.started_on is not null and (t.ended_on is null or t.ended_on > today)
				or mb.roles && array['employee', 'executive']
				or mb.person_id is not null and not mb.roles && array['alumnus'] then 'employed'
			when mb.person_id is not null then 'member'
			when c.do_not_contact then 'left_alone'
			when c.person_id is null then 'no_address'
			when i.sent_at is not null then 'invited'
			when c.basis is null then 'no_basis'
			else 'reachable'
		end,
		coalesce(mb.joined_at, '-infinity'),
		coalesce(i.sent_at, '-infinity'),
		array(
			select g.tag
			from person_tag g
			where g.network_id = network
				and g.person_id = p.person_id
			order by g.tag
		),
		s.searched,
		directory.grams(network, s.searched),
		case
			when mb.person_id is not null or c.person_id is null or c.do_not_contact then null
			when exists (
				select from tenure o
				where o.network_id = network
					and o.person_id = p.person_id
					and (o.ended_on is null or o.ended_on > today)
			) then null
			when c.basis is null then 'without_basis'
			else 'with_basis'
		end,
		(
			select min(o.ended_on)
			from tenure o
			where o.network_id = network
				and o.person_id = p.person_id
				and o.ended_on > today
		)
	from said s
	join person p on p.network_id = network
		and p.person_id = s.person_id
	left join contact c on c.network_id = network
		and c.person_id = p.person_id
	left join membership mb on mb.network_id = network
		and mb.person_id = p.person_id
	left join lateral (
		select t.*
		from tenure t
		where t.network_id = network
			and t.person_id = p.person_id
		order by (t.ended_on is null or t.ended_on > today) desc, t.started_on desc, t.tenure_id desc
		limit 1
	) t on true
	left join lateral (
		select max(i.sent_at) as sent_at
		from invitation i
		where i.network_id = network
			and i.person_id = p.person_id
	) i on true
	on conflict (network_id, person_id) do update set
		sort = excluded.sort, family = excluded.family, company_id = excluded.company_id, department = excluded.department, title = excluded.title,
		started_on = excluded.started_on, left_on = excluded.left_on, stay_days = excluded.stay_days, state = excluded.state,
		joined_at = excluded.joined_at, invited_at = excluded.invited_at, tags = excluded.tags, searched = excluded.searched,
		grams = excluded.grams, to_invite = excluded.to_invite, next_end_on = excluded.next_end_on
	where (
		r.sort, r.family, r.company_id, r.department, r.title, r.started_on, r.left_on, r.stay_days, r.state, r.joined_at, r.invited_at,
		r.tags, r.searched, r.to_invite, r.next_end_on
	)
		is distinct from (
			excluded.sort, excluded.family, excluded.company_id, excluded.department, excluded.title, excluded.started_on, excluded.left_on,
			excluded.stay_days, excluded.state, excluded.joined_at, excluded.invited_at, excluded.tags, excluded.searched, excluded.to_invite,
			excluded.next_end_on
		);
end $$;

-- Who hides from a company hides from those who still work there, too.
create or replace function directory.refresh_unseen(network uuid, hider uuid, other uuid)
returns void
language plpgsql
security definer
set search_path = public, pg_temp
as $$
declare
	today constant date := (
		select (now() at time zone n.time_zone)::date
		from public.network n
		where n.network_id = network
	);
begin
	delete from directory.unseen_by u
	where u.network_id = network
		and (hider is null or u.person_id = hider)
		and (other is null or u.other_id = other);
	if not exists (
		select from hidden_from h where h.network_id = network and (hider is null or h.person_id = hider)
	) then
		return;
	end if;
	insert into directory.unseen_by (network_id, person_id, other_id)
	with hides as materialized (
		select h.person_id, h.kind,
			case h.kind when 'company' then directory.company_key(h.value) else lower(h.value) end as value
		from hidden_from h
		where h.network_id = network
			and (hider is null or h.person_id = hider)
	),
	works as materialized (
		select m.person_id, p.present_company as name
		from membership m
		join person p on p.network_id = network
			and p.person_id = m.person_id
		where m.network_id = network
			and (other is null or m.person_id = other)
		union
		select m.person_id, called.name
		from membership m
		join tenure t on t.network_id = network
			and t.person_id = m.person_id
			and (t.ended_on is null or t.ended_on > today)
		join company c on c.network_id = network
			and c.company_id = t.company_id
		cross join lateral unnest(array[c.name_ja, c.name_en]) called(name)
		where m.network_id = network
			and (other is null or m.person_id = other)
	),
	named as materialized (
		select distinct w.name
		from works w
		where w.name <> ''
			and exists (select from hides h where h.kind = 'company')
	),
	keys as materialized (
		select n.name, directory.company_key(n.name) as key
		from named n
	),
	reached as materialized (
		select m.person_id, split_part(lower(k.email), '@', 2) as domain
		from membership m
		join contact k on k.network_id = network
			and k.person_id = m.person_id
		where m.network_id = network
			and (other is null or m.person_id = other)
		union
		select m.person_id, split_part(lower(a.email), '@', 2)
		from membership m
		join auth.account_holder a on a.network_id = network
			and a.id = m.account_id
		where m.network_id = network
			and (other is null or m.person_id = other)
	)
	select network, h.person_id, w.person_id
	from hides h
	join keys k on h.kind = 'company'
		and directory.is_same_company(h.value, k.key)
	join works w on w.name = k.name
	where w.person_id <> h.person_id
	union
	select network, h.person_id, r.person_id
	from hides h
	join reached r on h.kind = 'domain'
		and (r.domain = h.value or right(r.domain, length(h.value) + 1) = '.' || h.value)
	where r.person_id <> h.person_id;
end $$;

create or replace function directory.employers(network uuid, someone uuid)
returns TABLE(kind text, name text)
language sql
stable
set search_path = public, pg_temp
as $$
	select 'company', directory.company_key(named.name)
	from (
		select p.present_company
		from person p
		where p.network_id = network
			and p.person_id = someone
		union all
		select unnest(array[c.name_ja, c.name_en])
		from tenure t
		join company c on c.network_id = t.network_id
			and c.company_id = t.company_id
		where t.network_id = network
			and t.person_id = someone
			and (
				t.ended_on is null
				or t.ended_on > (
					select (now() at time zone n.time_zone)::date
					from public.network n
					where n.network_id = network
				)
			)
	) named(name)
	union all
	select 'domain', split_part(lower(reached.address), '@', 2)
	from (
		select k.email
		from contact k
		where k.network_id = network
			and k.person_id = someone
		union all
		select a.email
		from membership m
		join auth.account_holder a on a.network_id = m.network_id
			and a.id = m.account_id
		where m.network_id = network
			and m.person_id = someone
	) reached(address)
$$;

-- Leaves for later the rows of those whose last day has come since, and says anew from whom they are hidden. Gives the members
-- among them. The days of a standstill are among it.
create function directory.follow_days()
returns uuid[]
language plpgsql
security definer
set search_path = public, pg_temp
as $$
declare
	here constant uuid := current_network();
	today constant date := network_today();
	someones uuid[];
	members uuid[];
begin
	select coalesce(array_agg(r.person_id), '{}') into someones
	from directory.person_row r
	where r.network_id = here
		and r.next_end_on <= today;
	insert into directory.person_row_stale (network_id, person_id)
	select here, unnest(someones);
	select coalesce(array_agg(m.person_id), '{}') into members
	from membership m
	where m.network_id = here
		and m.person_id = any (someones);
	perform directory.refresh_many(here, members);
	return members;
end $$;
revoke execute on function directory.follow_days() from public;
grant execute on function directory.follow_days() to okaeri_app;

-- Rows that are there already are made anew by the worker: a day that is past says that theirs has come.
alter table directory.person_row no force row level security;
alter table tenure no force row level security;
alter table network no force row level security;
update directory.person_row r
set next_end_on = (now() at time zone n.time_zone)::date - 1
from tenure t
join network n on n.network_id = t.network_id
where t.network_id = r.network_id
	and t.person_id = r.person_id
	and isfinite(r.left_on)
	and (t.ended_on is null or t.ended_on > (now() at time zone n.time_zone)::date);
select leave_job(
	'people_list.freshen',
	jsonb_build_object('networkId', network_id),
	'people_list.freshen:' || network_id,
	now()
)
from network;
alter table network force row level security;
alter table tenure force row level security;
alter table directory.person_row force row level security;
