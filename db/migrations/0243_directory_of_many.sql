-- Entries of the directory are written for many people at once: what many share (a department, a year, a name) is spelt
-- and hashed once for all of them. Writing one person's entry is the same for one.

-- The same as before, in one walk over the text. Taking signs out of an array by their number took time with the square.
create or replace function directory.grams(network uuid, haystack text)
 returns bigint[]
 language sql
 immutable parallel safe strict
 set search_path = pg_catalog
as $$
	select coalesce(array_agg(distinct hashtextextended(g.gram, seed)), '{}')
	from hashtextextended(network::text, 0) seed
	cross join lateral (
		select sign as gram
		from unnest(string_to_array(haystack, null)) sign
		where sign <> '|'
		union all
		select pair.sign || pair.next
		from unnest(string_to_array(haystack, null), string_to_array(substr(haystack, 2), null)) pair(sign, next)
		where pair.next is not null
	) g
$$;

-- Writes the entries of people anew; who is no member, or does not want to be listed, has none. Planned once, for one
-- person and for many, also where the tables were still empty then: each is reached by its key, and only lists of words
-- are joined by hashes.
create function directory.write_entries(network uuid, someones uuid[])
 returns void
 language plpgsql
 set search_path = public, pg_temp
 set plan_cache_mode = force_generic_plan
 set enable_seqscan = off
as $$
declare
	fresh directory.entry[];
	gone uuid[];
	changed uuid[];
