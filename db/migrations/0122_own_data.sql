-- What a member takes home: one zip at a time, in pieces, for seven days.
create table own_data (
	network_id uuid not null references network,
	person_id uuid not null,
	asked_at timestamptz not null default now(),
	made_at timestamptz,
	bytes bigint,
	primary key (network_id, person_id),
	foreign key (network_id, person_id) references person on delete cascade,
	check ((made_at is null) = (bytes is null))
);
call keep_apart('own_data');

create table own_data_piece (
	network_id uuid not null references network,
	person_id uuid not null,
	piece_no integer not null,
	content bytea not null,
	primary key (network_id, person_id, piece_no),
	foreign key (network_id, person_id) references own_data on delete cascade
);
call keep_apart('own_data_piece');
