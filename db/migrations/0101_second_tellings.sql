-- Three and six months after someone left they are asked again why, and what would have to change. Each answer is kept
-- for itself, beside what was said before.
create table second_telling (
	network_id uuid not null references network,
	telling_id uuid not null default new_id(),
	person_id uuid not null,
	tenure_id uuid not null,
	months smallint not null check (months in (3, 6)),
	asked_at timestamptz not null default now(),
	link_hash bytea not null,
	expires_at timestamptz not null,
	answered_at timestamptz,
	said_on date,
	codes text[] not null default '{}',
	words text not null default '' check (length(words) <= 4000),
	would_change text[] not null default '{}',
	primary key (network_id, telling_id),
	unique (network_id, link_hash),
	unique (network_id, tenure_id, months),
	foreign key (network_id, person_id) references person (network_id, person_id) on delete cascade,
	foreign key (network_id, tenure_id) references departure (network_id, tenure_id) on delete cascade,
	check ((answered_at is null) = (said_on is null))
);
call keep_apart('second_telling');
create index second_telling_of_person on second_telling (network_id, person_id);
