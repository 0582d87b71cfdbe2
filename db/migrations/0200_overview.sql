-- Figures of the overview for management, counted anew each night by the worker: `people` in a column of a row of a board,
-- and beside it a figure that is no count (days, or shares summed). Keys are companies, quarters, quadrants and the like.
create table overview_figure (
	network_id uuid not null references network,
	board text not null,
	row_key text not null,
	column_key text not null,
	people integer not null,
	figure numeric,
	primary key (network_id, board, row_key, column_key)
);
call keep_apart('overview_figure');

-- How many alumni moved from quadrant to quadrant since so many days ago: all of them, and by what they have in common.
create table quadrant_move (
	network_id uuid not null references network,
	days smallint not null,
	part text not null check (part in ('all', 'company', 'department', 'reason', 'years')),
	part_key text not null,
	from_key text not null,
	to_key text not null,
	people integer not null,
	primary key (network_id, days, part, part_key, from_key, to_key)
);
call keep_apart('quadrant_move');

-- When the figures of the overview were counted.
create table overview_count (
	network_id uuid not null primary key references network,
	counted_at timestamptz not null default now()
);
call keep_apart('overview_count');

-- What the network assumes of its costs, in yen: of hiring someone in the usual way, of a rehire, and of the network in a year.
alter table network
	add column cost_of_hiring integer check (cost_of_hiring between 0 and 1000000000),
	add column cost_of_rehire integer check (cost_of_rehire between 0 and 1000000000),
	add column cost_of_year integer check (cost_of_year between 0 and 1000000000);

alter table published_figure drop constraint published_figure_board_check;
alter table published_figure add constraint published_figure_board_check check (board in (
	'quadrants', 'unlocks', 'would_return', 'not_heard', 'wished', 'matched', 'read',
	'leavers', 'reachable', 'invited', 'joined', 'active', 'talked', 'applied', 'rehired',
	'left_in', 'invited_in', 'joined_in', 'talked_in', 'applied_in', 'rehired_in',
	'ways', 'stayed_12', 'stayed_24', 'contact', 'moved', 'medians'
));
