-- They come back: two doors, and the return itself.

create table host (
	network_id uuid not null references network,
	person_id uuid not null,
	introduction text not null default '',
	place text not null default '',
	minutes smallint not null default 30 check (minutes in (30, 45, 60)),
	is_open boolean not null default true,
	primary key (network_id, person_id),
	foreign key (network_id, person_id) references person
);
call keep_apart('host');

-- The host's week, in the host's own time zone. Monday is 1 (ISO 8601).
create table host_hours (
	network_id uuid not null references network,
	person_id uuid not null,
	weekday smallint not null check (weekday between 1 and 7),
	from_time time not null,
	until_time time not null check (until_time > from_time),
	primary key (network_id, person_id, weekday, from_time),
	foreign key (network_id, person_id) references host
);
call keep_apart('host_hours');

-- A casual talk is no selection: nothing here can hold a rating, a score or a verdict, and nothing ties it to an application.
create table casual_talk (
	network_id uuid not null references network,
	talk_id uuid not null default new_id(),
	host_id uuid not null,
	alumnus_id uuid not null,
	starts_at timestamptz not null,
	ends_at timestamptz not null,
	wish text not null default '' check (length(wish) <= 1000),
	alumnus_time_zone text not null,
	state text not null default 'booked' check (state in ('booked', 'cancelled')),
	cancelled_by text check (cancelled_by in ('alumnus', 'host')),
	sequence integer not null default 0,
	booked_at timestamptz not null default now(),
	primary key (network_id, talk_id),
	foreign key (network_id, host_id) references host,
	foreign key (network_id, alumnus_id) references person,
	check (ends_at > starts_at),
	check ((state = 'cancelled') = (cancelled_by is not null)),
	constraint host_is_free exclude using gist (network_id with =, host_id with =, tstzrange(starts_at, ends_at) with &&) where (state = 'booked'),
	constraint alumnus_is_free exclude using gist (network_id with =, alumnus_id with =, tstzrange(starts_at, ends_at) with &&) where (state = 'booked')
);
call keep_apart('casual_talk');
create index casual_talk_by_start on casual_talk (network_id, starts_at, talk_id);
create index casual_talk_of_alumnus on casual_talk (network_id, alumnus_id, starts_at desc);

-- The first door: now looking.
create table application (
	network_id uuid not null references network,
	application_id uuid not null default new_id(),
	person_id uuid not null,
	company_id uuid,
	words text not null check (length(words) between 1 and 4000),
	status text not null default 'received' check (status in ('received', 'in_contact', 'withdrawn')),
	applied_at timestamptz not null default now(),
	primary key (network_id, application_id),
	foreign key (network_id, person_id) references person,
	foreign key (network_id, company_id) references company
);
call keep_apart('application');
create index application_latest on application (network_id, applied_at desc, application_id desc);
create unique index application_running on application (network_id, person_id) where status <> 'withdrawn';

create table rehire (
	network_id uuid not null references network,
	rehire_id uuid not null default new_id(),
	person_id uuid not null,
	company_id uuid not null,
	tenure_id uuid not null,
	returned_on date not null,
	recorded_by uuid not null,
	recorded_at timestamptz not null default now(),
	primary key (network_id, rehire_id),
	unique (network_id, tenure_id),
	foreign key (network_id, person_id) references person,
	foreign key (network_id, company_id) references company,
	foreign key (network_id, tenure_id) references tenure
);
call keep_apart('rehire');
create index rehire_latest on rehire (network_id, returned_on desc, rehire_id desc);

-- Which touchpoints led to a rehire, by a stated rule. The shares of one rule add up to 1.
create table attribution (
	network_id uuid not null references network,
	rehire_id uuid not null,
	rule text not null check (rule in ('first', 'last', 'assisted')),
	touchpoint_id uuid not null,
	happened_at timestamptz not null,
	share numeric(6, 5) not null check (share > 0 and share <= 1),
	primary key (network_id, rehire_id, rule, touchpoint_id),
	foreign key (network_id, rehire_id) references rehire on delete cascade,
	foreign key (network_id, happened_at, touchpoint_id) references touchpoint
);
call keep_apart('attribution');
