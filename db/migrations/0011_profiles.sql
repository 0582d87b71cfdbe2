-- Who they are to each other: what a member tells of themselves and to whom, whom they shut out, and the directory in which they are found.

create table profile (
	network_id uuid not null references network,
	person_id uuid not null,
	introduction text not null default '' check (length(introduction) <= 2000),
	place text not null default '' check (length(place) <= 100),
	skills text[] not null default '{}' check (cardinality(skills) <= 20),
	offers text[] not null default '{}' check (offers <@ array['talk', 'mentoring', 'side_work', 'hiring', 'collaboration']),
	looks_for text[] not null default '{}' check (looks_for <@ array['talk', 'mentoring', 'side_work', 'hiring', 'collaboration']),
	picture_id uuid,
	is_listed boolean not null default true,
	career_for text not null default 'everyone' check (career_for in ('everyone', 'alumni', 'nobody')),
	present_for text not null default 'everyone' check (present_for in ('everyone', 'alumni', 'nobody')),
	place_for text not null default 'everyone' check (place_for in ('everyone', 'alumni', 'nobody')),
	skills_for text not null default 'everyone' check (skills_for in ('everyone', 'alumni', 'nobody')),
	introduction_for text not null default 'everyone' check (introduction_for in ('everyone', 'alumni', 'nobody')),
	offers_for text not null default 'alumni' check (offers_for in ('everyone', 'alumni', 'nobody')),
	written_by text not null default 'everyone' check (written_by in ('everyone', 'known', 'nobody')),
	path_put_away_at timestamptz,
	revision integer not null default 1,
	primary key (network_id, person_id),
	foreign key (network_id, person_id) references person on delete cascade
);
call keep_apart('profile');

create table block (
	network_id uuid not null references network,
	person_id uuid not null,
	blocked_id uuid not null,
	since timestamptz not null default now(),
	primary key (network_id, person_id, blocked_id),
	foreign key (network_id, person_id) references person on delete cascade,
	foreign key (network_id, blocked_id) references person on delete cascade,
	check (person_id <> blocked_id)
);
call keep_apart('block');
create index block_of on block (network_id, blocked_id, person_id);

create index tenure_by_department on tenure (network_id, company_id, department, started_on);

-- The directory. Its index lies in a schema of its own that the application's role cannot read: only directory.find() looks into it,
-- in the network of the transaction and with the eyes of the searcher. Text is folded, so that width, kana, case and variant characters do
-- not matter, and cut into grams of one and two signs, hashed with the network, so that one sign finds as fast as ten.
create schema directory;

create function directory.fold(text) returns text language sql immutable strict parallel safe set search_path = pg_catalog as $$
	select translate(lower(normalize($1, NFKC)),
		'ァアィイゥウェエォオカガキギクグケゲコゴサザシジスズセゼソゾタダチヂッツヅテデトドナニヌネノハバパヒビピフブプヘベペホボポマミムメモャヤュユョヨラリルレロヮワヰヱヲンヴ'
		|| 'àáâãäåçèéêëìíîïñòóôõöøùúûüýÿāēīōūšžœß'
		|| '髙﨑碕嵜邉邊齋齊斎澤濵濱廣國櫻嶋嶌龍眞惠藏榮德瀨冨峯渕槙曾壽樂豐舘桒𠮷與圓關實縣兒彌禮條佛鐵穗應團澁學寶增晧恆巖藪蘆槗檜鷗賴緖薰萬靜淸晉隆靖祐鄕都郞黑黃步每海飮館數戶'
		|| E'|\t\n\r 　・･''’`´-‐‑‒–—―.,、。()（）/／＿_「」&＆',
		'ぁあぃいぅうぇえぉおかがきぎくぐけげこごさざしじすずせぜそぞただちぢっつづてでとどなにぬねのはばぱひびぴふぶぷへべぺほぼぽまみむめもゃやゅゆょよらりるれろゎわゐゑをんゔ'
		|| 'aaaaaaceeeeiiiinoooooouuuuyyaeiouszos'
		|| '高崎崎崎辺辺斉斉斉沢浜浜広国桜島島竜真恵蔵栄徳瀬富峰淵槇曽寿楽豊館桑吉与円関実県児弥礼条仏鉄穂応団渋学宝増皓恒岩薮芦橋桧鴎頼緒薫万静清晋隆靖祐郷都郎黒黄歩毎海飲館数戸')
