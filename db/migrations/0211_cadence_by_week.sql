-- How many members visited in the 7, 30 and 90 days up to a day, kept for each Sunday and for today.
create table active_day (
	network_id uuid not null references network,
	day date not null,
	members integer not null,
	active_7 integer not null,
	active_30 integer not null,
	active_90 integer not null,
	primary key (network_id, day)
);
call keep_apart('active_day');

-- Of those who joined in a month: how many visited in each of the months after (0 is the month of joining itself).
create table retention_month (
	network_id uuid not null references network,
	joined_in date not null check (extract(day from joined_in) = 1),
	months_after smallint not null check (months_after between 0 and 11),
	members integer not null,
	visited integer not null,
	primary key (network_id, joined_in, months_after)
);
call keep_apart('retention_month');
