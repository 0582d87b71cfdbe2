-- How many people left over a reason, members or not: beside the members whom the reason holds back.
create table unlock_leaver (
	network_id uuid not null references network,
	code text not null,
	leavers integer not null,
	members integer not null,
	primary key (network_id, code)
);
call keep_apart('unlock_leaver');

-- The words with which people say a reason, each said by at least five people who left. Restricted reasons have none.
create table unlock_phrase (
	network_id uuid not null references network,
	code text not null,
	phrase text not null,
	people integer not null check (people >= 5),
	primary key (network_id, code, phrase)
);
call keep_apart('unlock_phrase');
