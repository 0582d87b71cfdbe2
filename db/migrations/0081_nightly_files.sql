-- Files that came through the watched folder: one that came before is not loaded again.
create table hr_import_file (
	network_id uuid not null references network,
	company_id uuid not null,
	content_sha256 bytea not null,
	file_name text not null,
	hr_import_id uuid,
	taken_at timestamptz not null default now(),
	primary key (network_id, company_id, content_sha256),
	foreign key (network_id, company_id) references company
);
call keep_apart('hr_import_file');
