-- The people whom a visitor of a demo network can be, each with the part they play. Only a demo network can have them.
create table demo_guest (
	network_id uuid not null references network,
	part text not null check (part in ('steward', 'ready', 'tied', 'hesitant', 'distant', 'former_manager', 'executive', 'rejoiner')),
	person_id uuid not null,
	primary key (network_id, part),
	foreign key (network_id, person_id) references person
);
call keep_apart('demo_guest');

create function only_in_a_demo() returns trigger language plpgsql as $$
begin
	if not exists (select from network where network_id = new.network_id and is_demo) then
		raise exception 'only a demo network has guests';
	end if;
	return new;
end $$;
create trigger only_in_a_demo before insert or update on demo_guest for each row execute function only_in_a_demo();
