-- For other systems: tokens for the API, and webhooks that tell them what happened.
create table api_token (
	network_id uuid not null references network,
	token_id uuid not null default new_id(),
	name text not null check (length(name) between 1 and 100),
	hash bytea not null,
	hint text not null,
	scopes text[] not null,
	made_by uuid not null,
	made_at timestamptz not null default now(),
	expires_on date,
	last_used_at timestamptz,
	revoked_at timestamptz,
	primary key (network_id, token_id),
	unique (network_id, hash),
	foreign key (network_id, made_by) references person
);
call keep_apart('api_token');

-- What a request with an Idempotency-Key was answered, so that the same request again is the same answer and not a second deed.
create table api_answer (
	network_id uuid not null references network,
	token_id uuid not null,
	key text not null check (length(key) between 1 and 255),
	request_hash bytea not null,
	status smallint,
	body jsonb,
	made_at timestamptz not null default now(),
	primary key (network_id, token_id, key),
	foreign key (network_id, token_id) references api_token on delete cascade
);
call keep_apart('api_answer');
create index api_answer_old on api_answer (network_id, made_at);

create table webhook_endpoint (
	network_id uuid not null references network,
	endpoint_id uuid not null default new_id(),
	url text not null check (length(url) <= 1000),
	secret text not null,
	types text[] not null,
	is_on boolean not null default true,
	off_why text check (off_why in ('desk', 'failing', 'gone')),
	failing_since timestamptz,
	made_by uuid not null,
	made_at timestamptz not null default now(),
	primary key (network_id, endpoint_id),
	foreign key (network_id, made_by) references person,
	check (is_on = (off_why is null))
);
call keep_apart('webhook_endpoint');

create table webhook_message (
	network_id uuid not null references network,
	message_id uuid not null default new_id(),
	type text not null,
	data jsonb not null,
	happened_at timestamptz not null default now(),
	primary key (network_id, message_id)
);
call keep_apart('webhook_message');
create index webhook_message_old on webhook_message (network_id, happened_at);

create table webhook_delivery (
	network_id uuid not null references network,
	message_id uuid not null,
	endpoint_id uuid not null,
	state text not null default 'waiting' check (state in ('waiting', 'delivered', 'failed')),
	attempts smallint not null default 0,
	last_status integer,
	last_problem text not null default '' check (length(last_problem) <= 300),
	tried_at timestamptz,
	primary key (network_id, message_id, endpoint_id),
	foreign key (network_id, message_id) references webhook_message on delete cascade,
	foreign key (network_id, endpoint_id) references webhook_endpoint on delete cascade
);
call keep_apart('webhook_delivery');
create index webhook_delivery_of_endpoint on webhook_delivery (network_id, endpoint_id, message_id desc);
