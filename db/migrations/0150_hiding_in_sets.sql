-- As before, but each name of a company is folded once, and not once for every member: somebody hides in a network of 100,000 in the time
-- of a few looks at its people.
create or replace function directory.refresh_unseen(network uuid, hider uuid, other uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
	delete from directory.unseen_by u
	where u.network_id = network
		and (hider is null or u.person_id = hider)
		and (other is null or u.other_id = other);
	if not exists (
		select from hidden_from h where h.network_id = network and (hider is null or h.person_id = hider)
	) then
		return;
	end if;
	insert into directory.unseen_by (network_id, person_id, other_id)
	with hides as materialized (
		select h.person_id, h.kind,
			case h.kind when 'company' then directory.company_key(h.value) else lower(h.value) end as value
		from hidden_from h
		where h.network_id = network
			and (hider is null or h.person_id = hider)
	),
	works as materialized (
		select m.person_id, p.present_company as name
		from membership m
		join person p on p.network_id = network
			and p.person_id = m.person_id
		where m.network_id = network
			and (other is null or m.person_id = other)
		union
		select m.person_id, called.name
		from membership m
		join tenure t on t.network_id = network
			and t.person_id = m.person_id
			and t.ended_on is null
		join company c on c.network_id = network
			and c.company_id = t.company_id
		cross join lateral unnest(array[c.name_ja, c.name_en]) called(name)
		where m.network_id = network
			and (other is null or m.person_id = other)
	),
	named as materialized (
		select distinct w.name
		from works w
		where w.name <> ''
			and exists (select from hides h where h.kind = 'company')
	),
	keys as materialized (
		select n.name, directory.company_key(n.name) as key
		from named n
	),
	reached as materialized (
		select m.person_id, split_part(lower(k.email), '@', 2) as domain
		from membership m
		join contact k on k.network_id = network
			and k.person_id = m.person_id
		where m.network_id = network
			and (other is null or m.person_id = other)
		union
		select m.person_id, split_part(lower(a.email), '@', 2)
		from membership m
		join auth.account_holder a on a.network_id = network
			and a.id = m.account_id
		where m.network_id = network
			and (other is null or m.person_id = other)
	)
	select network, h.person_id, w.person_id
	from hides h
	join keys k on h.kind = 'company'
		and directory.is_same_company(h.value, k.key)
	join works w on w.name = k.name
	where w.person_id <> h.person_id
	union
	select network, h.person_id, r.person_id
	from hides h
	join reached r on h.kind = 'domain'
		and (r.domain = h.value or right(r.domain, length(h.value) + 1) = '.' || h.value)
	where r.person_id <> h.person_id;
end $$;