begin
	fresh := array(
		with listed as materialized (
			select p.person_id, p.family_name, p.given_name, p.family_kana, p.given_kana, p.present_company, p.headline,
				f.career_for, f.present_for, f.place_for, f.place, f.skills_for, f.skills, f.offers_for, f.offers
			from (select distinct unnest(someones)) asked(person_id)
			join person p on p.network_id = network
				and p.person_id = asked.person_id
			join membership mb on mb.network_id = network
				and mb.person_id = p.person_id
			left join profile f on f.network_id = network
				and f.person_id = p.person_id
			where coalesce(f.is_listed, true)
		),
		stay as materialized (
			select l.person_id, coalesce(l.career_for, 'everyone') as audience,
				t.company_id, t.department, t.title, t.started_on, t.ended_on
			from listed l
			join tenure t on t.network_id = network
				and t.person_id = l.person_id
		),
		-- For what a word is: a name, the place in the order, or whom it is shown to. How: as it is spelt, as it
		-- sounds, or as a facet of a kind.
		told (person_id, used, kind, part) as materialized (
			select person_id, 'sort', 'spelt',
				coalesce(nullif(family_kana || ' ' || given_kana, ' '), family_name || ' ' || given_name)
			from listed
			union all
			select person_id, 'name', 'spelt', unnest(array[
				family_name || given_name, given_name || family_name, family_kana || given_kana, given_kana || family_kana,
				family_name || given_kana, family_kana || given_name, given_name, given_kana, family_name, family_kana
			])
			from listed
			union all
			select person_id, 'name', 'sound', unnest(array[family_kana || given_kana, given_kana || family_kana])
			from listed
			union all
			select person_id, audience, 'spelt', unnest(regexp_split_to_array(department, '\s+') || array[
				department, title, to_char(started_on, 'YYYY'), to_char(started_on, 'YYYY"年入社"'),
				to_char(ended_on, 'YYYY'), to_char(ended_on, 'YYYY"年退職"')
			])
			from stay
			union all
			select person_id, coalesce(present_for, 'everyone'), 'spelt', unnest(array[present_company, headline])
			from listed
			union all
			select person_id, place_for, 'spelt', place
			from listed
			union all
			select person_id, skills_for, 'spelt', unnest(skills)
			from listed
			union all
			select s.person_id, s.audience, facet.kind, facet.part
			from stay s
			cross join lateral (
				values
					('department', s.department),
					('joined', to_char(s.started_on, 'YYYY')),
					('company', s.company_id::text)
			) facet(kind, part)
			union all
			select person_id, place_for, 'place', place
			from listed
			where place <> ''
			union all
			select person_id, offers_for, 'offer', unnest(offers)
			from listed
		),
		known as materialized (
			select d.kind, d.part,
				case d.kind
					when 'spelt' then directory.fold(d.part)
					when 'sound' then directory.fold_kana(d.part)
				end as folded,
				case when d.kind not in ('spelt', 'sound') then directory.facet(network, d.kind, d.part) end as facet
			from (
				select distinct kind, part
				from told
				where part is not null
			) d
		),
		said as (
			select t.person_id,
				string_agg(distinct k.folded, '|') filter (where t.used = 'name' and k.folded <> '') as names,
				string_agg(distinct k.folded, '|') filter (where t.used = 'everyone' and k.folded <> '') as for_everyone,
				string_agg(distinct k.folded, '|') filter (where t.used = 'alumni' and k.folded <> '') as for_alumni,
				max(k.folded) filter (where t.used = 'sort') as sort,
				array_agg(distinct k.facet) filter (where t.used = 'everyone' and k.facet is not null) as facets,
				array_agg(distinct k.facet)
					filter (where t.used in ('everyone', 'alumni') and k.facet is not null) as alumni_facets
			from told t
			join known k on k.kind = t.kind
				and k.part = t.part
			group by t.person_id
		)
		select row(
			network, s.person_id, 'alumnus' = any (mb.roles),
			'|' || coalesce(s.names, '') || '|',
			'|' || coalesce(s.for_everyone, '') || '|',
			'|' || coalesce(s.for_alumni, '') || '|',
			s.sort, '{}'::bigint[], coalesce(s.facets, '{}'), coalesce(s.alumni_facets, '{}')
		)::directory.entry
		from said s
		join membership mb on mb.network_id = network
			and mb.person_id = s.person_id
		order by s.person_id
	);
	if exists (
		select from directory.entry e where e.network_id = network and e.person_id = any (someones)
	) then
		gone := array(
			select e.person_id
			from directory.entry e
			where e.network_id = network
				and e.person_id = any (someones)
				and e.person_id not in (select f.person_id from unnest(fresh) f)
		);
		changed := gone || array(
			select f.person_id
			from unnest(fresh) f
			join directory.entry e on e.network_id = network
				and e.person_id = f.person_id
			where (f.names, f.for_everyone, f.for_alumni, f.sort)
				is distinct from (e.names, e.for_everyone, e.for_alumni, e.sort)
		);
		delete from directory.beginning b
		using directory.entry e
		cross join lateral directory.beginnings(e) s
		where e.network_id = network
			and e.person_id = any (changed)
			and b.network_id = network
			and b.sign = s.sign
			and b.rank = s.rank
			and b.sort = e.sort
			and b.person_id = e.person_id;
		delete from directory.entry e
		where e.network_id = network
			and e.person_id = any (gone);
	end if;
	insert into directory.beginning
	select network, s.sign, s.rank, f.sort, f.person_id, s.alumni_only
	from unnest(fresh) f
	left join directory.entry e on e.network_id = network
		and e.person_id = f.person_id
	cross join lateral directory.beginnings(f) s
	where (f.names, f.for_everyone, f.for_alumni, f.sort)
		is distinct from (e.names, e.for_everyone, e.for_alumni, e.sort);
	insert into directory.entry as kept
	select network, f.person_id, f.is_alumnus, f.names, f.for_everyone, f.for_alumni, f.sort,
		case
			when (f.names, f.for_everyone, f.for_alumni) is distinct from (e.names, e.for_everyone, e.for_alumni)
				then directory.grams(network, f.names || f.for_everyone || f.for_alumni)
			else e.grams
		end,
		f.facets, f.alumni_facets
	from unnest(fresh) f
	left join directory.entry e on e.network_id = network
		and e.person_id = f.person_id
	on conflict (network_id, person_id) do update set
		is_alumnus = excluded.is_alumnus, names = excluded.names, for_everyone = excluded.for_everyone,
		for_alumni = excluded.for_alumni, sort = excluded.sort, grams = excluded.grams, facets = excluded.facets,
		alumni_facets = excluded.alumni_facets
	where kept is distinct from excluded;
end $$;
revoke execute on function directory.write_entries(uuid, uuid[]) from public;

-- The same, and from whom these people are hidden. Where nobody hides from anyone, there is nothing to work out.
create function directory.refresh_many(network uuid, someones uuid[])
 returns void
 language plpgsql
 security definer
 set search_path = public, pg_temp
as $$
begin
	perform directory.write_entries(network, someones);
	if exists (select from hidden_from h where h.network_id = network)
		or exists (select from directory.unseen_by u where u.network_id = network and u.other_id = any (someones))
	then
		perform directory.refresh_unseen(network, null, someone)
		from unnest(someones) someone;
	end if;
end $$;
revoke execute on function directory.refresh_many(uuid, uuid[]) from public;

create or replace function directory.refresh(network uuid, someone uuid)
 returns void
 language plpgsql
 security definer
 set search_path = public, pg_temp
as $$
begin
	perform directory.refresh_many(network, array[someone]);
end $$;

-- As before, with one writing for all whose stays one statement changed.
create or replace function directory.follow_tenures()
 returns trigger
 language plpgsql
 security definer
 set search_path = public, pg_temp
as $$
begin
	perform directory.refresh_many(c.network_id, array_agg(distinct c.person_id))
	from changed c
	join membership m on m.network_id = c.network_id
		and m.person_id = c.person_id
	group by c.network_id;
	return null;
end $$;
