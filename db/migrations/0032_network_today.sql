-- What day it is for a network: its own zone decides, not the server's (docs/decisions/0021).
create function network_today() returns date
language sql stable as $$
	select (now() at time zone n.time_zone)::date
	from network n
	where n.network_id = current_network()
$$;
