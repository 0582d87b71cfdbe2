-- Each company has a system of its own for its openings, and two systems can give the same number.
alter table opening drop constraint opening_network_id_source_external_id_key;
alter table opening add constraint opening_network_id_company_id_source_external_id_key
	unique (network_id, company_id, source, external_id);
