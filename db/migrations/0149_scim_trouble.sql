-- What an identity provider wanted by SCIM and did not get: of a day how often, and never for whom. The desk sees it for a month.
create table scim_trouble (
	network_id uuid not null references network,
	day date not null,
	method text not null check (method in ('GET', 'POST', 'PUT', 'PATCH', 'DELETE')),
	status smallint not null check (status between 400 and 499),
	why text not null check (length(why) <= 40),
	times integer not null default 1,
	last_at timestamptz not null default now(),
	primary key (network_id, day, method, status, why)
);
call keep_apart('scim_trouble');
