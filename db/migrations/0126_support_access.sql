-- The operator of the installation gets into a network only while one of its administrators holds the door open.

create table support_access (
	network_id uuid not null references network,
	support_access_id uuid not null default new_id(),
	-- The entry that stands for the operator in this network: it is no member, and is shown nowhere.
	person_id uuid not null,
	opened_by uuid,
	opened_at timestamptz not null default now(),
	ends_at timestamptz not null,
	may_write boolean not null default false,
	reason text not null,
	closed_at timestamptz,
	closed_by uuid,
	primary key (network_id, support_access_id),
	foreign key (network_id, person_id) references person,
	foreign key (network_id, opened_by) references person on delete set null (opened_by),
	foreign key (network_id, closed_by) references person on delete set null (closed_by),
	check (ends_at > opened_at and ends_at <= opened_at + interval '72 hours')
);
call keep_apart('support_access');
create unique index one_support_access on support_access (network_id) where closed_at is null;

-- A visit of the operator: a link that was printed, and from its use on a session, each known by its hash only.
create table support_visit (
	network_id uuid not null references network,
	support_visit_id uuid not null default new_id(),
	support_access_id uuid not null,
	link_hash bytea not null,
	link_until timestamptz not null,
	session_hash bytea,
	entered_at timestamptz,
	primary key (network_id, support_visit_id),
	foreign key (network_id, support_access_id) references support_access on delete cascade
);
call keep_apart('support_visit');
create unique index support_visit_by_session on support_visit (network_id, session_hash);
