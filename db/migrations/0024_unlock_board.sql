-- The unlock board's roll-up, kept by the worker: by reason and quadrant, how many registered alumni it holds back, how many of them said they would return were it solved, and how
-- many have heard of a change that answers it.
create table unlock_tally (
	network_id uuid not null references network,
	code text not null,
	quadrant text not null check (quadrant in ('ready', 'tied', 'hesitant', 'distant', 'unknown')),
	people integer not null,
	would_return integer not null,
	heard integer not null,
	rolled_at timestamptz not null default now(),
	primary key (network_id, code, quadrant)
);
call keep_apart('unlock_tally');
