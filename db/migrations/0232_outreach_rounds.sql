-- Asks for many at once: whom to have called, worked through in the background. Each caller is told once, when all are asked.
create table outreach_round (
	network_id uuid not null references network,
	round_id uuid not null default new_id(),
	made_by uuid not null,
	made_at timestamptz not null default now(),
	note text not null default '' check (length(note) <= 1000),
	per_caller smallint not null check (per_caller between 1 and 20),
	state text not null default 'running' check (state in ('running', 'done', 'stopped')),
	ended_at timestamptz,
	primary key (network_id, round_id),
	foreign key (network_id, made_by) references person,
	check ((state = 'running') = (ended_at is null))
);
call keep_apart('outreach_round');
create index outreach_round_by on outreach_round (network_id, made_by);

-- Who is on it, and what became of them: asked for, or why not. Null: it is not their turn yet.
create table outreach_round_person (
	network_id uuid not null,
	round_id uuid not null,
	person_id uuid not null,
	place integer not null,
	outcome text check (outcome ~ '^[a-z_]{1,40}$'),
	outreach_id uuid,
	primary key (network_id, round_id, person_id),
	foreign key (network_id, round_id) references outreach_round on delete cascade,
	foreign key (network_id, person_id) references person on delete cascade,
	foreign key (network_id, outreach_id) references outreach on delete set null (outreach_id)
);
call keep_apart('outreach_round_person');
create index outreach_round_person_waiting on outreach_round_person (network_id, round_id, place) where outcome is null;
create index outreach_round_person_of on outreach_round_person (network_id, person_id);
create index outreach_round_person_asked on outreach_round_person (network_id, outreach_id) where outreach_id is not null;
