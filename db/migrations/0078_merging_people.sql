-- Two entries become one person, and two again within 30 days. Each change of a row is kept as a step, and undone backwards.

create table person_merge (
	network_id uuid not null references network,
	merge_id uuid not null default new_id(),
	kept_id uuid not null,
	gone_id uuid not null,
	gone_name text not null,
	merged_by uuid not null,
	merged_at timestamptz not null default now(),
	undone_by uuid,
	undone_at timestamptz,
	primary key (network_id, merge_id),
	check ((undone_by is null) = (undone_at is null))
);
call keep_apart('person_merge');
create index person_merge_of_kept on person_merge (network_id, kept_id);
create index person_merge_of_gone on person_merge (network_id, gone_id);

-- The rows as they were hold what people told in confidence. Only the functions below read them.
create table person_merge_step (
	network_id uuid not null references network,
	merge_id uuid not null,
	step_no integer not null,
	table_name text not null,
	done text not null check (done in ('changed', 'removed', 'added')),
	key jsonb not null,
	before jsonb,
	primary key (network_id, merge_id, step_no),
	foreign key (network_id, merge_id) references person_merge on delete cascade
);
call keep_apart('person_merge_step');
revoke all on person_merge_step from okaeri_app;

-- Columns that name a person without a foreign key. A test holds that each such column of the house is decided about.
create function loose_person_columns() returns table (tab regclass, col text)
language sql stable set search_path = public, pg_temp as $$
	select named.tab::regclass, named.col
	from (values
		('mail', 'person_id'),
		('match', 'person_id'),
		('hr_import', 'made_by'),
		('hr_import_row', 'person_id'),
		('invitation_wave', 'made_by'),
		('event_reply', 'checked_in_by'),
		('helper', 'made_by'),
		('rehire', 'recorded_by'),
		('report', 'settled_by'),
		('report', 'subject_id'),
		('conversation', 'assigned_to'),
		('upload', 'holder_id'),
		('notification', 'subject_id')
	) named(tab, col)
$$;

-- Every column that names a person: by a foreign key to `person`, or to a table that is itself keyed by one, or loosely.
create function person_columns() returns table (tab regclass, col text)
language sql stable set search_path = public, pg_temp as $$
	with recursive pairs as (
		select k.conrelid, k.confrelid, a.attname::text as col, b.attname::text as named
		from pg_constraint k
		cross join unnest(k.conkey, k.confkey) as part(here, there)
		join pg_attribute a on a.attrelid = k.conrelid and a.attnum = part.here
		join pg_attribute b on b.attrelid = k.confrelid and b.attnum = part.there
		where k.contype = 'f'
			and k.conparentid = 0
			and a.attname <> 'network_id'
	),
	found(tab, col) as (
		select conrelid, col from pairs where confrelid = 'person'::regclass and named = 'person_id'
		union
		select p.conrelid, p.col from pairs p join found f on f.tab = p.confrelid and f.col = p.named
	)
	select found.tab::regclass, found.col from found
	union
	select l.tab, l.col from loose_person_columns() l
$$;

create function key_columns(tab regclass) returns text[] language sql stable as $$
	select array_agg(a.attname::text)
	from pg_index i
	join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
	where i.indrelid = tab
		and i.indisprimary
$$;

-- The condition that finds the row of a key, given as the parameter $1.
create function where_key(tab regclass) returns text language sql stable as $$
	select string_agg(format('t.%1$I = (jsonb_populate_record(null::%2$s, $1)).%1$I', col, tab), ' and ')
	from unnest(key_columns(tab)) col
$$;

create function part_of(whole jsonb, columns text[]) returns jsonb language sql immutable as $$
	select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(whole) where key = any (columns)
$$;

create function note_step(merge uuid, tab regclass, what text, of_key jsonb, was jsonb) returns void
language sql as $$
	insert into person_merge_step (network_id, merge_id, step_no, table_name, done, key, before)
	select current_network(), merge, coalesce(max(step_no), 0) + 1, tab::text, what, of_key, was
	from person_merge_step
	where network_id = current_network()
		and merge_id = merge
$$;

-- Changes columns of one row.
create function change_row(merge uuid, tab regclass, old_row jsonb, wanted jsonb) returns void language plpgsql as $$
declare
	key jsonb := part_of(old_row, key_columns(tab));
	columns text[] := array(select jsonb_object_keys(wanted));
