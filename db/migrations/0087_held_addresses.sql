-- A member's new address that the desk asked for counts only some days later, and whoever reads the old one can stop it.
alter table address_proof
	add column opens_at timestamptz not null default now(),
	add column stop_hash bytea;
create unique index address_proof_stop on address_proof (network_id, stop_hash);