$$;

-- Long vowels are written in many ways (おおの, おーの, Ono, Ohno); here they are all short. ぢ and づ sound like じ and ず.
create function directory.fold_kana(text) returns text language sql immutable strict parallel safe set search_path = pg_catalog as $$
	select translate(regexp_replace(regexp_replace(translate(directory.fold($1), 'ぢづゐゑをー', 'じずいえお'),
		'([おこそとのほもよろごぞどぼぽょ])[うお]', '\1', 'g'), '([うくすつぬふむゆるぐずぶぷゅ])う', '\1', 'g'), '', '')
$$;

create function directory.grams(network uuid, haystack text) returns bigint[] language sql immutable strict parallel safe set search_path = pg_catalog as $$
	with signs as (select string_to_array(haystack, null) as s, hashtextextended(network::text, 0) as seed)
	select coalesce(array_agg(distinct hashtextextended(gram, seed)), '{}') from signs,
		lateral (select s[i] as gram from generate_subscripts(s, 1) i where s[i] <> '|' union all select s[i] || s[i + 1] from generate_subscripts(s, 1) i where i < cardinality(s)) g
$$;

create function directory.facet(network uuid, kind text, value text) returns bigint language sql immutable strict parallel safe set search_path = pg_catalog as $$
	select hashtextextended(kind || ':' || directory.fold(value), hashtextextended(network::text, 1))
$$;

create table directory.entry (
	network_id uuid not null,
	person_id uuid not null,
	is_alumnus boolean not null,
	names text not null,
	for_everyone text not null,
	for_alumni text not null,
	sort text not null,
	grams bigint[] not null,
	facets bigint[] not null,
	alumni_facets bigint[] not null,
	primary key (network_id, person_id)
);
create index entry_in_order on directory.entry (network_id, sort, person_id);
create index entry_by_gram on directory.entry using gin (grams);
create index entry_by_facet on directory.entry using gin (facets);
create index entry_by_alumni_facet on directory.entry using gin (alumni_facets);

-- How names, and then the other words of an entry, begin: the first one to three signs of each, and the whole. A search for one word walks these in the order of its
-- answer, so that it costs the same among a thousand and among a million.
create table directory.beginning (
	network_id uuid not null,
	sign text not null,
	rank smallint not null,
	sort text not null,
	person_id uuid not null,
	alumni_only boolean not null,
	primary key (network_id, sign, rank, sort, person_id)
);
create function directory.beginnings(entry directory.entry) returns table (sign text, rank smallint, alumni_only boolean) language sql immutable parallel safe set search_path = pg_catalog as $$
	select distinct on (s) s, r::smallint, hidden from (
		select left(word, n) as s, base + case when length(word) = n then 0 else 2 end as r, hidden from (
			select 0 as base, false as hidden, unnest(string_to_array(trim(both '|' from entry.names), '|')) as word
			union all select 6, false, unnest(string_to_array(trim(both '|' from entry.for_everyone), '|'))
			union all select 6, true, unnest(string_to_array(trim(both '|' from entry.for_alumni), '|'))) words
		cross join lateral (select generate_series(1, least(3, length(word))) union select length(word)) at(n) where word <> '') x order by s, hidden, r
$$;

