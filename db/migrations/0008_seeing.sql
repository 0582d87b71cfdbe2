-- What came of it: the daily roll-up of where registered alumni stand, kept by the worker.
create table quadrant_day (
	network_id uuid not null references network,
	day date not null,
	company_id uuid not null,
	quadrant text not null check (quadrant in ('ready', 'tied', 'hesitant', 'distant', 'unknown')),
	people integer not null,
	rolled_at timestamptz not null default now(),
	primary key (network_id, day, company_id, quadrant),
	foreign key (network_id, company_id) references company
);
call keep_apart('quadrant_day');
