-- Openings: jobs open to alumni, of any company of the group, with what the Employment Security Act (職業安定法5条の3) wants said of them.
create table opening (
	network_id uuid not null references network,
	opening_id uuid not null default new_id(),
	revision integer not null default 1,
	state text not null default 'draft' check (state in ('draft', 'open', 'closed')),
	source text not null default 'desk' check (source in ('desk', 'file', 'feed', 'api')),
	external_id text check (length(external_id) between 1 and 200),
	company_id uuid not null,
	language text not null default 'ja' check (language in ('ja', 'en')),
	title text not null check (length(title) between 1 and 200),
	business text not null default '' check (length(business) <= 4000),
	business_range text not null default '' check (length(business_range) <= 1000),
	place text not null default '' check (length(place) <= 500),
	place_range text not null default '' check (length(place_range) <= 1000),
	employment text not null default 'permanent' check (employment in ('permanent', 'fixed_term', 'part_time', 'contractor', 'temporary')),
	contract text not null default '' check (length(contract) <= 1000),
	trial text not null default '' check (length(trial) <= 500),
	hours text not null default '' check (length(hours) <= 1000),
	overtime text not null default '' check (length(overtime) <= 500),
	holidays text not null default '' check (length(holidays) <= 1000),
	pay text not null default '' check (length(pay) <= 1000),
	insurance text not null default '' check (length(insurance) <= 500),
	smoking text not null default '' check (length(smoking) <= 500),
	recruiter text not null default '' check (length(recruiter) <= 200),
	wanted text not null default '' check (length(wanted) <= 4000),
	remote boolean not null default false,
	pay_least integer check (pay_least > 0),
	pay_most integer check (pay_most >= pay_least),
	pay_per text check (pay_per in ('hour', 'month', 'year')),
	reasons text[] not null default '{}',
	questions text[] not null default '{}' check (cardinality(questions) <= 3),
	audience text not null default 'alumni' check (audience in ('alumni', 'staff', 'public')),
	owner_id uuid,
	closes_on date,
	checked_on date not null default current_date,
	reminded_on date,
	opened_at timestamptz,
	closed_at timestamptz,
	closed_why text check (closed_why in ('desk', 'date', 'unchecked', 'feed', 'api')),
	primary key (network_id, opening_id),
	unique (network_id, source, external_id),
	foreign key (network_id, company_id) references company,
	foreign key (network_id, owner_id) references person,
	check ((state = 'closed') = (closed_at is not null)),
	check ((source = 'desk') <= (owner_id is not null))
);
call keep_apart('opening');
create index opening_open on opening (network_id, opened_at desc, opening_id desc) where state = 'open';
create index opening_at_desk on opening (network_id, opening_id desc);

-- "Tell me when this exists": what someone looks for and would be told of. In their words to the desk, as a search to be answered by itself, or both.
create table opening_wish (
	network_id uuid not null references network,
	wish_id uuid not null default new_id(),
	person_id uuid not null,
	words text not null default '' check (length(words) <= 500),
	terms text not null default '' check (length(terms) <= 200),
	company_id uuid,
	reasons text[] not null default '{}',
	made_at timestamptz not null default now(),
	primary key (network_id, wish_id),
	foreign key (network_id, person_id) references person on delete cascade,
	foreign key (network_id, company_id) references company,
	check (words <> '' or terms <> '' or company_id is not null or reasons <> '{}')
);
call keep_apart('opening_wish');
create index opening_wish_of_person on opening_wish (network_id, person_id, made_at desc);

-- Who was told of which opening because of a wish, so that nobody is told twice.
create table opening_told (
	network_id uuid not null references network,
	opening_id uuid not null,
	person_id uuid not null,
	told_at timestamptz not null default now(),
	primary key (network_id, opening_id, person_id),
	foreign key (network_id, opening_id) references opening on delete cascade,
	foreign key (network_id, person_id) references person on delete cascade
);
call keep_apart('opening_told');

-- Where openings come from by themselves: an address of CSV or JSON, read once a day.
create table opening_feed (
	network_id uuid primary key references network,
	url text not null check (length(url) <= 1000),
	company_id uuid not null,
	audience text not null default 'alumni' check (audience in ('alumni', 'staff', 'public')),
	read_at timestamptz,
	problem text not null default '' check (length(problem) <= 200),
	seen integer not null default 0,
	foreign key (network_id, company_id) references company
);
call keep_apart('opening_feed');

-- How many would be told of, were a reason answered: beside those whom it keeps away.
alter table unlock_tally add column wished integer not null default 0;
