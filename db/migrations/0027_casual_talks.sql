-- Casual talks in full: one to three hosts, pools that take turns, a host's exceptions, rest, limit and other calendar, times that an alumnus proposes.
alter table host
	add column can_tell text not null default '' check (length(can_tell) <= 2000),
	add column ways text[] not null default '{online}' check (ways <@ array['online', 'on_site', 'telephone'] and cardinality(ways) > 0),
	-- Where the host's week is lived; empty is the zone of the person.
	add column time_zone text not null default '',
	add column rest_minutes smallint not null default 0 check (rest_minutes between 0 and 120),
	add column weekly_limit smallint check (weekly_limit between 1 and 40),
	-- An address of a calendar (iCalendar) whose busy times are kept free; it is a secret, and only its times are read.
	add column calendar_url text not null default '' check (length(calendar_url) <= 1000),
	add column calendar_read_at timestamptz,
	add column calendar_problem text not null default '';

-- A day that is not like the week: closed (no times), or open at other times, perhaps in another zone.
create table host_exception (
	network_id uuid not null references network,
	exception_id uuid not null default new_id(),
	person_id uuid not null,
	day date not null,
	from_time time,
	until_time time check (until_time > from_time),
	time_zone text not null default '',
	primary key (network_id, exception_id),
	foreign key (network_id, person_id) references host on delete cascade,
	check ((from_time is null) = (until_time is null))
);
call keep_apart('host_exception');
create index host_exception_of_host on host_exception (network_id, person_id, day);

-- What the host's other calendar says: when, and nothing of what.
create table host_busy (
	network_id uuid not null references network,
	person_id uuid not null,
	starts_at timestamptz not null,
	ends_at timestamptz not null check (ends_at > starts_at),
	primary key (network_id, person_id, starts_at, ends_at),
	foreign key (network_id, person_id) references host on delete cascade
);
call keep_apart('host_busy');

-- Several hosts behind one door: those who talked least recently are next.
create table talk_pool (
	network_id uuid not null references network,
	pool_id uuid not null default new_id(),
	name text not null check (length(name) between 1 and 120),
	introduction text not null default '' check (length(introduction) <= 2000),
	hosts_needed smallint not null default 1 check (hosts_needed between 1 and 3),
	minutes smallint not null default 30 check (minutes in (30, 45, 60)),
	is_open boolean not null default true,
	made_at timestamptz not null default now(),
	primary key (network_id, pool_id)
);
call keep_apart('talk_pool');
create table talk_pool_host (
	network_id uuid not null references network,
	pool_id uuid not null,
	person_id uuid not null,
	primary key (network_id, pool_id, person_id),
	foreign key (network_id, pool_id) references talk_pool on delete cascade,
	foreign key (network_id, person_id) references host on delete cascade
);
call keep_apart('talk_pool_host');
create index talk_pool_host_of_person on talk_pool_host (network_id, person_id);

alter table casual_talk drop constraint host_is_free;

-- Who hosts a talk, one to three. A host's time is held until their rest is over; no two such times overlap, whoever books at the same moment.
create table casual_talk_host (
	network_id uuid not null references network,
	talk_id uuid not null,
	host_id uuid not null,
	held_from timestamptz not null,
	held_until timestamptz not null check (held_until > held_from),
	is_booked boolean not null default true,
	thanked_at timestamptz,
	primary key (network_id, talk_id, host_id),
	foreign key (network_id, talk_id) references casual_talk on delete cascade,
	foreign key (network_id, host_id) references host,
	constraint host_is_free exclude using gist (network_id with =, host_id with =, tstzrange(held_from, held_until) with &&) where (is_booked)
);
call keep_apart('casual_talk_host');
create index casual_talk_host_of_host on casual_talk_host (network_id, host_id, talk_id);
insert into casual_talk_host (network_id, talk_id, host_id, held_from, held_until, is_booked) select network_id, talk_id, host_id, starts_at, ends_at, state = 'booked' from casual_talk;

alter table casual_talk
	drop column host_id,
	add column pool_id uuid,
	add column way text not null default 'online' check (way in ('online', 'on_site', 'telephone')),
	add column place text not null default '' check (length(place) <= 500),
	add column reminded_at timestamptz,
	add column asked_after_at timestamptz,
	add foreign key (network_id, pool_id) references talk_pool,
	drop constraint casual_talk_state_check,
	add constraint casual_talk_state_check check (state in ('booked', 'cancelled', 'missed')),
	drop constraint casual_talk_cancelled_by_check,
	add constraint casual_talk_cancelled_by_check check (cancelled_by in ('alumnus', 'host', 'desk'));
update casual_talk k set place = h.place from casual_talk_host x join host h on (h.network_id, h.person_id) = (x.network_id, x.host_id) where (x.network_id, x.talk_id) = (k.network_id, k.talk_id);

-- For whom no free time fits: up to three times that would, for the host to choose from.
create table talk_proposal (
	network_id uuid not null references network,
	proposal_id uuid not null default new_id(),
	alumnus_id uuid not null,
	host_id uuid not null,
	times timestamptz[] not null check (cardinality(times) between 1 and 3),
	way text not null check (way in ('online', 'on_site', 'telephone')),
	wish text not null default '' check (length(wish) <= 1000),
	state text not null default 'open' check (state in ('open', 'accepted', 'declined', 'withdrawn')),
	talk_id uuid,
	made_at timestamptz not null default now(),
	primary key (network_id, proposal_id),
	foreign key (network_id, alumnus_id) references person on delete cascade,
	foreign key (network_id, host_id) references host,
	foreign key (network_id, talk_id) references casual_talk
);
call keep_apart('talk_proposal');
create unique index talk_proposal_open on talk_proposal (network_id, alumnus_id, host_id) where state = 'open';
create index talk_proposal_of_host on talk_proposal (network_id, host_id) where state = 'open';

-- What every host reads before a talk, in the company's own words; empty stands for ours.
create table talk_brief (
	network_id uuid primary key references network,
	thinks text not null default '' check (length(thinks) <= 2000),
	expects text not null default '' check (length(expects) <= 2000)
);
call keep_apart('talk_brief');
