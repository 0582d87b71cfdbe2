-- In a very large network a segment shows whom it had when it was counted last. Only the last count is kept: a row of them
-- would tell by their difference who moved.
alter table segment
	add column people integer check (people >= 0),
	add column members integer check (members >= 0),
	add column reachable integer check (reachable >= 0),
	add column counted_at timestamptz;
