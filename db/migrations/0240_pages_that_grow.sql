-- The people in whose row of the desk's list stands everything that one of the questions asks, at most so many of them. A question has words,
-- which all must be there; a word has spellings, of which one is enough. The search goes through the index of grams. A query of the
-- application cannot: under row-level security PostgreSQL uses an index only for operators that cannot leak, and those of arrays are none.
create function directory.people_found(questions jsonb, most bigint) returns setof uuid
language plpgsql stable security definer rows 100 set search_path = public, pg_temp as $$
declare
	here constant uuid := current_network();
	clauses text;
begin
	select string_agg(asked.clause, ' or ')
	into clauses
	from jsonb_array_elements(questions) question
	cross join lateral (
		select coalesce('(' || string_agg(spelt.clause, ' and ') || ')', 'true') as clause
		from jsonb_array_elements(question) word
		cross join lateral (
			select '(' || string_agg(
				format('r.grams @> %L::bigint[] and strpos(r.searched, %L) > 0', directory.grams(here, part), part),
				' or '
			) || ')' as clause
			from (
				select directory.fold(s) as part
				from jsonb_array_elements_text(word) s
				union
				select directory.fold_kana(s)
				from jsonb_array_elements_text(word) s
				where s ~ '^[ぁ-ゖァ-ヺー]+$'
			) parts
		) spelt
	) asked;
	if clauses is null then return; end if;
	return query execute format('select r.person_id from directory.person_row r where r.network_id = $1 and (%s) limit $2', clauses)
		using here, most;
end $$;
revoke execute on function directory.people_found from public;
grant execute on function directory.people_found to okaeri_app;

-- What waits at the desk is counted for the menu of each of its pages, and by what was done long ago no count gets longer.
create index application_received on application (network_id, applied_at) where status = 'received';
create index conversation_to_answer on conversation (network_id, last_message_id) where kind = 'desk' and done_at is null;
create index invitation_wave_latest on invitation_wave (network_id, made_at desc);
create index mail_stop_latest on mail_stop (network_id, since);
create index application_hired on application (network_id, changed_at) where status = 'hired';

-- Who works at the desk or leads the company is few among very many.
create index membership_of_desk on membership (network_id, person_id) where roles && '{steward,admin}'::text[];
create index membership_of_executives on membership (network_id, person_id) where 'executive' = any (roles);
create index membership_of_colleagues on membership (network_id, person_id) where roles && '{employee,executive}'::text[];

-- Who said lately that they want to return, and who said that they want to and cannot, or could and do not want to, the latest first.
create index standing_moved_lately on standing (network_id, said_at desc, standing_id) where is_current and wants_to_return = 'yes';
create index standing_tied_or_hesitant on standing (network_id, said_at desc) where is_current and quadrant in ('tied', 'hesitant');
