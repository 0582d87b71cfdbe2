-- A member asks to be erased, and can take it back until the day comes.
create table erasure (
	network_id uuid not null references network,
	person_id uuid not null,
	asked_at timestamptz not null default now(),
	due_at timestamptz not null,
	keeps_words boolean not null,
	primary key (network_id, person_id),
	foreign key (network_id, person_id) references person on delete cascade
);
call keep_apart('erasure');
create index erasure_due on erasure (network_id, due_at);

-- How a person is called in text that programs wrote: their id, their addresses, and their name and reading in full. A name
-- that is written without a space counts from four signs on; shorter ones stand inside of other words.
create function texts_of_person(someone uuid) returns text[] language sql stable set search_path = public, pg_temp as $$
	with address as (
		select email as text from contact where network_id = current_network() and person_id = someone
		union select address from invitation where network_id = current_network() and person_id = someone
		union select address from address_proof where network_id = current_network() and person_id = someone
		union select address_before from address_proof where network_id = current_network() and person_id = someone
		union select address from mail where network_id = current_network() and person_id = someone
		union select email from auth.account_holder h join membership m on m.account_id = h.id
			where m.network_id = current_network() and h.network_id = current_network() and m.person_id = someone
	),
	pair as (
		select family_name as family, given_name as given from person where network_id = current_network() and person_id = someone
		union select family_kana, given_kana from person where network_id = current_network() and person_id = someone
	),
	name as (
		select v.text, min(v.rank) as rank
		from pair, lateral (values
			(1, family || ' ' || given), (2, family || '　' || given),
			(3, case when length(family || given) >= 4 then family || given end),
			(4, given || ' ' || family)
		) v(rank, text)
		where family <> '' and given <> '' and v.text is not null
		group by v.text
	)
	select array[someone::text]
		|| array(select distinct lower(text) from address where text <> '')
		|| array(select text from name order by rank, text)
$$;

-- A text with each of the needles replaced: the first is an id, and becomes another one.
create function without_texts(txt text, needles text[], id_instead text, instead text) returns text
language plpgsql immutable as $$
begin
	txt := replace(txt, needles[1], id_instead);
	for i in 2 .. cardinality(needles) loop
		txt := replace(txt, needles[i], instead);
	end loop;
	return txt;
end $$;

