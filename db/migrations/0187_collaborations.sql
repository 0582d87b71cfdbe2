-- Work that the company and alumni look for or offer to do together: a board of its own, apart from coming back. Whoever gives
-- work on contract states the conditions that the law asks for (フリーランス法 3条, 12条).
alter table network add column collaborations_checked boolean not null default true;

create table collaboration (
	network_id uuid not null references network,
	collaboration_id uuid not null default new_id(),
	person_id uuid not null,
	-- The alumni team asks in the name of the company.
	is_of_company boolean not null default false,
	kind text not null check (kind in ('together', 'contract', 'side_work')),
	title text not null check (length(title) between 1 and 100),
	words text not null check (length(words) between 1 and 4000),
	term text not null default '' check (length(term) <= 200),
	pay_form text not null check (pay_form in ('hourly', 'monthly', 'fixed', 'share', 'none', 'to_settle')),
	pay text not null default '' check (length(pay) <= 200),
	pay_day text not null default '' check (length(pay_day) <= 200),
	place text not null default '' check (length(place) <= 200),
	is_remote boolean not null default false,
	ending text not null default '' check (length(ending) <= 500),
	closes_on date not null,
	ticket uuid not null,
	state text not null default 'waiting' check (state in ('waiting', 'open', 'closed', 'refused')),
	asked_at timestamptz not null default now(),
	decided_by uuid,
	answer text not null default '' check (length(answer) <= 1000),
	closed_at timestamptz,
	primary key (network_id, collaboration_id),
	unique (network_id, person_id, ticket),
	foreign key (network_id, person_id) references person on delete cascade,
	foreign key (network_id, decided_by) references person (network_id, person_id),
	check (is_remote or place <> '' or kind = 'together'),
	check (kind = 'together' or (term <> '' and pay <> '' and pay_day <> '' and pay_form <> 'none'))
);
call keep_apart('collaboration');
create index collaboration_open on collaboration (network_id, collaboration_id desc) where state = 'open';
create index collaboration_waiting on collaboration (network_id, collaboration_id) where state = 'waiting';
create index collaboration_of_person on collaboration (network_id, person_id, collaboration_id desc);
create index collaboration_decided_by on collaboration (network_id, decided_by) where decided_by is not null;

-- Who would like to hear more. Only whoever asked sees it, and it says nothing about coming back.
create table collaboration_interest (
	network_id uuid not null,
	collaboration_id uuid not null,
	person_id uuid not null,
	said_at timestamptz not null default now(),
	primary key (network_id, collaboration_id, person_id),
	foreign key (network_id, collaboration_id) references collaboration on delete cascade,
	foreign key (network_id, person_id) references person on delete cascade
);
call keep_apart('collaboration_interest');
create index collaboration_interest_of_person on collaboration_interest (network_id, person_id);
