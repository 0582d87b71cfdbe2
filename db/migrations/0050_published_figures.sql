-- What management sees of the figures: a copy that the worker freezes once a week. Stewards see the live figures.
create table published_week (
	network_id uuid not null references network,
	-- The Monday from which the figures stand.
	week date not null check (extract(isodow from week) = 1),
	primary key (network_id, week)
);
call keep_apart('published_week');

-- `people` is exact and only for comparing the next week with; `shown` is what may be read: rounded to five, null
-- where it is hidden. A key 'all' is the total over the rows or the columns.
create table published_figure (
	network_id uuid not null,
	week date not null,
	board text not null check (board in ('quadrants', 'unlocks', 'would_return', 'not_heard', 'wished', 'matched', 'read')),
	row_key text not null,
	column_key text not null,
	people integer not null,
	shown integer,
	primary key (network_id, board, week, row_key, column_key),
	foreign key (network_id, week) references published_week
);
call keep_apart('published_figure');
