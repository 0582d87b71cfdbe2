-- Each web process keeps for some seconds which network answers at which host, and what is switched off there. Whoever
-- changes a network, on whichever machine or by hand, tells all of them as the change is committed.
create function tell_network() returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
	perform pg_notify(
		'okaeri_live',
		json_build_object(
			'networkId', coalesce(new.network_id, old.network_id),
			'topic', 'network',
			'by', null
		)::text
	);
	return null;
end
$$;

create trigger tell_network
	after insert or update or delete on network
	for each row execute function tell_network();
