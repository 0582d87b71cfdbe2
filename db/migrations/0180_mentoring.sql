-- Members who offer to accompany others for a while, those who look for someone, and the pairs that come of it. None of it
-- is read at the desk.
create table mentor (
	network_id uuid not null references network,
	person_id uuid not null,
	themes text[] not null default '{}',
	words text not null default '' check (length(words) <= 1000),
	capacity smallint not null default 1 check (capacity between 1 and 10),
	is_open boolean not null default true,
	since timestamptz not null default now(),
	primary key (network_id, person_id),
	foreign key (network_id, person_id) references person on delete cascade
);
call keep_apart('mentor');

create table mentoring_wish (
	network_id uuid not null references network,
	person_id uuid not null,
	themes text[] not null default '{}',
	words text not null default '' check (length(words) <= 1000),
	is_open boolean not null default true,
	for_employees boolean not null default false,
	since timestamptz not null default now(),
	primary key (network_id, person_id),
	foreign key (network_id, person_id) references person on delete cascade
);
call keep_apart('mentoring_wish');

create table mentoring (
	network_id uuid not null references network,
	mentoring_id uuid not null default new_id(),
	mentor_id uuid not null,
	mentee_id uuid not null,
	ask text not null check (length(ask) between 1 and 1000),
	state text not null default 'asked'
		check (state in ('asked', 'declined', 'withdrawn', 'active', 'paused', 'ended')),
	asked_at timestamptz not null default now(),
	answered_at timestamptz,
	answer text not null default '' check (length(answer) <= 1000),
	conversation_id uuid,
	paused_at timestamptz,
	ended_at timestamptz,
	ended_by uuid,
	thanks text not null default '' check (length(thanks) <= 1000),
	primary key (network_id, mentoring_id),
	foreign key (network_id, mentor_id) references person on delete cascade,
	foreign key (network_id, mentee_id) references person on delete cascade,
	foreign key (network_id, conversation_id) references conversation on delete set null (conversation_id),
	foreign key (network_id, ended_by) references person on delete set null (ended_by),
	check ((state = 'ended') = (ended_at is not null))
);
create index mentoring_of_mentor on mentoring (network_id, mentor_id, mentoring_id);
create index mentoring_of_mentee on mentoring (network_id, mentee_id, mentoring_id);
call keep_apart('mentoring');
