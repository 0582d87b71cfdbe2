-- What a file of HR says otherwise than the network, field by field: the desk ticks what is taken over.
create table hr_import_difference (
	network_id uuid not null,
	hr_import_id uuid not null,
	field text not null check (
		field in (
			'name', 'kana', 'email', 'number',
			'started_on', 'ended_on', 'department', 'title', 'employment', 'manager', 'reason'
		)
	),
	row_no integer not null,
	before text,
	after text,
	-- The person gave it themselves, or the desk recorded it: only an explicit tick overwrites it.
	is_own boolean not null,
	is_ticked boolean not null,
	-- What became of it: 'taken' or 'kept', and 'changed' where the network has it otherwise since the reading.
	outcome text check (outcome in ('taken', 'kept', 'changed')),
	primary key (network_id, hr_import_id, field, row_no),
	foreign key (network_id, hr_import_id) references hr_import on delete cascade
);
call keep_apart('hr_import_difference');
create index hr_import_difference_of_row on hr_import_difference (network_id, hr_import_id, row_no);

-- A row is of a person whom the import adds, or of one whom the network had. A file without a column for the day of
-- leaving says nothing about it.
alter table hr_import_row
	add column is_new boolean not null default false,
	add column tells_end boolean not null default true;

-- The sheets of a workbook, and the one that is read. Lines above a table are kept apart by the line of its header.
alter table hr_import
	add column sheet text,
	add column sheets text[],
	-- Of each column the first values, to tell what one is that was not recognised.
	add column samples jsonb not null default '[]';

-- Which column is what, as the desk said it for headings that were not recognised. The next file with the same
-- headings is read so.
create table hr_import_heading (
	network_id uuid not null references network,
	headings text[] not null check (cardinality(headings) <= 500),
	headings_md5 text not null,
	columns jsonb not null,
	said_by uuid,
	said_at timestamptz not null default now(),
	primary key (network_id, headings_md5)
);
call keep_apart('hr_import_heading');
