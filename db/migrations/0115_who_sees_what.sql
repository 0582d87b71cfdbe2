-- Who sees what of a member, and from whom they are hidden.

-- A part of a profile can also be for those with whom its owner worked, or for the desk alone. Neither is in the directory's index:
-- nobody finds someone by what only a few may read.
alter table profile
	drop constraint profile_career_for_check,
	drop constraint profile_present_for_check,
	drop constraint profile_place_for_check,
	drop constraint profile_skills_for_check,
	drop constraint profile_introduction_for_check,
	drop constraint profile_offers_for_check,
	add constraint profile_career_for_check check (career_for in ('everyone', 'alumni', 'teams', 'desk', 'nobody')),
	add constraint profile_present_for_check check (present_for in ('everyone', 'alumni', 'teams', 'desk', 'nobody')),
	add constraint profile_place_for_check check (place_for in ('everyone', 'alumni', 'teams', 'desk', 'nobody')),
	add constraint profile_skills_for_check check (skills_for in ('everyone', 'alumni', 'teams', 'desk', 'nobody')),
	add constraint profile_introduction_for_check
		check (introduction_for in ('everyone', 'alumni', 'teams', 'desk', 'nobody')),
	add constraint profile_offers_for_check check (offers_for in ('everyone', 'alumni', 'teams', 'desk', 'nobody')),
	-- Kinds of members who must not begin to write to the person, call them or mention them.
	add column closed_to text[] not null default '{}'
		check (closed_to <@ array['employees', 'executives', 'hosts', 'strangers']);

-- Two people who were in the same department, or under the same manager, at the same time; or one led the other.
create function worked_together(one uuid, other uuid) returns boolean language sql stable as $$
	select exists (
		select
		from tenure mine
		join tenure t on t.network_id = mine.network_id
			and t.person_id = other
			and t.company_id = mine.company_id
			and (
				(t.department = mine.department and t.department <> '')
				or t.manager_id = mine.manager_id
				or t.manager_id = mine.person_id
				or mine.manager_id = t.person_id
			)
			and t.started_on <= coalesce(mine.ended_on, 'infinity')
			and coalesce(t.ended_on, 'infinity') >= mine.started_on
		where mine.person_id = one
	)
$$;

-- Where someone works now, as they name it: members who work there must find no trace of them. Of
-- the others they see what they saw: otherwise one could find out where somebody works by hiding from one company after another.
create table hidden_from (
	network_id uuid not null references network,
	person_id uuid not null,
	kind text not null check (kind in ('company', 'domain')),
	value text not null check (length(value) between 2 and 200),
	primary key (network_id, person_id, kind, value),
	foreign key (network_id, person_id) references person on delete cascade
);
call keep_apart('hidden_from');

-- Whom that means, person by person. It is derived, and follows what members say of themselves in the same transaction.
create table directory.unseen_by (
	network_id uuid not null,
	person_id uuid not null,
	other_id uuid not null,
	primary key (network_id, person_id, other_id)
);
create index unseen_by_other on directory.unseen_by (network_id, other_id, person_id);
call keep_apart('directory.unseen_by');
grant select on directory.unseen_by to okaeri_app;

-- A company's name without its legal form, folded as the directory folds: 株式会社ひかり製作所 and (株)ひかり製作所 are one.
create function directory.company_key(name text) returns text
language sql immutable strict parallel safe set search_path = pg_catalog as $$
	select directory.fold(regexp_replace(
		lower(normalize(name, NFKC)),
		'株式会社|\(株\)|有限会社|\(有\)|合同会社|\m(inc|incorporated|corp|corporation|company|co|ltd|limited|llc|gmbh|kk)\M',
		' ', 'g'
	))
$$;

-- Whether two names mean the same company: one is a part of the other, and the shorter one is at least half of what was given.
create function directory.is_same_company(given text, theirs text) returns boolean
language sql immutable strict parallel safe set search_path = pg_catalog as $$
	select length(given) >= 2
		and length(theirs) >= 2
		and (strpos(theirs, given) > 0 or (strpos(given, theirs) > 0 and 2 * length(theirs) >= length(given)))
$$;

-- Where a member works: what they say, the companies of the network that employ them, and the domains of their addresses.
create function directory.employers(network uuid, someone uuid) returns table (kind text, name text)
language sql stable set search_path = public, pg_temp as $$
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
			and t.ended_on is null
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
revoke execute on function directory.employers(uuid, uuid) from public;

