-- The report that management gets once a month: its figures as they were when it was made. They come from what was published for the
-- week, so that it tells no more than the boards do.
create table monthly_report (
	network_id uuid not null references network,
	month date not null check (extract(day from month) = 1),
	figures jsonb not null,
	made_at timestamptz not null default now(),
	sent_at timestamptz,
	primary key (network_id, month)
);
call keep_apart('monthly_report');

-- To whom the report goes.
create table report_reader (
	network_id uuid not null,
	person_id uuid not null,
	since timestamptz not null default now(),
	primary key (network_id, person_id),
	foreign key (network_id, person_id) references person on delete cascade
);
call keep_apart('report_reader');

alter table published_figure
	drop constraint published_figure_board_check,
	add constraint published_figure_board_check check (
		board in (
			'quadrants', 'unlocks', 'would_return', 'not_heard', 'wished', 'matched', 'read',
			'reach_told', 'reach_delivered', 'reach_read', 'reach_answered', 'reach_talked',
			'active', 'rehired'
		)
	);