begin
	execute format(
		'update %s t set %s where %s',
		tab,
		(select string_agg(format('%1$I = (jsonb_populate_record(null::%2$s, $2)).%1$I', col, tab), ', ') from unnest(columns) col),
		where_key(tab)
	) using key, wanted;
	perform note_step(merge, tab, 'changed', key || part_of(wanted, key_columns(tab)), part_of(old_row, columns));
end $$;

-- Removes one row, and first those that would go along with it.
create function remove_row(merge uuid, tab regclass, old_row jsonb) returns void language plpgsql as $$
declare
	link record;
	child jsonb;
begin
	for link in
		select k.conrelid::regclass as tab,
			string_agg(format('c.%I = (jsonb_populate_record(null::%s, $1)).%I', a.attname, tab, b.attname), ' and ') as fits
		from pg_constraint k
		cross join unnest(k.conkey, k.confkey) as part(here, there)
		join pg_attribute a on a.attrelid = k.conrelid and a.attnum = part.here
		join pg_attribute b on b.attrelid = k.confrelid and b.attnum = part.there
		where k.contype = 'f'
			and k.confrelid = remove_row.tab
			and k.confdeltype = 'c'
			and k.conparentid = 0
		group by k.oid, k.conrelid
	loop
		for child in execute format('select to_jsonb(c) from %s c where %s', link.tab, link.fits) using old_row loop
			perform remove_row(merge, link.tab, child);
		end loop;
	end loop;
	execute format('delete from %s t where %s', tab, where_key(tab)) using part_of(old_row, key_columns(tab));
	perform note_step(merge, tab, 'removed', part_of(old_row, key_columns(tab)), old_row);
end $$;

create function add_row(merge uuid, tab regclass, new_row jsonb) returns void language plpgsql as $$
begin
	perform write_row(tab, new_row);
	perform note_step(merge, tab, 'added', part_of(new_row, key_columns(tab)), null);
end $$;

create function write_row(tab regclass, new_row jsonb) returns void language plpgsql as $$
declare
	columns text := (
		select string_agg(quote_ident(attname), ', ')
		from pg_attribute
		where attrelid = tab
			and attnum > 0
			and not attisdropped
			and attgenerated = ''
	);
begin
	execute format('insert into %1$s (%2$s) select %2$s from jsonb_populate_record(null::%1$s, $1) on conflict do nothing', tab, columns)
	using new_row;
end $$;