-- Works out anew from whom someone is hidden (`hider`), or who is hidden from someone (`other`); null means everyone.
create function directory.refresh_unseen(network uuid, hider uuid, other uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
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
	select distinct network, h.person_id, m.person_id
	from membership m
	cross join lateral directory.employers(network, m.person_id) e
	join hidden_from h on h.network_id = network
		and h.kind = e.kind
		and h.person_id <> m.person_id
	where m.network_id = network
		and (other is null or m.person_id = other)
		and (hider is null or h.person_id = hider)
		and case h.kind
			when 'company' then directory.is_same_company(directory.company_key(h.value), e.name)
			else e.name = lower(h.value) or right(e.name, length(h.value) + 1) = '.' || lower(h.value)
		end;
end $$;
revoke execute on function directory.refresh_unseen(uuid, uuid, uuid) from public;

create function directory.follow_hidden() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
	perform directory.refresh_unseen(c.network_id, c.person_id, null)
	from (select distinct network_id, person_id from changed) c;
	return null;
end $$;
revoke execute on function directory.follow_hidden() from public;
create trigger directory_follows_added after insert on hidden_from
	referencing new table as changed for each statement execute function directory.follow_hidden();
create trigger directory_follows_changed after update on hidden_from
	referencing new table as changed for each statement execute function directory.follow_hidden();
create trigger directory_follows_deleted after delete on hidden_from
	referencing old table as changed for each statement execute function directory.follow_hidden();

-- An address tells where someone works. Of those who are no members nothing is kept.
create function directory.follow_address() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
	perform directory.refresh_unseen(m.network_id, null, m.person_id)
	from membership m
	where m.network_id = new.network_id
		and case tg_table_name
			when 'contact' then m.person_id = (to_jsonb(new) ->> 'person_id')::uuid
			else m.account_id = (to_jsonb(new) ->> 'id')::uuid
		end;
	return null;
end $$;
revoke execute on function directory.follow_address() from public;
create trigger directory_follows after insert or update of email on contact
	for each row execute function directory.follow_address();
create trigger directory_follows after update of email on auth.account_holder
	for each row execute function directory.follow_address();

-- As before, but nobody is found by what they show to their former teams or to the desk, and who is hidden follows.
create or replace function directory.refresh(network uuid, someone uuid)
 returns void
 language plpgsql
 security definer
 set search_path = public, pg_temp
as $$
declare
	entry directory.entry;
	old directory.entry;
begin
	select * into old from directory.entry e where e.network_id = network and e.person_id = someone;
	select network, p.person_id, 'alumnus' = any (mb.roles),
		'|' || array_to_string(array(select distinct directory.fold(name) from unnest(array[
			p.family_name || p.given_name, p.given_name || p.family_name, p.family_kana || p.given_kana, p.given_kana || p.family_kana,
			p.family_name || p.given_kana, p.family_kana || p.given_name, p.given_name, p.given_kana, p.family_name, p.family_kana]) name where name <> ''
			union select directory.fold_kana(name) from unnest(array[p.family_kana || p.given_kana, p.given_kana || p.family_kana]) name where name <> ''), '|') || '|',
		words.everyone, words.alumni,
		directory.fold(coalesce(nullif(p.family_kana || ' ' || p.given_kana, ' '), p.family_name || ' ' || p.given_name)),
		'{}', facets.everyone, facets.alumni
	into entry
	from person p join membership mb on mb.network_id = network and mb.person_id = p.person_id
	left join profile f on f.network_id = network and f.person_id = p.person_id
	cross join lateral (select
		'|' || coalesce(string_agg(directory.fold(part), '|') filter (where audience = 'everyone'), '') || '|' as everyone,
		'|' || coalesce(string_agg(directory.fold(part), '|') filter (where audience = 'alumni'), '') || '|' as alumni
		from (
			select coalesce(f.career_for, 'everyone') as audience, part from tenure t
				cross join lateral (select unnest(regexp_split_to_array(t.department, '\s+') || array[
					t.department, t.title, to_char(t.started_on, 'YYYY'), to_char(t.started_on, 'YYYY"年入社"'),
					to_char(t.ended_on, 'YYYY'), to_char(t.ended_on, 'YYYY"年退職"')]) as part) x
				where t.network_id = network and t.person_id = p.person_id
			union all select coalesce(f.present_for, 'everyone'), unnest(array[p.present_company, p.headline])
			union all select f.place_for, f.place
			union all select f.skills_for, unnest(f.skills)
		) parts where part <> '') words
	cross join lateral (select coalesce(array_agg(distinct facet) filter (where audience = 'everyone'), '{}') as everyone,
		coalesce(array_agg(distinct facet) filter (where audience in ('everyone', 'alumni')), '{}') as alumni
		from (
			select coalesce(f.career_for, 'everyone') as audience, unnest(array[
					directory.facet(network, 'department', t.department),
					directory.facet(network, 'joined', to_char(t.started_on, 'YYYY')),
					directory.facet(network, 'company', t.company_id::text)]) as facet
				from tenure t where t.network_id = network and t.person_id = p.person_id
			union all select f.place_for, directory.facet(network, 'place', f.place) where f.place <> ''
			union all select f.offers_for, directory.facet(network, 'offer', offer) from unnest(f.offers) offer
		) told where facet is not null) facets
	where p.network_id = network and p.person_id = someone and coalesce(f.is_listed, true);
	if old.person_id is not null and (entry.names, entry.for_everyone, entry.for_alumni, entry.sort) is distinct from (old.names, old.for_everyone, old.for_alumni, old.sort) then
		delete from directory.beginning b using directory.beginnings(old) o where b.network_id = network and b.sign = o.sign and b.rank = o.rank and b.sort = old.sort and b.person_id = someone;
	end if;
	if entry.person_id is not null and (entry.names, entry.for_everyone, entry.for_alumni, entry.sort) is distinct from (old.names, old.for_everyone, old.for_alumni, old.sort) then
		insert into directory.beginning select network, o.sign, o.rank, entry.sort, someone, o.alumni_only from directory.beginnings(entry) o;
	end if;
	if entry.person_id is null then
		delete from directory.entry e where e.network_id = network and e.person_id = someone;
	else
		entry.grams := directory.grams(network, entry.names || entry.for_everyone || entry.for_alumni);
		insert into directory.entry select entry.* on conflict (network_id, person_id) do update set is_alumnus = excluded.is_alumnus, names = excluded.names, for_everyone = excluded.for_everyone,
			for_alumni = excluded.for_alumni, sort = excluded.sort, grams = excluded.grams, facets = excluded.facets, alumni_facets = excluded.alumni_facets;
	end if;
	perform directory.refresh_unseen(network, null, someone);
end $$;

-- As before, but who is hidden from someone at their present employer is kept apart like who shut them out.
create or replace function directory.find(question jsonb, kinds text[], searcher uuid, among_alumni boolean, after_rank integer, after_sort text, after_id uuid, most integer)
 returns setof directory.found
 language plpgsql
 stable security definer rows 24
 set search_path = public, pg_temp
as $$
declare
	here constant uuid := current_network();
	wanted bigint[];
	clauses text;
	ranks text;
	best directory.found[];
	whole text;
	bound text;
	facets constant text := case when among_alumni then 'e.alumni_facets' else 'e.facets' end;
	apart constant uuid[] := array(
		select b.blocked_id from block b where b.network_id = here and b.person_id = searcher
		union all select b.person_id from block b where b.network_id = here and b.blocked_id = searcher
		union all select u.person_id from directory.unseen_by u where u.network_id = here and u.other_id = searcher
	);
	hidden constant text := 'e.person_id <> all ($3)';
begin
	select coalesce(array_agg(directory.facet(here, split_part(kind, ':', 1), substr(kind, strpos(kind, ':') + 1))), '{}') into wanted from unnest(kinds) kind;
	if jsonb_array_length(question) = 0 then
		if cardinality(wanted) > 0 and (select count(*) from (select from directory.entry e where e.facets @> wanted or (among_alumni and e.alumni_facets @> wanted) limit 2000) near) < 2000 then
			return query execute format('with few as materialized (select e.* from directory.entry e where %s @> $2 and e.network_id = $1)
				select e.person_id, 0, e.sort from few e where %s and (e.sort, e.person_id) > ($4, $5) order by e.sort, e.person_id limit $6', facets, hidden)
				using here, wanted, apart, after_sort, after_id, most;
		else
			return query execute format('select e.person_id, 0, e.sort from directory.entry e where e.network_id = $1 and %s @> $2
					and %s and (e.sort, e.person_id) > ($4, $5) order by e.sort, e.person_id limit $6', facets, hidden)
				using here, wanted, apart, after_sort, after_id, most;
		end if;
		return;
	end if;
	-- A word in kana is also looked for with its long vowels short.
	select jsonb_agg(jsonb_build_object(
		'spelt', (select jsonb_agg(distinct directory.fold(s)) from jsonb_array_elements_text(word) s where directory.fold(s) <> ''),
		'sounds', coalesce((select jsonb_agg(distinct directory.fold_kana(s)) from jsonb_array_elements_text(word) s where s ~ '^[ぁ-ゖァ-ヺー]+$' and directory.fold_kana(s) <> ''), '[]'))) into question
		from jsonb_array_elements(question) word where exists (select from jsonb_array_elements_text(word) s where directory.fold(s) <> '');
	if question is null then return; end if;
	if jsonb_array_length(question) = 1 and cardinality(wanted) = 0 then
		best := array(select (person_id, rank, sort)::directory.found from (
			select distinct on (person_id) person_id, rank, sort from (
				select b.person_id, b.rank + w.extra as rank, b.sort from (
					select 0 as extra, jsonb_array_elements_text(question -> 0 -> 'spelt') as s
					union all (select 1, jsonb_array_elements_text(question -> 0 -> 'sounds') except select 1, jsonb_array_elements_text(question -> 0 -> 'spelt'))) w
				cross join lateral (select n.person_id, n.rank, n.sort from directory.beginning n where n.network_id = here and n.sign = w.s
					and (n.rank, n.sort, n.person_id) > ((after_rank - w.extra)::smallint, after_sort, after_id)
					and (among_alumni or not n.alumni_only) and n.person_id <> all (apart) order by n.rank, n.sort, n.person_id limit most) b) found
			order by person_id, rank) one order by rank, sort, person_id limit most);
		if cardinality(best) = most then
			return query select * from unnest(best);
			return;
		end if;
	end if;
	for round in 1..2 loop
		bound := case round when 1 then '|' else '' end;
		select string_agg('(' || (select string_agg(format('e.grams @> %L::bigint[]', directory.grams(here, bound || s)), ' or ')
				from (select jsonb_array_elements_text(word -> 'spelt') as s union select jsonb_array_elements_text(word -> 'sounds')) x) || ')', ' and '),
			string_agg(directory.fitting(array(select jsonb_array_elements_text(word -> 'spelt')), array(select jsonb_array_elements_text(word -> 'sounds'))), ' + ')
		into clauses, ranks from jsonb_array_elements(question) word;
		execute format('with near as materialized (select e.person_id, e.names, %s as words, e.sort from directory.entry e where %s and e.network_id = $1 %s limit 500),
			ranked as (select e.person_id, %s as rank, e.sort from near e where %s)
			select array(select (person_id, rank, sort)::directory.found from ranked where rank is not null and (rank, sort, person_id) > ($4, $5, $6) order by rank, sort, person_id limit $7)',
			case when among_alumni then 'e.for_everyone || e.for_alumni' else 'e.for_everyone' end, clauses,
			case when cardinality(wanted) > 0 then format('and %s @> $2', facets) else '' end, ranks, hidden)
			into best using here, wanted, apart, after_rank, after_sort, after_id, most;
		exit when cardinality(best) = most;
	end loop;
	-- One word that nobody has may be two written together: 営業部中村.
	if cardinality(best) = 0 and after_rank < 0 and jsonb_array_length(question) = 1 then
		whole := question -> 0 -> 'spelt' ->> 0;
		for cut in 1..least(length(whole) - 1, 12) loop
			exit when cardinality(best) > 0;
			best := array(select f from directory.find(jsonb_build_array(jsonb_build_array(left(whole, cut)), jsonb_build_array(substr(whole, cut + 1))),
				kinds, searcher, among_alumni, 0, '', '00000000-0000-0000-0000-000000000000', most) f);
		end loop;
	end if;
	return query select * from unnest(best);
end $$;

-- A text for a reader to whom some of those named in it may not be shown (by a block, or because they hide from the reader): each
-- of their mentions is '@…' there. `html` is the form of the text with its mentions, which may be the text itself; without it, mentions are known by
-- the names of the people.
create function without_apart(said text, html text, reader uuid) returns text language plpgsql stable as $$
declare
	named record;
begin
	if said is null or strpos(said, '@') = 0 then
		return said;
	end if;
	for named in
		select p.person_id::text as id, mention.name
		from (
			select b.blocked_id from block b where b.person_id = reader
			union
			select b.person_id from block b where b.blocked_id = reader
			union
			select u.person_id from directory.unseen_by u where u.other_id = reader
		) apart(person_id)
		join person p using (person_id)
		cross join lateral (
			select p.family_name || ' ' || p.given_name
			union
			select p.given_name || ' ' || p.family_name
			union
			select p.family_name || p.given_name
			union
			select substr(hit[1], 2)
			from regexp_matches(html, 'data-mention="person:' || p.person_id || '"[^>]*>(@[^<]*)<', 'g') hit
			union
			select replace(replace(substr(hit[1], 2), '&quot;', '"'), '&amp;', '&')
			from regexp_matches(html, 'data-mention="person:' || p.person_id || '"[^>]*>(@[^<]*)<', 'g') hit
		) mention(name)
		where mention.name <> ' '
	loop
		said := replace(replace(said, '@' || named.name, '@…'), named.id, '');
	end loop;
	return said;
end $$;
