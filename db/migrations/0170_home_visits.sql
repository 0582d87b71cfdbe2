-- Home marks what is new since the visit before this one. A visit is over when Home was not opened for half an hour.
alter table membership
	add column home_at timestamptz,
	add column new_since timestamptz;

-- What a member came for, as they say themselves. Home leads with it.
alter table profile
	add column came_for text[] not null default '{}'
	check (came_for <@ array['company', 'colleagues', 'work', 'papers']);