-- Replaces the texts of a person wherever they stand: in every text and jsonb column of every table of the network, but for
-- what the company itself published and what holds figures and times only.
create function scrub_texts(needles text[], id_instead text, instead text) returns void
language plpgsql set search_path = public, pg_temp as $$
declare
	place record;
	patterns text[] := array(select '%' || replace(replace(replace(n, '\', '\\'), '%', '\%'), '_', '\_') || '%' from unnest(needles) n);
begin
	for place in
		select c.oid::regclass as tab,
			string_agg(format('%1$I::text', a.attname), ', ') as read,
			string_agg(format('%1$I = without_texts(%1$I::text, $2, $3, $4)::%2$s', a.attname, format_type(a.atttypid, null)), ', ') as written
		from pg_class c
		join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
		where c.relnamespace = 'public'::regnamespace
			and c.relkind in ('r', 'p')
			and not c.relispartition
			and a.atttypid = any ('{text,varchar,json,jsonb,text[]}'::regtype[])
			and exists (select from pg_attribute n where n.attrelid = c.oid and n.attname = 'network_id')
			and c.relname <> all ('{network,privacy_notice,touchpoint,match,reaction,audit,consent}')
		group by c.oid
	loop
		begin
			execute format('update %s set %s where network_id = $1 and concat_ws(chr(10), %s) like any ($5)', place.tab, place.written, place.read)
			using current_network(), needles, id_instead, instead, patterns;
		exception when check_violation then
			-- What stands instead is too long for a column: there it becomes nothing.
			execute format('update %s set %s where network_id = $1 and concat_ws(chr(10), %s) like any ($5)', place.tab, place.written, place.read)
			using current_network(), needles, id_instead, '', patterns;
		end;
	end loop;
end $$;

-- Everything that names the person in a column of its own, handed to an entry without a name.
create function hand_over(someone uuid, ghost uuid) returns void language plpgsql set search_path = public, pg_temp as $$
declare
	place record;
begin
	for place in
		select c.oid::regclass as tab, a.attname as col, a.atttypid = 'uuid[]'::regtype as is_list
		from pg_class c
		join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
		where c.relnamespace = 'public'::regnamespace
			and c.relkind in ('r', 'p')
			and not c.relispartition
			and a.atttypid in ('uuid'::regtype, 'uuid[]'::regtype)
			and a.attname <> 'network_id'
			and c.relname not in ('person', 'audit', 'network', 'host')
			and exists (select from pg_attribute n where n.attrelid = c.oid and n.attname = 'network_id')
		order by c.relname
	loop
		if place.is_list then
			execute format('update %s set %2$I = array_replace(%2$I, $2, $3) where network_id = $1 and $2 = any (%2$I)', place.tab, place.col)
			using current_network(), someone, ghost;
		else
			execute format('update %s set %2$I = $3 where network_id = $1 and %2$I = $2', place.tab, place.col)
			using current_network(), someone, ghost;
		end if;
	end loop;
end $$;

-- What they wrote. With `keeps`, what others answered stays, without its pictures; all else goes.
create function erase_words(someone uuid, keeps boolean, instead text) returns void language plpgsql set search_path = public, pg_temp as $$
declare
	here uuid := current_network();
begin
	delete from comment c
	where c.network_id = here and c.author_id = someone
		and not (keeps and exists (
			select from comment o
			where o.network_id = here and o.post_id = c.post_id and o.author_id <> someone and o.comment_id > c.comment_id
		));
	update message e
	set words = '', hidden_at = now()
	where e.network_id = here and e.author_id = someone and not e.as_desk
		and not (keeps and exists (
			select from message o
			where o.network_id = here and o.conversation_id = e.conversation_id and o.author_id <> someone and o.message_id > e.message_id
		));
	update message set pictures = 0 where network_id = here and author_id = someone and not as_desk;
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
	update post p
	set words = '', html = '', link_url = null, has_poll = false, hidden_at = coalesce(hidden_at, now()), removed_at = now()
	where p.network_id = here and p.author_id = someone and p.kind = 'person'
		and not (keeps and exists (
			select from comment o where o.network_id = here and o.post_id = p.post_id and o.author_id <> someone
		));
	update post set pictures = 0 where network_id = here and author_id = someone and kind = 'person';
	delete from poll_choice c using post p
	where p.network_id = here and p.author_id = someone and p.removed_at is not null and c.network_id = here and c.post_id = p.post_id;
	update event set state = 'cancelled' where network_id = here and host_id = someone and starts_at > now();
	update event v
	set title = instead, words = '', html = '', place = '', url = '', question = '', summary = '', summary_html = ''
	where v.network_id = here and v.host_id = someone
		and not (keeps and exists (
			select from event_reply r where r.network_id = here and r.event_id = v.event_id and r.person_id <> someone
		));
	update report set words = '' where network_id = here and reporter_id = someone;
	update concern set words = instead where network_id = here and reporter_id = someone;
	delete from upload where network_id = here and owner_id = someone;
end $$;

-- Talks that lie ahead are called off; whoever waits for one is told.
create function call_off_talks(someone uuid) returns void language plpgsql set search_path = public, pg_temp as $$
declare
	talk uuid;
begin
	for talk in
		update casual_talk t
		set state = 'cancelled', cancelled_at = now(), sequence = sequence + 1,
			cancelled_by = case when alumnus_id = someone then 'alumnus' else 'host' end
		where t.network_id = current_network() and t.state = 'booked' and t.ends_at > now()
			and (t.alumnus_id = someone or exists (
				select from casual_talk_host h
				where h.network_id = t.network_id and h.talk_id = t.talk_id and h.host_id = someone and h.is_booked
			))
		returning t.talk_id
	loop
		update casual_talk_host set is_booked = false where network_id = current_network() and talk_id = talk;
		perform leave_job('talk.called_off', jsonb_build_object('networkId', current_network(), 'talkId', talk), 'talk.called_off:' || talk, now());
	end loop;
	update casual_talk set wish = '', place = '' where network_id = current_network() and alumnus_id = someone;
end $$;

-- What an HR file said of them, before and after it was loaded. A file that waits to be loaded goes as a whole.
create function erase_in_imports(someone uuid, needles text[]) returns void language plpgsql set search_path = public, pg_temp as $$
declare
	here uuid := current_network();
	held uuid[] := array(
		select distinct r.hr_import_id
		from hr_import_row r
		join hr_import i using (network_id, hr_import_id)
		where r.network_id = here
			and (
				r.person_id = someone
				or lower(r.email) = any (needles)
				or exists (
					select from employee_number n
					where n.network_id = here and n.person_id = someone and n.company_id = i.company_id and n.number = r.number
				)
				or concat_ws(' ', r.family_name, r.given_name) = any (needles)
			)
	);
begin
	delete from hr_import i where i.network_id = here and i.hr_import_id = any (held) and i.status in ('receiving', 'reading', 'read', 'failed');
	delete from hr_import_difference d using hr_import_row r
	where d.network_id = here and r.network_id = here and d.hr_import_id = r.hr_import_id and d.row_no = r.row_no
		and r.hr_import_id = any (held) and (r.person_id = someone or lower(r.email) = any (needles)
			or concat_ws(' ', r.family_name, r.given_name) = any (needles));
	delete from hr_import_row r
	where r.network_id = here and r.hr_import_id = any (held) and (r.person_id = someone or lower(r.email) = any (needles)
		or concat_ws(' ', r.family_name, r.given_name) = any (needles));
	update hr_import set samples = '[]' where network_id = here and hr_import_id = any (held);
	delete from hr_import_piece where network_id = here and hr_import_id = any (held);
	delete from hr_import_trace x
	where x.network_id = here and (x.person_id = someone or x.before::text like '%' || someone || '%' or x.after::text like '%' || someone || '%');
end $$;

-- What other programs hold of them on our side: jobs, payloads, answers, sign-in links, counted tries.
create function erase_in_machines(someone uuid, needles text[]) returns void language plpgsql set search_path = public, pg_temp as $$
declare
	here uuid := current_network();
	patterns text[] := array(select '%' || replace(replace(replace(n, '\', '\\'), '%', '\%'), '_', '\_') || '%' from unnest(needles) n);
begin
	delete from webhook_message where network_id = here and data::text like any (patterns);
	delete from api_answer where network_id = here and body::text like any (patterns);
	delete from mail where network_id = here and (person_id = someone or lower(address) = any (needles));
	delete from mail_stop where network_id = here and lower(address) = any (needles);
	delete from auth.verification where network_id = here and (identifier like any (patterns) or value like any (patterns));
	delete from auth.attempt where key like any (patterns);
	delete from graphile_worker._private_jobs where locked_at is null and (payload::text like any (patterns) or key like any (patterns));
end $$;

-- Erases somebody: what the network knows of them, what they told it, their account, and what they wrote, but for what they
-- leave where others answered (`keeps`). What others wrote to them stays, and a return stays as a fact, beside an entry that
-- has a new id and no name. With `remembers`, the mark of their address is kept, so that nobody writes to it again. The audit
-- log forgets who they were. Gives the mark that stands for the erasure in it.
drop function remove_person(uuid, text);
create function erase_person(someone uuid, instead text, keeps boolean, remembers boolean) returns uuid
language plpgsql security definer set search_path = public, pg_temp as $$
declare
	here uuid := current_network();
	ghost uuid := new_id();
	needles text[] := texts_of_person(someone);
	link record;
	came_back boolean := exists (select from rehire where network_id = here and person_id = someone);
begin
	if remembers or exists (select from contact where network_id = here and person_id = someone and do_not_contact) then
		insert into opt_out (network_id, address_mark, stopped_contact)
		select here, address_mark(here, needle), false from unnest(needles) needle where needle like '%_@_%'
		on conflict do nothing;
	end if;
	insert into person (network_id, person_id, family_name, given_name, family_kana, given_kana, locale, time_zone, removed_at)
	select network_id, ghost, instead, '', '', '', locale, time_zone, now()
	from person where network_id = here and person_id = someone;

	perform call_off_talks(someone);
	perform erase_in_imports(someone, needles);
	perform erase_words(someone, keeps, instead);
	delete from membership where network_id = here and person_id = someone;
	delete from contact where network_id = here and person_id = someone;
	delete from consent where network_id = here and person_id = someone;
	delete from standing where network_id = here and person_id = someone;
	delete from employee_number where network_id = here and person_id = someone;
	delete from invitation where network_id = here and person_id = someone;
	delete from unlock where network_id = here and person_id = someone;
	delete from match where network_id = here and person_id = someone;
	delete from application where network_id = here and person_id = someone;
	delete from profile where network_id = here and person_id = someone;
	delete from demo_guest where network_id = here and person_id = someone;
	delete from person_merge where network_id = here and (kept_id = someone or gone_id = someone);
	delete from person_merge_step where network_id = here and (key::text like '%' || someone || '%' or before::text like '%' || someone || '%');
	delete from welcome w using rehire r
	where r.network_id = here and r.person_id = someone and w.network_id = here and w.rehire_id = r.rehire_id;
	delete from rehire_said s using rehire r
	where r.network_id = here and r.person_id = someone and s.network_id = here and s.rehire_id = r.rehire_id;
	delete from departure_word w using departure d
	where d.network_id = here and d.person_id = someone and w.network_id = here and w.tenure_id = d.tenure_id;
	delete from departure_reason r using departure d
	where d.network_id = here and d.person_id = someone and r.network_id = here and r.tenure_id = d.tenure_id;
	delete from reason_suggestion r using departure d
	where d.network_id = here and d.person_id = someone and r.network_id = here and r.tenure_id = d.tenure_id;
	update tenure set manager_id = null where network_id = here and manager_id = someone;

	-- A host's talks stay with whom they met; their hours and their calendar go.
	delete from host_hours where network_id = here and person_id = someone;
	delete from host_exception where network_id = here and person_id = someone;
	delete from host_busy where network_id = here and person_id = someone;
	delete from talk_pool_host where network_id = here and person_id = someone;
	delete from talk_proposal where network_id = here and (alumnus_id = someone or host_id = someone);
	insert into host
	select (jsonb_populate_record(h, jsonb_build_object('person_id', ghost, 'introduction', '', 'place', '', 'can_tell', '', 'is_open', false, 'calendar_url', '', 'calendar_problem', ''))).*
	from host h
	where h.network_id = here and h.person_id = someone
		and exists (select from casual_talk_host t where t.network_id = here and t.host_id = someone);
	update casual_talk_host set host_id = ghost where network_id = here and host_id = someone;
	delete from host where network_id = here and person_id = someone;

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
	where t.network_id = here and t.person_id = someone and not is_attributed(t.happened_at, t.touchpoint_id);
	if came_back then
		update tenure set department = '', title = '', employment = '', manager_id = null
		where network_id = here and person_id = someone;
	else
		delete from tenure where network_id = here and person_id = someone;
	end if;

	perform erase_in_machines(someone, needles);
	update conversation set pair_key = pair_key_for(pair_key, someone, ghost)
	where network_id = here and pair_key like '%' || someone || '%';
	perform hand_over(someone, ghost);
	delete from person where network_id = here and person_id = someone;
	perform scrub_texts(needles, ghost::text, instead);
	perform forget_in_audit(someone, needles);
	begin
		delete from person where network_id = here and person_id = ghost
			and not exists (select from conversation_member c where c.network_id = here and c.person_id = ghost);
	exception when foreign_key_violation then
		null; -- something of others, or a return, is tied to the entry: it stays without a name
	end;
	return ghost;
end $$;
revoke execute on function erase_person from public;
grant execute on function erase_person to okaeri_app;
