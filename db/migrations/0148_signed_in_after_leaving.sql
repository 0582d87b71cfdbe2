-- Whoever left and signs in before their account is forgotten has a session and no membership. This tells whom it belongs to, and
-- until when they can come back.
create function left_with(session_token text, network uuid)
returns table (account_id uuid, person_id uuid, until timestamptz, locale text, time_zone text)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
	perform set_config('okaeri.network_id', network::text, true);
	return query
		select l.account_id, l.person_id, l.forgotten_at, p.locale, p.time_zone
		from auth.session s
		join leaving l on l.network_id = network
			and l.account_id = s.user_id
		join person p on p.network_id = network
			and p.person_id = l.person_id
		where s.network_id = network
			and s.token = session_token
			and s.expires_at > now()
			and l.forgotten_at > now()
			and not exists (
				select from membership m where m.network_id = network and m.account_id = s.user_id
			);
end $$;
revoke execute on function left_with(text, uuid) from public;
grant execute on function left_with(text, uuid) to okaeri_app;

-- As before, and whoever came back begins anew: a session that began while they were no member was asked for no second step.
create or replace function forget_left_account() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
	delete from auth.session s
	where s.network_id = old.network_id
		and s.user_id = old.account_id;
	delete from auth.account_holder h
	where h.network_id = old.network_id
		and h.id = old.account_id
		and not exists (
			select from membership m
			where m.network_id = old.network_id
				and m.account_id = old.account_id
		);
	return null;
end $$;
