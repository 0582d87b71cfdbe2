-- What leavers ask of their former employer anyway: proof of their time there, and the year's tax slip. The desk answers
-- with a file that only whoever asked can fetch, and only for some days.
create table paper_request (
	network_id uuid not null references network,
	paper_request_id uuid not null default new_id(),
	person_id uuid not null,
	kind text not null check (kind in ('employment', 'leaving', 'withholding', 'other')),
	-- Labour Standards Act, article 22: a certificate of leaving holds what the leaver asks for, and nothing else.
	items text[] not null default '{}'
		check (items <@ array['period', 'work', 'position', 'wages', 'reason']),
	year smallint check (year between 1950 and 2100),
	words text not null default '' check (length(words) <= 500),
	state text not null default 'asked' check (state in ('asked', 'sent', 'refused', 'withdrawn')),
	asked_at timestamptz not null default now(),
	answered_by uuid,
	answered_at timestamptz,
	answer text not null default '' check (length(answer) <= 1000),
	primary key (network_id, paper_request_id),
	foreign key (network_id, person_id) references person on delete cascade,
	foreign key (network_id, answered_by) references person (network_id, person_id),
	check ((state in ('sent', 'refused')) = (answered_at is not null)),
	check (kind = 'leaving' or items = '{}'),
	check ((kind = 'withholding') = (year is not null))
);
call keep_apart('paper_request');
create index paper_request_of_person on paper_request (network_id, person_id, paper_request_id);
create index paper_request_waiting on paper_request (network_id, paper_request_id) where state = 'asked';
create index paper_request_answered_by on paper_request (network_id, answered_by) where answered_by is not null;

create table paper_file (
	network_id uuid not null,
	paper_request_id uuid not null,
	name text not null check (length(name) between 1 and 200),
	media_type text not null,
	bytes bytea not null,
	expires_at timestamptz not null,
	fetched_at timestamptz,
	primary key (network_id, paper_request_id),
	foreign key (network_id, paper_request_id) references paper_request on delete cascade
);
call keep_apart('paper_file');
create index paper_file_expires on paper_file (network_id, expires_at);
