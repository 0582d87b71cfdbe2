-- Who at the desk sees to a kind of work that waits. One person for a kind; nobody where there is no row.
create table work_owner (
	network_id uuid not null references network,
	kind text not null check (kind ~ '^[A-Za-z]{1,40}$'),
	person_id uuid not null,
	given_by uuid not null,
	given_at timestamptz not null default now(),
	primary key (network_id, kind),
	foreign key (network_id, person_id) references person on delete cascade,
	foreign key (network_id, given_by) references person
);
call keep_apart('work_owner');
create index work_owner_of on work_owner (network_id, person_id);

-- What the desk did about a suggestion of Today: it is away until a day, and is then made again if it still holds.
create table today_decision (
	network_id uuid not null references network,
	decision_id uuid not null default new_id(),
	kind text not null check (kind in ('silent', 'unheard', 'manager')),
	code text not null default '' check (length(code) <= 40),
	person_id uuid,
	was_done boolean not null,
	back_on date not null,
	decided_by uuid not null,
	decided_at timestamptz not null default now(),
	primary key (network_id, decision_id),
	foreign key (network_id, person_id) references person on delete cascade,
	foreign key (network_id, decided_by) references person
);
call keep_apart('today_decision');
create index today_decision_open on today_decision (network_id, back_on);
create index today_decision_about on today_decision (network_id, person_id) where person_id is not null;
create index today_decision_by on today_decision (network_id, decided_by);

-- Where people stand, by the day on which they said so: for who changed their mind lately.
create index standing_said_lately on standing (network_id, said_at desc) where is_current and wants_to_return = 'yes';
