-- Which bases were recorded, and where people stand, are read through an index at any size of a network. Under row-level
-- security PostgreSQL uses an index only for expressions that cannot leak, and it does not count coalesce among them.
drop index contact_on_recorded_basis;
create index contact_on_recorded_basis on contact (
	network_id, basis_on, basis, (case when basis_note is null then '' else basis_note end)
) where basis in ('consent_on_leaving', 'notice');

create index standing_by_quadrant on standing (network_id, quadrant, person_id) where is_current;
