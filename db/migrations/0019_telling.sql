-- What would have to change before someone came back, said with their standing. The history stays with it; what holds now stands here, tied to the latest leaving.
alter table standing add column would_change text[] not null default '{}';
create table unlock (
	network_id uuid not null references network,
	tenure_id uuid not null,
	code text not null,
	person_id uuid not null,
	said_at timestamptz not null default now(),
	primary key (network_id, tenure_id, code),
	foreign key (network_id, tenure_id) references departure on delete cascade,
	foreign key (network_id, person_id) references person
);
call keep_apart('unlock');
create index unlock_by_code on unlock (network_id, code, tenure_id);
create index unlock_of_person on unlock (network_id, person_id);

-- For whom a change holds (kinds of employment; words of which one stands in their department or title), and how far its matching came.
alter table change
	add column employments text[] not null default '{}',
	add column parts text[] not null default '{}',
	add column departures_seen integer not null default 0,
	add column departures_total integer not null default 0;
-- What ties someone to a change: 2 where they said that it keeps them from returning, 1 where they left over it.
alter table match
	add column weight smallint not null default 1,
	-- A match hangs on its departure, which holds its network and person; changes are never deleted. Three checks less for each of many rows.
	drop constraint match_network_id_fkey,
	drop constraint match_network_id_change_id_fkey,
	drop constraint match_network_id_person_id_fkey,
	drop constraint match_not_mailed_check,
	add constraint match_not_mailed_check check (not_mailed in ('no_consent', 'no_basis', 'do_not_contact', 'cap', 'told_lately', 'past'));
