-- Events: announced, replied to, waited for, checked in, told of afterwards.
create table event (
	network_id uuid not null references network,
	event_id uuid not null default new_id(),
	series_id uuid,
	host_id uuid not null,
	group_id uuid,
	title text not null check (length(title) between 1 and 120),
	words text not null default '' check (length(words) <= 8000),
	html text not null default '',
	kind text not null check (kind in ('on_site', 'online', 'both')),
	place text not null default '' check (length(place) <= 300),
	url text not null default '' check (length(url) <= 500),
	starts_at timestamptz not null,
	ends_at timestamptz not null,
	time_zone text not null,
	capacity integer check (capacity between 1 and 100000),
	guests_at_most smallint not null default 0 check (guests_at_most between 0 and 10),
	question text not null default '' check (length(question) <= 300),
	state text not null default 'announced' check (state in ('announced', 'cancelled')),
	sequence integer not null default 0,
	revision integer not null default 1,
	summary text not null default '' check (length(summary) <= 8000),
	summary_html text not null default '',
	summed_up_at timestamptz,
	announced_at timestamptz not null default now(),
	going integer not null default 0,
	primary key (network_id, event_id),
	foreign key (network_id, host_id) references person,
	foreign key (network_id, group_id) references "group",
	check (ends_at > starts_at)
);
call keep_apart('event');
create index event_by_start on event (network_id, starts_at, event_id);
create index event_of_group on event (network_id, group_id, starts_at) where group_id is not null;
create index event_of_series on event (network_id, series_id, starts_at) where series_id is not null;

create table event_reply (
	network_id uuid not null references network,
	event_id uuid not null,
	person_id uuid not null,
	answer text not null check (answer in ('going', 'waiting', 'not_going')),
	guests smallint not null default 0 check (guests between 0 and 10),
	said text not null default '' check (length(said) <= 1000),
	waits_since timestamptz,
	replied_at timestamptz not null default now(),
	pass uuid not null default gen_random_uuid(),
	came_at timestamptz,
	checked_in_by uuid,
	reminded_at timestamptz,
	asked_at timestamptz,
	thought text check (thought in ('good', 'fair', 'poor')),
	thought_words text not null default '' check (length(thought_words) <= 1000),
	primary key (network_id, event_id, person_id),
	unique (network_id, pass),
	foreign key (network_id, event_id) references event on delete cascade,
	foreign key (network_id, person_id) references person on delete cascade
);
call keep_apart('event_reply');
create index event_reply_of_person on event_reply (network_id, person_id, event_id);
create index event_reply_waiting on event_reply (network_id, event_id, waits_since, person_id) where answer = 'waiting';

-- Someone's own calendar, which a calendar program subscribes to without signing in; only the hash of its address is kept.
create table calendar_feed (
	network_id uuid not null references network,
	person_id uuid not null,
	address_hash bytea not null,
	made_at timestamptz not null default now(),
	primary key (network_id, person_id),
	unique (network_id, address_hash),
	foreign key (network_id, person_id) references person on delete cascade
);
call keep_apart('calendar_feed');
