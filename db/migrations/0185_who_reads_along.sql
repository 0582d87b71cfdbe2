-- Who reads along in the community beside alumni, management and the alumni team: nobody, those who came back, or all who
-- work at the company. A post and a group keep for whom they were open when they were made.
alter table network add column open_to text not null default 'rejoiners'
	check (open_to in ('alumni', 'rejoiners', 'employees'));

create function open_to_now() returns text language sql stable set search_path = public, pg_temp as $$
	select coalesce((select n.open_to from network n where n.network_id = current_network()), 'alumni')
$$;
revoke execute on function open_to_now() from public;
grant execute on function open_to_now() to okaeri_app;

-- What was there before was written for alumni, management and the alumni team.
alter table post add column open_to text not null default 'alumni'
	check (open_to in ('alumni', 'rejoiners', 'employees'));
-- Company news that nobody answered yet can be read by those who came back: nobody said anything under it to others.
update post set open_to = 'rejoiners'
where kind = 'company'
	and comments = 0
	and reactions = '{}'
	and not has_poll;
alter table post alter column open_to set default open_to_now();
alter table "group" add column open_to text not null default 'alumni'
	check (open_to in ('alumni', 'rejoiners', 'employees'));
alter table "group" alter column open_to set default open_to_now();

-- As what someone who works at the company takes part: 'rejoiner' for whoever left and came back, 'companion' for others.
alter table membership add column let_in_as text check (let_in_as in ('rejoiner', 'companion'));

-- Someone left the company, and began there again. A move to another company of the group is no leaving.
create function came_back(network uuid, person uuid) returns boolean language sql stable set search_path = public, pg_temp
as $$
	select exists (
		select from rehire r
		where r.network_id = network
			and r.person_id = person
	) or exists (
		select from departure d
		join tenure t on t.network_id = d.network_id
			and t.person_id = d.person_id
			and t.tenure_id <> d.tenure_id
			and t.started_on >= d.left_on
		where d.network_id = network
			and d.person_id = person
			and d.kind is distinct from 'group_move'
	)
$$;
revoke execute on function came_back(uuid, uuid) from public;
grant execute on function came_back(uuid, uuid) to okaeri_app;

create function let_in_as(network uuid, person uuid, roles text[]) returns text
language plpgsql stable set search_path = public, pg_temp as $$
declare
	openness text := (select n.open_to from network n where n.network_id = network);
begin
	if openness is null or openness = 'alumni' or not 'employee' = any (roles)
		or roles && '{alumnus,executive,steward}'::text[] then
		return null;
	end if;
	if came_back(network, person) then
		return 'rejoiner';
	end if;
	return case when openness = 'employees' then 'companion' end;
end $$;
revoke execute on function let_in_as(uuid, uuid, text[]) from public;
grant execute on function let_in_as(uuid, uuid, text[]) to okaeri_app;

create function let_member_in() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
	new.let_in_as := let_in_as(new.network_id, new.person_id, new.roles);
	return new;
end $$;
create trigger let_member_in before insert or update of roles on membership
	for each row execute function let_member_in();

create function let_members_in() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
	update membership m
	set let_in_as = let_in_as(m.network_id, m.person_id, m.roles)
	where m.network_id = new.network_id
		and 'employee' = any (m.roles);
	return null;
end $$;
create trigger let_members_in after update of open_to on network
	for each row when (old.open_to is distinct from new.open_to) execute function let_members_in();

-- That someone had left may be learned after they were let in as an employee.
create function let_leavers_in() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
	update membership m
	set let_in_as = let_in_as(m.network_id, m.person_id, m.roles)
	where (m.network_id, m.person_id) in (select c.network_id, c.person_id from changed c)
		and 'employee' = any (m.roles)
		and m.let_in_as is distinct from let_in_as(m.network_id, m.person_id, m.roles);
	return null;
end $$;
create trigger let_leavers_in after insert on departure
	referencing new table as changed for each statement execute function let_leavers_in();
create trigger let_leavers_out after delete on departure
	referencing old table as changed for each statement execute function let_leavers_in();
create trigger let_rejoiners_in after insert on rehire
	referencing new table as changed for each statement execute function let_leavers_in();
create trigger let_rejoiners_out after delete on rehire
	referencing old table as changed for each statement execute function let_leavers_in();

do $$
declare
	one uuid;
begin
	for one in select network_id from network loop
		perform set_config('okaeri.network_id', one::text, true);
		update membership m
		set let_in_as = let_in_as(m.network_id, m.person_id, m.roles)
		where 'employee' = any (m.roles);
	end loop;
	perform set_config('okaeri.network_id', '', true);
end $$;

-- As before, and as what someone is let in among their roles.
create or replace function actor_of(session_token text, network uuid)
 returns table (
	person_id uuid, account_id uuid, roles text[], locale text, time_zone text,
	family_name text, given_name text, family_kana text, given_kana text, seen_on date, renew boolean, suspended boolean,
	helps text[], unseen integer, unread integer,
	session_id uuid, is_strong boolean, proved_lately boolean, factors text[], needs_two boolean, grace_days integer
)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
	perform set_config('okaeri.network_id', network::text, true);
	update auth.session s
	set used_at = now()
	where s.network_id = network
		and s.token = session_token
		and s.used_at < now() - interval '5 minutes';
	update auth.account_holder a
	set asked_since = now()
	from auth.session s
	join membership m on m.network_id = network and m.account_id = s.user_id
	join network n on n.network_id = network
	where s.network_id = network
		and s.token = session_token
		and a.network_id = network
		and a.id = s.user_id
		and a.asked_since is null
		and m.roles && n.two_factor_roles
		and not n.is_demo;
	return query
		select p.person_id, m.account_id,
			case when m.let_in_as is null then m.roles else m.roles || m.let_in_as end, p.locale, p.time_zone,
			p.family_name, p.given_name, p.family_kana, p.given_kana,
			m.seen_on, s.updated_at < now() - interval '1 day', coalesce(m.suspended_until > now(), false),
			array(select h.role from helper h where h.network_id = network and h.person_id = m.person_id),
			(
				select count(*)::int
				from (
					select from notification n
					where n.network_id = network
						and n.person_id = m.person_id
						and n.seen_at is null
						and n.on_page
					limit 10
				) waiting
			),
			(
				select count(*)::int
				from (
					select from conversation_member c
					where c.network_id = network
						and c.person_id = m.person_id
						and c.state in ('in', 'asked')
						and c.muted_at is null
						and c.last_message_id is not null
						and (c.read_id is null or c.read_id < c.last_message_id)
					limit 10
				) waiting
			),
			s.id, s.is_strong, coalesce(s.proved_at > now() - interval '10 minutes', false),
			array_remove(array[
				case when exists (
					select from auth.one_time_code o
					where o.network_id = network
						and o.user_id = s.user_id
						and o.sealed is not null
				) then 'code' end,
				case when exists (
					select from auth.passkey k
					where k.network_id = network
						and k.user_id = s.user_id
				) then 'passkey' end
			], null),
			m.roles && n.two_factor_roles and not n.is_demo,
			greatest(0, 7 - floor(extract(epoch from now() - a.asked_since) / 86400))::int
		from auth.session s
		join auth.account_holder a on a.network_id = network and a.id = s.user_id
		join network n on n.network_id = network
		join membership m on m.network_id = network and m.account_id = s.user_id
		join person p on p.network_id = network and p.person_id = m.person_id
		where s.network_id = network
			and s.token = session_token
			and s.expires_at > now();
end $function$;
