-- A million rows of an HR file ask each rule once a statement, not once a row.

-- Who wants to be left alone is not written to: asked for all added addresses at once. A change still asks by its row.
drop trigger keep_left_alone on contact;
create trigger keep_left_alone before update on contact for each row
	when (not new.do_not_contact)
	execute function keep_left_alone();
create function left_alone_is_kept() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
	if not exists (select from left_alone) then
		return null;
	end if;
	update contact c
	set do_not_contact = true
	from added a
	join left_alone l on l.network_id = a.network_id
		and l.person_id = a.person_id
		and l.lifted_at is null
	where c.network_id = a.network_id
		and c.person_id = a.person_id
		and not c.do_not_contact;
	return null;
end $$;
create trigger left_alone_is_kept after insert on contact
	referencing new table as added for each statement execute function left_alone_is_kept();

-- Only a member's address says where they work now.
create function directory.follow_added_addresses() returns trigger language plpgsql security definer
set search_path = public, pg_temp as $$
begin
	perform directory.refresh_unseen(m.network_id, null, m.person_id)
	from added a
	join membership m on m.network_id = a.network_id
		and m.person_id = a.person_id;
	return null;
end $$;
revoke all on function directory.follow_added_addresses() from public;
drop trigger directory_follows on contact;
create trigger directory_follows after update of email on contact
	for each row execute function directory.follow_address();
create trigger directory_follows_added after insert on contact
	referencing new table as added for each statement execute function directory.follow_added_addresses();

-- A reason that its person took back does not return.
create function refused_words_are_kept_out() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
	if not exists (select from refused_reason) then
		return null;
	end if;
	delete from departure_word w
	using added a
	join refused_reason r on r.network_id = a.network_id
		and r.tenure_id = a.tenure_id
		and r.view = a.view
		and r.code = ''
	where w.network_id = a.network_id
		and w.tenure_id = a.tenure_id
		and w.view = a.view;
	return null;
end $$;
create function refused_codes_are_kept_out() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
	if not exists (select from refused_reason) then
		return null;
	end if;
	delete from departure_reason d
	using added a
	join refused_reason r on r.network_id = a.network_id
		and r.tenure_id = a.tenure_id
		and r.view = a.view
		and r.code = a.code
	where d.network_id = a.network_id
		and d.tenure_id = a.tenure_id
		and d.view = a.view
		and d.code = a.code;
	return null;
end $$;
revoke all on function left_alone_is_kept(), refused_words_are_kept_out(), refused_codes_are_kept_out() from public;
drop trigger keep_refused on departure_word;
drop trigger keep_refused on departure_reason;
create trigger keep_refused after insert on departure_word
	referencing new table as added for each statement execute function refused_words_are_kept_out();
create trigger keep_refused after insert on departure_reason
	referencing new table as added for each statement execute function refused_codes_are_kept_out();
