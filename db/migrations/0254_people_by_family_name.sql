-- A name that many people have is looked up in the order in which the desk lists them: whoever has it as their family name comes
-- first, and an index has those in order. Without it, each of 25,000 people was read before the first fifty could be shown.
alter table directory.person_row add column family text not null default '';
create index person_row_by_family on directory.person_row (network_id, family, sort, person_id);

create or replace function directory.refresh_rows(network uuid, someones uuid[])
returns void
language plpgsql
security definer
set search_path = public, pg_temp
as $$
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
		searched, grams, to_invite
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
			order by t.started_on desc, t.tenure_id desc
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
			when t.started_on is not null and t.ended_on is null
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
					and o.ended_on is null
			) then null
			when c.basis is null then 'without_basis'
			else 'with_basis'
		end
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
		order by t.started_on desc, t.tenure_id desc
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
		grams = excluded.grams, to_invite = excluded.to_invite
	where (
		r.sort, r.family, r.company_id, r.department, r.title, r.started_on, r.left_on, r.stay_days, r.state, r.joined_at, r.invited_at,
		r.tags, r.searched, r.to_invite
	)
		is distinct from (
			excluded.sort, excluded.family, excluded.company_id, excluded.department, excluded.title, excluded.started_on, excluded.left_on,
			excluded.stay_days, excluded.state, excluded.joined_at, excluded.invited_at, excluded.tags, excluded.searched, excluded.to_invite
		);
end $$;

-- Rows that are there already are made anew by the worker, as after an import.
alter table directory.person_row no force row level security;
alter table directory.person_row_stale no force row level security;
insert into directory.person_row_stale (network_id, person_id)
select network_id, person_id
from directory.person_row;
alter table directory.person_row force row level security;
alter table directory.person_row_stale force row level security;

alter table network no force row level security;
select leave_job(
	'people_list.freshen',
	jsonb_build_object('networkId', network_id),
	'people_list.freshen:' || network_id,
	now()
)
from network;
alter table network force row level security;
