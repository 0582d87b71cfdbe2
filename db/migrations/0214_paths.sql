-- On which ways people came to a talk or came back: how many in all, how many passed each station before, and how many came by each way
-- (stations in order, with spaces between).
create table path_tally (
	network_id uuid not null references network,
	goal text not null check (goal in ('talk', 'rehire')),
	part text not null check (part in ('all', 'station', 'way')),
	key text not null,
	people integer not null,
	counted_at timestamptz not null default now(),
	primary key (network_id, goal, part, key)
);
call keep_apart('path_tally');
