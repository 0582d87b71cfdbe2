-- The parts that a network has switched off. What is in them is kept, and shown to nobody.
alter table network add column parts_off text[] not null default '{}';

create function part_is_on(part text) returns boolean language sql stable set search_path = public, pg_temp as $$
	select not exists (
		select from network n
		where n.network_id = current_network()
			and part = any (n.parts_off)
	)
$$;
revoke execute on function part_is_on(text) from public;
grant execute on function part_is_on(text) to okaeri_app;

-- As before, with the parts that are off.
drop function network_at(text);
create function network_at(host text) returns table (
	network_id uuid, slug text, name_ja text, name_en text, time_zone text, hosts text[], is_demo boolean, locale text,
	accent text, logo_mark text, parts_off text[]
) language sql stable security definer set search_path = public, pg_temp as $$
	select n.network_id, n.slug, n.name_ja, n.name_en, n.time_zone, n.hosts, n.is_demo, n.locale, n.accent, n.logo_mark,
		n.parts_off
	from network n
	where host = any (n.hosts) or (select count(*) from network) = 1
	order by (host = any (n.hosts)) desc
	limit 1
$$;
revoke execute on function network_at(text) from public;
grant execute on function network_at(text) to okaeri_app;