-- Gives one row of `gone` to `kept`. Where `kept` has such a row, theirs stays and this one goes. What `kept` cannot have (to
-- be one's own manager, to have blocked oneself) is left empty, or goes. Two talks at one time are two people's.
create function give_row(merge uuid, tab regclass, col text, old_row jsonb, kept uuid) returns void language plpgsql as $$
begin
	perform change_row(merge, tab, old_row, jsonb_build_object(col, kept));
exception
	when unique_violation then
		perform remove_row(merge, tab, old_row);
	when check_violation then
		if (select attnotnull from pg_attribute where attrelid = tab and attname = col) then
			perform remove_row(merge, tab, old_row);
		else
			perform change_row(merge, tab, old_row, jsonb_build_object(col, null));
		end if;
	when exclusion_violation then
		raise exception 'these are two people' using errcode = 'OKTWO';
end $$;

-- A stay that both have becomes one. What was said about its end comes together; `kept`'s own words stand.
create function fold_stays(merge uuid, kept uuid, gone uuid) returns void language plpgsql as $$
declare
	pair record;
	link record;
	child jsonb;
begin
	for pair in
		select to_jsonb(k) as mine, to_jsonb(g) as theirs, k.tenure_id as mine_id, g.tenure_id as theirs_id,
			to_jsonb(dk) as my_end, to_jsonb(dg) as their_end
		from tenure g
		join tenure k using (network_id, company_id, started_on)
		left join departure dk on dk.network_id = k.network_id and dk.tenure_id = k.tenure_id
		left join departure dg on dg.network_id = g.network_id and dg.tenure_id = g.tenure_id
		where g.network_id = current_network()
			and g.person_id = gone
			and k.person_id = kept
	loop
		if pair.my_end is null and pair.their_end is not null then
			perform add_row(merge, 'departure', pair.their_end || jsonb_build_object('tenure_id', pair.mine_id, 'person_id', kept));
		end if;
		perform change_row(merge, 'tenure', pair.mine, jsonb_build_object(
			'ended_on', coalesce(nullif(pair.mine -> 'ended_on', 'null'), pair.theirs -> 'ended_on'),
			'department', coalesce(nullif(pair.mine ->> 'department', ''), pair.theirs ->> 'department'),
			'title', coalesce(nullif(pair.mine ->> 'title', ''), pair.theirs ->> 'title'),
			'employment', coalesce(nullif(pair.mine ->> 'employment', ''), pair.theirs ->> 'employment'),
			'manager_id', coalesce(nullif(pair.mine -> 'manager_id', 'null'), nullif(pair.theirs -> 'manager_id', to_jsonb(kept)))
		));
		for link in
			select c.oid::regclass as tab
			from pg_class c
			join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenure_id'
			where c.relnamespace = 'public'::regnamespace
				and c.relkind = 'r'
				and c.oid not in ('tenure'::regclass, 'departure'::regclass)
		loop
			for child in execute format('select to_jsonb(t) from %s t where network_id = current_network() and tenure_id = $1', link.tab)
				using pair.theirs_id
			loop
				perform give_row(merge, link.tab, 'tenure_id', child, pair.mine_id);
			end loop;
		end loop;
		if pair.their_end is not null then
			perform remove_row(merge, 'departure', pair.their_end);
		end if;
		perform remove_row(merge, 'tenure', pair.theirs);
	end loop;
end $$;

-- Only one departure is the latest of a person, and only one standing is where they stand. `among` are the two entries.
create function mark_latest_of(merge uuid, among uuid[]) returns void language plpgsql as $$
declare
	row_of jsonb;
	last_departure uuid := (
		select tenure_id from departure
		where network_id = current_network() and person_id = any (among)
		order by left_on desc, tenure_id
		limit 1
	);
	last_standing uuid := (
		select standing_id from standing
		where network_id = current_network() and person_id = any (among) and is_current
		order by said_at desc, standing_id
		limit 1
	);
begin
	for row_of in
		select to_jsonb(d) from departure d
		where network_id = current_network() and person_id = any (among)
			and is_latest <> (tenure_id = last_departure)
		order by is_latest desc
	loop
		perform change_row(merge, 'departure', row_of, jsonb_build_object('is_latest', row_of ->> 'is_latest' = 'false'));
	end loop;
	for row_of in
		select to_jsonb(s) from standing s
		where network_id = current_network() and person_id = any (among)
			and is_current
			and standing_id <> last_standing
	loop
		perform change_row(merge, 'standing', row_of, '{"is_current": false}');
	end loop;
end $$;

-- Makes one person of two. `gone` has no account. `person_wish` and `contact_wish` hold the columns of `kept` that change.
create function merge_people(kept uuid, gone uuid, by_whom uuid, name_of_gone text, person_wish jsonb, contact_wish jsonb)
returns uuid language plpgsql security definer set search_path = public, pg_temp as $$
declare
	merge uuid;
	named record;
	row_of jsonb;
	last_one jsonb;
begin
	if exists (select from membership where network_id = current_network() and person_id = gone) then
		raise exception 'a member is not merged away' using errcode = 'OKTWO';
	end if;
	insert into person_merge (network_id, kept_id, gone_id, gone_name, merged_by)
	values (current_network(), kept, gone, name_of_gone, by_whom)
	returning merge_id into merge;

	if person_wish <> '{}' then
		perform change_row(merge, 'person', to_jsonb(p), person_wish)
		from person p where network_id = current_network() and person_id = kept;
	end if;
	if contact_wish <> '{}' then
		perform change_row(merge, 'contact', to_jsonb(c), contact_wish)
		from contact c where network_id = current_network() and person_id = kept;
	end if;
	-- A link that waits for an address of `gone` must not open for `kept`.
	for row_of in select to_jsonb(a) from address_proof a
		where network_id = current_network() and person_id = gone and proved_at is null
	loop
		perform remove_row(merge, 'address_proof', row_of);
	end loop;
	perform mark_latest_of(merge, array[kept, gone]);
	perform fold_stays(merge, kept, gone);

	-- A row that others are tied to by its person (a host's) is there for both until the others have been given.
	for named in select c.tab, c.col from person_columns() c
		where exists (select from pg_constraint k join pg_attribute a on a.attrelid = k.confrelid and a.attnum = any (k.confkey)
			where k.contype = 'f' and k.confrelid = c.tab and a.attname = c.col)
	loop
		execute format('select to_jsonb(t) from %s t where network_id = current_network() and %I = $1', named.tab, named.col)
		into row_of using kept;
		execute format('select to_jsonb(t) from %s t where network_id = current_network() and %I = $1', named.tab, named.col)
		into last_one using gone;
		if row_of is null and last_one is not null then
			perform add_row(merge, named.tab, last_one || jsonb_build_object(named.col, kept));
		end if;
	end loop;
	for named in select c.tab, c.col from person_columns() c where c.tab not in ('person_merge_step'::regclass, 'person_merge'::regclass)
		order by exists (select from pg_constraint k join pg_attribute a on a.attrelid = k.confrelid and a.attnum = any (k.confkey)
			where k.contype = 'f' and k.confrelid = c.tab and a.attname = c.col), c.tab::text, c.col
	loop
		for row_of in
			execute format('select to_jsonb(t) from %s t where network_id = current_network() and %I = $1', named.tab, named.col) using gone
		loop
			perform give_row(merge, named.tab, named.col, row_of, kept);
		end loop;
	end loop;
	for row_of in select to_jsonb(n) from notification n where network_id = current_network() and gone = any (actor_ids) loop
		perform change_row(merge, 'notification', row_of, jsonb_build_object('actor_ids',
			(select jsonb_agg(case when id = gone::text then kept::text else id end) from jsonb_array_elements_text(row_of -> 'actor_ids') id)));
	end loop;
	for row_of in select to_jsonb(c) from conversation c where network_id = current_network() and pair_key like '%' || gone || '%' loop
		begin
			perform change_row(merge, 'conversation', row_of, jsonb_build_object('pair_key', pair_key_for(row_of ->> 'pair_key', gone, kept)));
		exception when unique_violation then
			perform change_row(merge, 'conversation', row_of, '{"pair_key": null}');
		end;
	end loop;
	perform mark_latest_of(merge, array[kept]);
	select to_jsonb(p) into last_one from person p where network_id = current_network() and person_id = gone;
	perform remove_row(merge, 'person', last_one);
	if exists (select from membership where network_id = current_network() and person_id = kept) then
		perform directory.refresh(current_network(), kept);
	end if;
	return merge;
end $$;

-- The key of a conversation of two, with `kept` in the place of `gone`: the two ids in their order.
create function pair_key_for(old_key text, gone uuid, kept uuid) returns text language sql immutable as $$
	select case when old_key like 'desk:%' then 'desk:' || kept
		else (select string_agg(part, ':' order by part collate "C") from unnest(string_to_array(replace(old_key, gone::text, kept::text), ':')) part)
	end
$$;

-- Undoes a merge, the last step first. What was changed or removed since then stays as it is now.
create function unmerge_people(merge uuid, by_whom uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
	step record;
	kept uuid;
begin
	update person_merge
	set undone_at = now(), undone_by = by_whom
	where network_id = current_network() and merge_id = merge and undone_at is null
	returning kept_id into strict kept;
	for step in
		select table_name::regclass as tab, done, key, before from person_merge_step
		where network_id = current_network() and merge_id = merge
		order by step_no desc
	loop
		begin
			case step.done
				when 'changed' then
					execute format('update %s t set %s where %s', step.tab,
						(select string_agg(format('%1$I = (jsonb_populate_record(null::%2$s, $2)).%1$I', col, step.tab), ', ')
							from jsonb_object_keys(step.before) col),
						where_key(step.tab)) using step.key, step.before;
				when 'removed' then
					perform write_row(step.tab, step.before);
				else
					execute format('delete from %s t where %s', step.tab, where_key(step.tab)) using step.key;
			end case;
		exception when unique_violation or foreign_key_violation or check_violation or exclusion_violation then
			continue; -- something newer took its place, or what it hung on is gone
		end;
	end loop;
	delete from person_merge_step where network_id = current_network() and merge_id = merge;
	if exists (select from membership where network_id = current_network() and person_id = kept) then
		perform directory.refresh(current_network(), kept);
	end if;
end $$;

-- After the days in which a merge can be undone, how the rows were is forgotten.
create function forget_merges(days integer) returns void
language sql volatile security definer set search_path = public, pg_temp as $$
	delete from person_merge_step s
	using person_merge m
	where m.network_id = current_network()
		and s.network_id = m.network_id
		and s.merge_id = m.merge_id
		and m.merged_at < now() - make_interval(days => days)
$$;

-- Removes somebody: what the network knows of them, what they told it, their account, and what they wrote. What others wrote
-- to them stays. A return stays as a fact without a name, with the stays it rests on, so that figures told before hold.
-- True where nothing of the person is left; otherwise an entry without a name holds what stays.
create function remove_person(someone uuid, name_instead text) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare
	here uuid := current_network();
	link record;
	came_back boolean := exists (select from rehire where network_id = here and person_id = someone);
begin
	delete from membership where network_id = here and person_id = someone;
	delete from contact where network_id = here and person_id = someone;
	delete from consent where network_id = here and person_id = someone;
	delete from standing where network_id = here and person_id = someone;
	delete from employee_number where network_id = here and person_id = someone;
	delete from invitation where network_id = here and person_id = someone;
	delete from unlock where network_id = here and person_id = someone;
	delete from match where network_id = here and person_id = someone;
	delete from mail where network_id = here and person_id = someone;
	delete from hr_import_row where network_id = here and person_id = someone;
	delete from application where network_id = here and person_id = someone;
	delete from person_merge where network_id = here and (kept_id = someone or gone_id = someone);
	delete from departure_word w using departure d
	where d.network_id = here and d.person_id = someone and w.network_id = here and w.tenure_id = d.tenure_id;
	delete from departure_reason r using departure d
	where d.network_id = here and d.person_id = someone and r.network_id = here and r.tenure_id = d.tenure_id;
	delete from reason_suggestion r using departure d
	where d.network_id = here and d.person_id = someone and r.network_id = here and r.tenure_id = d.tenure_id;
	update casual_talk set wish = '', place = '' where network_id = here and alumnus_id = someone;
	update tenure set manager_id = null where network_id = here and manager_id = someone;

	delete from comment where network_id = here and author_id = someone;
	update message set words = '', pictures = 0, hidden_at = now() where network_id = here and author_id = someone and not as_desk;
	update conversation c
	set last_words = coalesce((
		select left(m.words, 120) from message m
		where m.network_id = here and m.conversation_id = c.conversation_id and m.hidden_at is null
		order by m.message_id desc
		limit 1
	), '')
	where c.network_id = here
		and exists (select from message m where m.network_id = here and m.conversation_id = c.conversation_id and m.author_id = someone);
	delete from post_version v using post p
	where p.network_id = here and p.author_id = someone and p.kind = 'person' and v.network_id = here and v.post_id = p.post_id;
	update post set words = '', html = '', pictures = 0, link_url = null, hidden_at = coalesce(hidden_at, now()), removed_at = now()
	where network_id = here and author_id = someone and kind = 'person';

	-- What goes along with a person, but for their place in conversations, in which others still read their own words.
	for link in
		select k.conrelid::regclass as tab, a.attname as col
		from pg_constraint k
		join pg_attribute a on a.attrelid = k.conrelid and a.attnum = any (k.conkey) and a.attname <> 'network_id'
		where k.contype = 'f'
			and k.confrelid = 'person'::regclass
			and k.confdeltype = 'c'
			and k.conrelid <> 'conversation_member'::regclass
	loop
		execute format('delete from %s where network_id = $1 and %I = $2', link.tab, link.col) using here, someone;
	end loop;
	delete from touchpoint t
	where t.network_id = here
		and t.person_id = someone
		and not exists (
			select from attribution a
			where a.network_id = here and a.happened_at = t.happened_at and a.touchpoint_id = t.touchpoint_id
		);
	if came_back then
		update tenure set department = '', title = '', employment = '', manager_id = null
		where network_id = here and person_id = someone;
	else
		delete from tenure where network_id = here and person_id = someone;
	end if;

	begin
		delete from person where network_id = here and person_id = someone
			and not exists (select from conversation_member c where c.network_id = here and c.person_id = someone);
		if found then
			return true;
		end if;
	exception when foreign_key_violation then
		null; -- something of others, or a return, is tied to the entry: it stays without a name
	end;
	update person
	set family_name = name_instead, given_name = '', family_kana = '', given_kana = '',
		present_company = null, headline = null, removed_at = now()
	where network_id = here and person_id = someone;
	return false;
end $$;

grant execute on function merge_people(uuid, uuid, uuid, text, jsonb, jsonb) to okaeri_app;
grant execute on function unmerge_people(uuid, uuid) to okaeri_app;
grant execute on function forget_merges(integer) to okaeri_app;
grant execute on function remove_person(uuid, text) to okaeri_app;
