-- The way out of the company, from its first day to the day after the last one. At most one of a person is running.
create table send_off (
	network_id uuid not null references network,
	send_off_id uuid not null default new_id(),
	person_id uuid not null,
	tenure_id uuid not null,
	last_on date not null,
	kind text check (kind in ('own_wish', 'company', 'retirement', 'contract_end', 'group_move', 'other')),
	state text not null default 'running' check (state in ('running', 'done', 'called_off')),
	begun_by uuid not null,
	begun_through text not null check (begun_through in ('desk', 'api', 'scim')),
	begun_at timestamptz not null default now(),
	-- Who of the desk speaks with them, and when they did.
	talker_id uuid,
	talked_on date,
	-- The link to the leaver's own page, which was mailed to them. Null until then.
	link_hash bytea,
	link_sent_at timestamptz,
	link_expires_at timestamptz,
	-- Where they are reached after the last day. For a member it counts once it is proved.
	private_address text check (private_address = lower(private_address)),
	address_hash bytea,
	address_expires_at timestamptz,
	address_proved_at timestamptz,
	-- When the leaver answered on their own page.
	answered_at timestamptz,
	ended_at timestamptz,
	revision integer not null default 1,
	primary key (network_id, send_off_id),
	unique (network_id, link_hash),
	unique (network_id, address_hash),
	foreign key (network_id, person_id) references person (network_id, person_id) on delete cascade,
	foreign key (network_id, tenure_id) references tenure (network_id, tenure_id) on delete cascade,
	foreign key (network_id, begun_by) references person (network_id, person_id),
	foreign key (network_id, talker_id) references person (network_id, person_id),
	check ((state = 'running') = (ended_at is null))
);
call keep_apart('send_off');
create unique index send_off_running on send_off (network_id, person_id) where state = 'running';
create index send_off_by_day on send_off (network_id, state, last_on);
create index send_off_of_person on send_off (network_id, person_id);
create index send_off_of_tenure on send_off (network_id, tenure_id);
create trigger count_revision before update on send_off for each row execute function count_revision();

-- What was said in the talk, until the departure takes it over as what was stated. Only the desk reads it.
create table send_off_talk (
	network_id uuid not null,
	send_off_id uuid not null,
	codes text[] not null default '{}',
	words text not null default '' check (length(words) <= 4000),
	said_on date not null,
	-- The leaver wrote it on their own page. The desk's note from the talk does not go over it.
	is_own boolean not null default false,
	primary key (network_id, send_off_id),
	foreign key (network_id, send_off_id) references send_off (network_id, send_off_id) on delete cascade
);
call keep_apart('send_off_talk');

-- Who left for birth, childcare or family care and said that they want to be thought of when there is an opening
-- (育児・介護休業法27条).
create table thought_of (
	network_id uuid not null,
	person_id uuid not null,
	because text not null check (because in ('birth', 'childcare', 'family_care')),
	said_on date not null,
	primary key (network_id, person_id),
	foreign key (network_id, person_id) references person (network_id, person_id) on delete cascade
);
call keep_apart('thought_of');
