-- How far each thing that the company told has reached, counted by the worker: in all, by where people stand, and by the reason over
-- which they left. Restricted reasons are not counted. What is older than 120 days stays as it was counted last.
create table reach_tally (
	network_id uuid not null references network,
	kind text not null check (kind in ('change', 'letter', 'story', 'opening', 'event')),
	subject_id uuid not null,
	split text not null check (split in ('all', 'quadrant', 'reason')),
	key text not null,
	told integer not null,
	delivered integer not null,
	read integer not null,
	answered integer not null,
	talked integer not null,
	counted_at timestamptz not null default now(),
	primary key (network_id, kind, subject_id, split, key)
);
call keep_apart('reach_tally');

alter table published_figure
	drop constraint published_figure_board_check,
	add constraint published_figure_board_check check (
		board in (
			'quadrants', 'unlocks', 'would_return', 'not_heard', 'wished', 'matched', 'read',
			'reach_told', 'reach_delivered', 'reach_read', 'reach_answered', 'reach_talked'
		)
	);