-- Writes someone's entry anew; who is no member, or does not want to be listed, has none.
create function directory.refresh(network uuid, someone uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
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
				cross join lateral (select unnest(regexp_split_to_array(t.department, '\s+') || array[t.department, t.title, to_char(t.started_on, 'YYYY'), to_char(t.started_on, 'YYYY"年入社"'), to_char(t.ended_on, 'YYYY'), to_char(t.ended_on, 'YYYY"年退職"')]) as part) x
				where t.network_id = network and t.person_id = p.person_id
			union all select coalesce(f.present_for, 'everyone'), unnest(array[p.present_company, p.headline])
			union all select f.place_for, f.place
			union all select f.skills_for, unnest(f.skills)
		) parts where part <> '') words
	cross join lateral (select coalesce(array_agg(distinct facet) filter (where audience = 'everyone'), '{}') as everyone, coalesce(array_agg(distinct facet) filter (where audience <> 'nobody'), '{}') as alumni
		from (
			select coalesce(f.career_for, 'everyone') as audience, unnest(array[directory.facet(network, 'department', t.department), directory.facet(network, 'joined', to_char(t.started_on, 'YYYY')), directory.facet(network, 'company', t.company_id::text)]) as facet
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
end $$;
revoke execute on function directory.refresh(uuid, uuid) from public;

-- Whatever changes about a member, their entry follows in the same transaction. Who is no member costs one look.
create function directory.follow() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
	changed record := case tg_op when 'DELETE' then old else new end;
begin
	if tg_table_name = 'membership' or exists (select from membership m where m.network_id = changed.network_id and m.person_id = changed.person_id) then
		perform directory.refresh(changed.network_id, changed.person_id);
	end if;
	return null;
end $$;
create trigger directory_follows after insert or delete or update of roles on membership for each row execute function directory.follow();
create trigger directory_follows after update of family_name, given_name, family_kana, given_kana, present_company, headline on person for each row execute function directory.follow();
create trigger directory_follows after insert or update or delete on tenure for each row execute function directory.follow();
create trigger directory_follows after insert or update on profile for each row execute function directory.follow();

-- An expression that says how well one word (as spelt, or as it sounds) fits an entry, from 0 (is the name) to 11 (sounds like something somewhere); null where
-- it does not. Written out, since a function called for every entry would take most of a search's time.
create function directory.fitting(spellings text[], sounds text[]) returns text language sql immutable parallel safe set search_path = pg_catalog as $$
	select 'least(' || string_agg(format('case when strpos(e.names, %3$L) > 0 then case when strpos(e.names, %1$L) > 0 then %4$s when strpos(e.names, %2$L) > 0 then %4$s + 2 else %4$s + 4 end
		when strpos(e.words, %3$L) > 0 then case when strpos(e.words, %1$L) > 0 then %4$s + 6 when strpos(e.words, %2$L) > 0 then %4$s + 8 else %4$s + 10 end end',
		'|' || s || '|', '|' || s, s, extra), ', ') || ')' from (select 0 as extra, unnest(spellings) as s union all (select 1, unnest(sounds) except select 1, unnest(spellings))) x
$$;

create type directory.found as (person_id uuid, rank integer, sort text);

-- Entries that fit every word of a question ([["なかむら", "中村"], …]: words with their spellings), best first: at most `most` after the given place.
-- Looks first at beginnings, then anywhere, and weighs no more than 500 of either, so that a common sign costs no more than a rare one.
create function directory.find(question jsonb, kinds text[], searcher uuid, among_alumni boolean, after_rank integer, after_sort text, after_id uuid, most integer)
returns setof directory.found language plpgsql stable rows 24 security definer set search_path = public, pg_temp as $$
declare
	here constant uuid := current_network();
	wanted bigint[];
	clauses text;
	ranks text;
	best directory.found[];
	whole text;
	bound text;
	facets constant text := case when among_alumni then 'e.alumni_facets' else 'e.facets' end;
	apart constant uuid[] := array(select b.blocked_id from block b where b.network_id = here and b.person_id = searcher union all select b.person_id from block b where b.network_id = here and b.blocked_id = searcher);
	hidden constant text := 'e.person_id <> all ($3)';
begin
	select coalesce(array_agg(directory.facet(here, split_part(kind, ':', 1), substr(kind, strpos(kind, ':') + 1))), '{}') into wanted from unnest(kinds) kind;
	if jsonb_array_length(question) = 0 then
		if cardinality(wanted) > 0 and (select count(*) from (select from directory.entry e where e.facets @> wanted or (among_alumni and e.alumni_facets @> wanted) limit 2000) near) < 2000 then
			return query execute format('with few as materialized (select e.* from directory.entry e where %s @> $2 and e.network_id = $1)
				select e.person_id, 0, e.sort from few e where %s and (e.sort, e.person_id) > ($4, $5) order by e.sort, e.person_id limit $6', facets, hidden)
				using here, wanted, apart, after_sort, after_id, most;
		else
			return query execute format('select e.person_id, 0, e.sort from directory.entry e where e.network_id = $1 and %s @> $2 and %s and (e.sort, e.person_id) > ($4, $5) order by e.sort, e.person_id limit $6', facets, hidden)
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
					and (n.rank, n.sort, n.person_id) > ((after_rank - w.extra)::smallint, after_sort, after_id) and (among_alumni or not n.alumni_only) and n.person_id <> all (apart) order by n.rank, n.sort, n.person_id limit most) b) found
			order by person_id, rank) one order by rank, sort, person_id limit most);
		if cardinality(best) = most then
			return query select * from unnest(best);
			return;
		end if;
	end if;
	for round in 1..2 loop
		bound := case round when 1 then '|' else '' end;
		select string_agg('(' || (select string_agg(format('e.grams @> %L::bigint[]', directory.grams(here, bound || s)), ' or ') from (select jsonb_array_elements_text(word -> 'spelt') as s union select jsonb_array_elements_text(word -> 'sounds')) x) || ')', ' and '),
			string_agg(directory.fitting(array(select jsonb_array_elements_text(word -> 'spelt')), array(select jsonb_array_elements_text(word -> 'sounds'))), ' + ')
		into clauses, ranks from jsonb_array_elements(question) word;
		execute format('with near as materialized (select e.person_id, e.names, %s as words, e.sort from directory.entry e where %s and e.network_id = $1 %s limit 500),
			ranked as (select e.person_id, %s as rank, e.sort from near e where %s)
			select array(select (person_id, rank, sort)::directory.found from ranked where rank is not null and (rank, sort, person_id) > ($4, $5, $6) order by rank, sort, person_id limit $7)',
			case when among_alumni then 'e.for_everyone || e.for_alumni' else 'e.for_everyone' end, clauses, case when cardinality(wanted) > 0 then format('and %s @> $2', facets) else '' end, ranks, hidden)
			into best using here, wanted, apart, after_rank, after_sort, after_id, most;
		exit when cardinality(best) = most;
	end loop;
	-- One word that nobody has may be two written together: 営業部中村.
	if cardinality(best) = 0 and after_rank < 0 and jsonb_array_length(question) = 1 then
		whole := question -> 0 -> 'spelt' ->> 0;
		for cut in 1..least(length(whole) - 1, 12) loop
			exit when cardinality(best) > 0;
			best := array(select f from directory.find(jsonb_build_array(jsonb_build_array(left(whole, cut)), jsonb_build_array(substr(whole, cut + 1))), kinds, searcher, among_alumni, 0, '', '00000000-0000-0000-0000-000000000000', most) f);
		end loop;
	end if;
	return query select * from unnest(best);
end $$;
revoke execute on function directory.find(jsonb, text[], uuid, boolean, integer, text, uuid, integer) from public;
grant usage on schema directory to okaeri_app;
grant execute on function directory.find(jsonb, text[], uuid, boolean, integer, text, uuid, integer) to okaeri_app;
