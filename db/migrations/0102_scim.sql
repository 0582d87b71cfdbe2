-- Whom an identity provider keeps here by SCIM 2.0, and by which names. The id in SCIM is the person's. A row that was
-- deleted there stays, so that the same user sent again is the same person.
create table scim_user (
	network_id uuid not null references network,
	person_id uuid not null,
	user_name text not null check (length(user_name) between 1 and 254),
	external_id text check (length(external_id) <= 254),
	is_active boolean not null,
	email text check (email = lower(email)),
	title text not null default '',
	department text not null default '',
	employee_number text not null default '',
	made_at timestamptz not null default now(),
	changed_at timestamptz not null default now(),
	deleted_at timestamptz,
	revision integer not null default 1,
	primary key (network_id, person_id),
	foreign key (network_id, person_id) references person (network_id, person_id) on delete cascade
);
call keep_apart('scim_user');
create unique index scim_user_name on scim_user (network_id, lower(user_name));
create index scim_user_external on scim_user (network_id, external_id);
create trigger count_revision before update on scim_user for each row execute function count_revision();
