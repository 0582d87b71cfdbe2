-- Who may. Accounts belong to the installation and lie in a schema of their own that the application's role cannot read;
-- a membership ties an account to a person of a network.

create schema auth;
grant usage on schema auth to okaeri_auth;
alter default privileges in schema auth grant select, insert, update, delete on tables to okaeri_auth;

create table auth.account_holder (
	id uuid primary key default new_id(),
	name text not null,
	email text not null unique check (email = lower(email)),
	email_verified boolean not null default false,
	image text,
	created_at timestamptz not null default now(),
	updated_at timestamptz not null default now()
);
create table auth.session (
	id uuid primary key default new_id(),
	user_id uuid not null references auth.account_holder on delete cascade,
	token text not null unique,
	expires_at timestamptz not null,
	ip_address text,
	user_agent text,
	created_at timestamptz not null default now(),
	updated_at timestamptz not null default now()
);
create index session_of_holder on auth.session (user_id);
create table auth.credential (
	id uuid primary key default new_id(),
	user_id uuid not null references auth.account_holder on delete cascade,
	account_id text not null,
	provider_id text not null,
	access_token text,
	refresh_token text,
	id_token text,
	access_token_expires_at timestamptz,
	refresh_token_expires_at timestamptz,
	scope text,
	password text,
	created_at timestamptz not null default now(),
	updated_at timestamptz not null default now(),
	unique (provider_id, account_id)
);
create index credential_of_holder on auth.credential (user_id);
create table auth.verification (
	id uuid primary key default new_id(),
	identifier text not null,
	value text not null,
	expires_at timestamptz not null,
	created_at timestamptz not null default now(),
	updated_at timestamptz not null default now()
);
create index verification_by_identifier on auth.verification (identifier);

-- How often something guessable was tried: key, points used, when the window ends (milliseconds).
create unlogged table auth.attempt (
	key text primary key,
	points integer not null default 0,
	expire bigint
);

-- People of a network. Their private contact data, reasons and standing lie in tables of their own.
create table person (
	network_id uuid not null references network,
	person_id uuid not null default new_id(),
	family_name text not null,
	given_name text not null default '',
	family_kana text not null default '',
	given_kana text not null default '',
	locale text not null default 'ja' check (locale in ('ja', 'en')),
	time_zone text not null default 'Asia/Tokyo',
	present_company text,
	headline text,
	created_at timestamptz not null default now(),
	primary key (network_id, person_id)
);
call keep_apart('person');

create table membership (
	network_id uuid not null references network,
	person_id uuid not null,
	account_id uuid not null,
	roles text[] not null check (roles <@ array['alumnus', 'employee', 'executive', 'steward', 'admin'] and cardinality(roles) > 0),
	joined_at timestamptz not null default now(),
	seen_on date,
	primary key (network_id, person_id),
	unique (network_id, account_id),
	foreign key (network_id, person_id) references person
);
call keep_apart('membership');

create function account_exists() returns trigger language plpgsql security definer set search_path = auth, pg_temp as $$
begin
	if not exists (select from auth.account_holder where id = new.account_id) then
		raise exception 'no such account' using errcode = 'foreign_key_violation';
	end if;
	return new;
end $$;
create trigger account_exists before insert or update of account_id on membership for each row execute function account_exists();

-- Who a session's token speaks for in a network. One round trip; nothing for an expired session or someone else's network.
create function actor_of(session_token text, network uuid) returns table (
	person_id uuid, account_id uuid, roles text[], locale text, time_zone text,
	family_name text, given_name text, family_kana text, given_kana text, seen_on date, renew boolean
) language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
	perform set_config('okaeri.network_id', network::text, true);
	return query
		select p.person_id, m.account_id, m.roles, p.locale, p.time_zone, p.family_name, p.given_name, p.family_kana, p.given_kana, m.seen_on,
			s.updated_at < now() - interval '1 day'
		from auth.session s
		join membership m on m.network_id = network and m.account_id = s.user_id
		join person p on p.network_id = network and p.person_id = m.person_id
		where s.token = session_token and s.expires_at > now();
end $$;
revoke execute on function actor_of(text, uuid) from public;
grant execute on function actor_of(text, uuid) to okaeri_app;

-- Every look at confidential data and every administrative act. Append-only.
create table audit (
	network_id uuid not null references network,
	audit_id uuid not null default new_id(),
	at timestamptz not null default now(),
	actor_id uuid,
	act text not null,
	subject_id uuid,
	detail jsonb not null default '{}',
	primary key (network_id, audit_id)
);
call keep_apart('audit');
create index audit_of_subject on audit (network_id, subject_id, at desc);
revoke update, delete on audit from okaeri_app;
