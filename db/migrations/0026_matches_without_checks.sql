-- Matches are made by the ten thousand from rows that were just read, and a check for each of two keys more was a third of the time. They go with their
-- departure by a trigger; changes are never deleted.
alter table match
	drop constraint match_network_id_tenure_id_fkey;
create function forget_matches() returns trigger language plpgsql as $$
begin
	delete from match where network_id = old.network_id and person_id = old.person_id and tenure_id = old.tenure_id;
	return null;
end $$;
create trigger forget_matches after delete on departure for each row execute function forget_matches();

-- Who works here today, who are few: matching asks it of everyone a reason names.
create index tenure_open on tenure (network_id, person_id) where ended_on is null;
