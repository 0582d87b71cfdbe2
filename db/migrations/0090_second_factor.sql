-- What proves who someone is, beyond a mail link and a password: passkeys, one-time codes and recovery codes.

-- A passkey of an account. It belongs to the host at which it was made. The handle says nothing of the person.
create table auth.passkey (
	network_id uuid not null default current_network() references network,
	passkey_id uuid not null default new_id(),
	user_id uuid not null,
	credential_id text not null,
	public_key bytea not null,
	counter bigint not null default 0,
	transports text[] not null default '{}',
	rp_id text not null,
	user_handle text not null,
	name text not null,
	made_at timestamptz not null default now(),
	used_at timestamptz,
	primary key (network_id, passkey_id),
	unique (network_id, credential_id),
	foreign key (network_id, user_id) references auth.account_holder on delete cascade
);
call keep_apart('auth.passkey');
create index passkey_of_holder on auth.passkey (network_id, user_id);

-- What a passkey is asked to sign: once, within minutes, for one purpose.
create table auth.challenge (
	network_id uuid not null default current_network() references network,
	challenge text not null,
	purpose text not null,
	user_id uuid,
	expires_at timestamptz not null,
	primary key (network_id, challenge),
	foreign key (network_id, user_id) references auth.account_holder on delete cascade
);
call keep_apart('auth.challenge');
create index challenge_over on auth.challenge (network_id, expires_at);
create index challenge_of_holder on auth.challenge (network_id, user_id);

-- The secret of an authenticator app, sealed; a new one waits until a code of it was typed. No step counts twice.
create table auth.one_time_code (
	network_id uuid not null default current_network() references network,
	user_id uuid not null,
	sealed bytea,
	waiting bytea,
	last_step bigint not null default 0,
	made_at timestamptz not null default now(),
	primary key (network_id, user_id),
	foreign key (network_id, user_id) references auth.account_holder on delete cascade
);
call keep_apart('auth.one_time_code');

create table auth.recovery_code (
	network_id uuid not null default current_network() references network,
	user_id uuid not null,
	code_hash bytea not null,
	used_at timestamptz,
	primary key (network_id, user_id, code_hash),
	foreign key (network_id, user_id) references auth.account_holder on delete cascade
);
call keep_apart('auth.recovery_code');

-- Someone who has shown one of two factors. It opens nothing but the page that asks for the second.
create table auth.half_sign_in (
	network_id uuid not null default current_network() references network,
	token_hash text not null,
	user_id uuid not null,
	method text not null,
	expires_at timestamptz not null,
	primary key (network_id, token_hash),
	foreign key (network_id, user_id) references auth.account_holder on delete cascade
);
call keep_apart('auth.half_sign_in');
create index half_sign_in_of_holder on auth.half_sign_in (network_id, user_id);

-- A browser in which an account was signed in to, by the hash of its cookie.
create table auth.device (
	network_id uuid not null default current_network() references network,
	user_id uuid not null,
	device_hash text not null,
	first_at timestamptz not null default now(),
	last_at timestamptz not null default now(),
	primary key (network_id, user_id, device_hash),
	foreign key (network_id, user_id) references auth.account_holder on delete cascade
);
call keep_apart('auth.device');

-- How a session began, whether by two factors, and when its holder last proved who they are.
alter table auth.session
	add column method text not null default 'link',
	add column is_strong boolean not null default false,
	add column proved_at timestamptz default now(),
	add column used_at timestamptz not null default now();
update auth.session set proved_at = null, used_at = updated_at;

-- Since when someone is asked for a second factor that they have not set up.
alter table auth.account_holder add column asked_since timestamptz;

-- Whoever has one of these roles signs in by two factors. A demo network asks nobody.
alter table network add column two_factor_roles text[] not null default '{steward,admin}';

-- As before, with what the session proves. The first visit of someone who needs a second factor begins their days of grace.
drop function actor_of(text, uuid);
create function actor_of(session_token text, network uuid) returns table (
	person_id uuid, account_id uuid, roles text[], locale text, time_zone text,
	family_name text, given_name text, family_kana text, given_kana text, seen_on date, renew boolean, suspended boolean,
	helps text[], unseen integer, unread integer,
	session_id uuid, is_strong boolean, proved_lately boolean, factors text[], needs_two boolean, grace_days integer
) language plpgsql volatile security definer set search_path = public, pg_temp as $$
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
end $$;
revoke execute on function actor_of(text, uuid) from public;
grant execute on function actor_of(text, uuid) to okaeri_app;
