-- An HR export on its way in: the file in pieces, its rows as read, and how far each step has come.

create table hr_import (
	network_id uuid not null references network,
	hr_import_id uuid not null default new_id(),
	company_id uuid not null,
	file_name text not null,
	bytes bigint not null default 0,
	status text not null default 'receiving' check (status in ('receiving', 'reading', 'read', 'writing', 'written', 'failed')),
	problem text,
	encoding text,
	separator text,
	header_row integer,
	headings text[],
	columns jsonb,
	columns_by_hand boolean not null default false,
	bytes_read bigint not null default 0,
	rows_read integer not null default 0,
	rows_written integer not null default 0,
	counts jsonb not null default '{}',
	made_by uuid,
	made_at timestamptz not null default now(),
	finished_at timestamptz,
	primary key (network_id, hr_import_id),
	foreign key (network_id, company_id) references company
);
call keep_apart('hr_import');

create table hr_import_piece (
	network_id uuid not null references network,
	hr_import_id uuid not null,
	piece_no integer not null,
	content bytea not null,
	primary key (network_id, hr_import_id, piece_no),
	foreign key (network_id, hr_import_id) references hr_import on delete cascade
);
call keep_apart('hr_import_piece');
alter table hr_import_piece alter column content set storage external;

create table hr_import_row (
	network_id uuid not null references network,
	hr_import_id uuid not null,
	row_no integer not null,
	line_no integer not null,
	cells text[] not null,
	verdict text not null check (verdict in ('good', 'doubtful', 'refused')),
	findings text[] not null default '{}',
	effect text check (effect in ('new_person', 'new_tenure', 'changed', 'same')),
	number text,
	family_name text,
	given_name text,
	family_kana text,
	given_kana text,
	email text,
	started_on date,
	ended_on date,
	department text,
	title text,
	employment text,
	manager_number text,
	reason_words text,
	reason_code text,
	person_id uuid,
	tenure_id uuid,
	primary key (network_id, hr_import_id, row_no),
	foreign key (network_id, hr_import_id) references hr_import on delete cascade
);
call keep_apart('hr_import_row');
create index hr_import_row_by_number on hr_import_row (network_id, hr_import_id, number);
create index hr_import_row_findings on hr_import_row (network_id, hr_import_id, row_no) where verdict <> 'good';

-- After thousands of new people the planner must know of them at once, not when autovacuum comes around.
create function learn_sizes() returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
	analyze person, contact, employee_number, tenure, departure, departure_reason, departure_word;
end $$;
