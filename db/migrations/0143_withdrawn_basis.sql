-- A basis of contact that was recorded can be taken back. Who had it, and why it went, stays known.
create table withdrawn_basis (
	network_id uuid not null references network,
	-- What was taken back at once, in one act.
	withdrawal_id uuid not null,
	person_id uuid not null,
	basis text not null,
	basis_on date not null,
	basis_note text,
	withdrawn_at timestamptz not null default now(),
	withdrawn_by uuid,
	why text not null,
	primary key (network_id, withdrawal_id, person_id),
	foreign key (network_id, person_id) references person on delete cascade,
	foreign key (network_id, withdrawn_by) references person on delete set null (withdrawn_by)
);
call keep_apart('withdrawn_basis');
create index withdrawn_basis_of_person on withdrawn_basis (network_id, person_id);
create index withdrawn_basis_latest on withdrawn_basis (network_id, withdrawn_at desc);
