-- How often the company tells something against how often alumni come; and at which hours what it told is opened. Roll-ups kept by the worker.
create table cadence_day (
	network_id uuid not null references network,
	day date not null,
	visitors integer not null,
	told integer not null,
	posted integer not null,
	primary key (network_id, day)
);
call keep_apart('cadence_day');
create table opened_hour (
	network_id uuid not null references network,
	weekday smallint not null check (weekday between 1 and 7),
	hour smallint not null check (hour between 0 and 23),
	opened integer not null,
	primary key (network_id, weekday, hour)
);
call keep_apart('opened_hour');
