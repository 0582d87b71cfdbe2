-- An account belongs to one network. What one network says about an address proves nothing to another: each has accounts,
-- passwords, sessions and sign-in links of its own, and row-level security keeps them apart.

-- Everyone signs in again, and an account that speaks for nobody goes.
delete from auth.session;
delete from auth.verification;
alter table membership no force row level security;
delete from auth.account_holder a
where not exists (select from membership m where m.account_id = a.id);

drop trigger account_exists on membership;
drop function account_exists();
alter table auth.session drop constraint session_user_id_fkey, drop constraint session_pkey, drop constraint session_token_key;
alter table auth.credential
	drop constraint credential_user_id_fkey,
	drop constraint credential_pkey,
	drop constraint credential_provider_id_account_id_key;
alter table auth.verification drop constraint verification_pkey;
alter table auth.account_holder drop constraint account_holder_email_key, drop constraint account_holder_pkey;
drop index auth.session_of_holder;
drop index auth.credential_of_holder;
drop index auth.verification_by_identifier;

alter table auth.account_holder add column network_id uuid references network;
alter table auth.credential add column network_id uuid references network;
alter table auth.session add column network_id uuid not null default current_network() references network;
alter table auth.verification add column network_id uuid not null default current_network() references network;

-- The earliest membership keeps the account and its password. Each later one gets an account without a password.
create temporary table kept on commit drop as
select distinct on (account_id) account_id, network_id
from membership
order by account_id, joined_at, network_id;

create temporary table further on commit drop as
select m.network_id, m.person_id, m.account_id, new_id() as own_account_id
from membership m
join kept k on k.account_id = m.account_id
where k.network_id <> m.network_id;

update auth.account_holder a
set network_id = k.network_id
from kept k
where k.account_id = a.id;

insert into auth.account_holder (id, network_id, name, email, email_verified)
select f.own_account_id, f.network_id, a.email, a.email, a.email_verified
from further f
join auth.account_holder a on a.id = f.account_id;

update membership m
set account_id = f.own_account_id
from further f
where f.network_id = m.network_id
	and f.person_id = m.person_id;

update auth.credential c
set network_id = a.network_id
from auth.account_holder a
where a.id = c.user_id;

alter table membership force row level security;

alter table auth.account_holder
	alter column network_id set not null,
	alter column network_id set default current_network(),
	add primary key (network_id, id),
	add unique (network_id, email);
alter table auth.credential
	alter column network_id set not null,
	alter column network_id set default current_network(),
	add primary key (network_id, id),
	add unique (network_id, provider_id, account_id),
	add foreign key (network_id, user_id) references auth.account_holder on delete cascade;
alter table auth.session
	add primary key (network_id, id),
	add unique (network_id, token),
	add foreign key (network_id, user_id) references auth.account_holder on delete cascade;
alter table auth.verification add primary key (network_id, id);
create index session_of_holder on auth.session (network_id, user_id);
create index credential_of_holder on auth.credential (network_id, user_id);
create index verification_by_identifier on auth.verification (network_id, identifier);
alter table membership add foreign key (network_id, account_id) references auth.account_holder;

call keep_apart('auth.account_holder');
call keep_apart('auth.credential');
call keep_apart('auth.session');
call keep_apart('auth.verification');

-- Someone who joins gets an account in the transaction that makes them a member. Null where the address has an account in
-- this network already: what it is and its password stay untouched.
create function make_account(address text, holder text, password_hash text) returns uuid
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
	made uuid;
begin
	insert into auth.account_holder (name, email, email_verified)
	values (holder, address, true)
	on conflict (network_id, email) do nothing
	returning id into made;
	if made is not null and password_hash is not null then
		insert into auth.credential (user_id, account_id, provider_id, password)
		values (made, made::text, 'credential', password_hash);
	end if;
	return made;
end $$;
revoke execute on function make_account(text, text, text) from public;
grant execute on function make_account(text, text, text) to okaeri_app;

-- Who leaves the network takes their account along, with its password and sessions.
create function forget_account() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
	delete from auth.account_holder where network_id = old.network_id and id = old.account_id;
	return null;
end $$;
revoke execute on function forget_account() from public;
create trigger forget_account after delete on membership for each row execute function forget_account();

-- Whoever knew the old password is out.
create function auth.end_sessions() returns trigger language plpgsql set search_path = auth, pg_temp as $$
begin
	delete from auth.session where network_id = new.network_id and user_id = new.user_id;
	return null;
end $$;
create trigger new_password_ends_sessions after insert or update of password on auth.credential
for each row execute function auth.end_sessions();

-- As before, but only the network's own sessions count. The token comes hashed.
create or replace function actor_of(session_token text, network uuid) returns table (
	person_id uuid, account_id uuid, roles text[], locale text, time_zone text,
	family_name text, given_name text, family_kana text, given_kana text, seen_on date, renew boolean, suspended boolean,
	helps text[], unseen integer, unread integer
) language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
	perform set_config('okaeri.network_id', network::text, true);
	return query
		select p.person_id, m.account_id, m.roles, p.locale, p.time_zone,
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
			)
		from auth.session s
		join membership m on m.network_id = network and m.account_id = s.user_id
		join person p on p.network_id = network and p.person_id = m.person_id
		where s.network_id = network
			and s.token = session_token
			and s.expires_at > now();
end $$;

-- An invitation opens for the address that it was mailed to, and for no other that is written down later.
alter table invitation add column address text;
alter table invitation no force row level security;
alter table contact no force row level security;
update invitation i
set address = c.email
from contact c
where c.network_id = i.network_id
	and c.person_id = i.person_id
	and i.sent_at is not null;
alter table contact force row level security;
alter table invitation force row level security;
