-- Identity providers by which people who work at the company sign in. Each belongs to one network; what it says of an address
-- counts in that network only.
create table sign_on_provider (
	network_id uuid not null references network,
	provider_id uuid not null default new_id(),
	kind text not null check (kind in ('oidc', 'saml')),
	called text not null,
	-- The mail domains for which it speaks.
	domains text[] not null,
	-- Whose people come in by it; null for the whole group.
	company_id uuid,
	-- Whether it lets in people whom the network does not know yet.
	admits_new boolean not null default false,
	-- Whether its addresses count as proved though it does not say so of each. SAML has no word for that.
	vouches boolean not null default false,
	is_on boolean not null default false,
	-- The issuer (OpenID Connect), or the entity id (SAML).
	issuer text not null default '',
	client_id text not null default '',
	-- Encrypted by the installation's secret.
	client_secret bytea,
	entry_point text not null default '',
	certificates text[] not null default '{}',
	revision integer not null default 0,
	-- At which revision a trial came to a good end. Only what was tried can be turned on.
	tried_revision integer,
	primary key (network_id, provider_id),
	foreign key (network_id, company_id) references company (network_id, company_id),
	check (not is_on or tried_revision is not null)
);
call keep_apart('sign_on_provider');

-- Whom a provider means by the name that it has for someone.
create table sign_on_identity (
	network_id uuid not null references network,
	provider_id uuid not null,
	subject text not null,
	account_id uuid not null,
	linked_at timestamptz not null default now(),
	last_at timestamptz not null default now(),
	primary key (network_id, provider_id, subject),
	foreign key (network_id, provider_id) references sign_on_provider on delete cascade,
	foreign key (network_id, account_id) references auth.account_holder (network_id, id) on delete cascade
);
create index sign_on_identity_of_account on sign_on_identity (network_id, account_id);
call keep_apart('sign_on_identity');

-- One way to a provider and back, in one browser. It is used once, and gone after minutes.
create table sign_on_attempt (
	network_id uuid not null references network,
	attempt_id uuid not null default new_id(),
	provider_id uuid not null,
	-- A hash of the cookie of the browser that began it.
	browser_hash bytea not null check (length(browser_hash) = 32),
	-- What the answer must name: the state (OpenID Connect), or the id of the request (SAML).
	answer_key text not null,
	nonce text not null,
	verifier text not null,
	next text not null,
	-- The admin who tries the provider out. Nobody is signed in by such an attempt.
	tried_by uuid,
	revision integer not null,
	begun_at timestamptz not null default now(),
	answered_at timestamptz,
	-- Who came back, as the provider says, or why the answer was refused.
	answer jsonb,
	primary key (network_id, attempt_id),
	unique (network_id, answer_key),
	foreign key (network_id, provider_id) references sign_on_provider on delete cascade,
	foreign key (network_id, tried_by) references person (network_id, person_id) on delete cascade
);
create index sign_on_attempt_by_age on sign_on_attempt (network_id, begun_at);
call keep_apart('sign_on_attempt');

-- Whether people who work at the company sign in by its identity provider only.
alter table network add column only_single_sign_on boolean not null default false;

-- When that begins, those who signed in otherwise are signed out. Who runs the network stays in.
create function end_sessions_of_employees() returns integer
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
	ended integer;
begin
	delete from auth.session s
	using membership m
	where s.network_id = current_network()
		and m.network_id = s.network_id
		and m.account_id = s.user_id
		and m.roles && '{employee,executive}'::text[]
		and not m.roles && '{alumnus,steward,admin}'::text[];
	get diagnostics ended = row_count;
	return ended;
end $$;
revoke execute on function end_sessions_of_employees() from public;
grant execute on function end_sessions_of_employees() to okaeri_app;
