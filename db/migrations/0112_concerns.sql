-- Rules of meeting between alumni and people who work here, whom to turn to, and whose roles look after what is reported.
alter table network
	add column meeting_rules_ja text not null default '' check (length(meeting_rules_ja) <= 4000),
	add column meeting_rules_en text not null default '' check (length(meeting_rules_en) <= 4000),
	add column meeting_contact text not null default '' check (length(meeting_contact) <= 500),
	add column concern_roles text[] not null default '{steward,admin}'
		check (concern_roles <@ '{steward,admin,restricted_reader}' and cardinality(concern_roles) > 0);

-- A host read the rules, on this day. They are asked again after a year.
create table host_pledge (
	network_id uuid not null references network,
	person_id uuid not null,
	read_on date not null,
	primary key (network_id, person_id),
	foreign key (network_id, person_id) references person on delete cascade
);
call keep_apart('host_pledge');

-- What an alumnus reports in confidence about a talk or an application. No figure counts it, and neither the hosts of the
-- talk nor whoever leads them ever see it.
create table concern (
	network_id uuid not null references network,
	concern_id uuid not null default new_id(),
	reporter_id uuid not null,
	talk_id uuid,
	application_id uuid,
	about_id uuid,
	category text not null check (category in ('sexual', 'power', 'private', 'pressure', 'other')),
	words text not null check (length(words) between 1 and 4000),
	wish text not null check (wish in ('know', 'answer', 'act')),
	is_unnamed boolean not null default true,
	told_at timestamptz not null default now(),
	state text not null default 'new' check (state in ('new', 'handling', 'settled')),
	decision text not null default '' check (length(decision) <= 4000),
	answer text not null default '' check (length(answer) <= 4000),
	changed_at timestamptz not null default now(),
	revision integer not null default 1,
	primary key (network_id, concern_id),
	check (num_nonnulls(talk_id, application_id) <= 1),
	foreign key (network_id, reporter_id) references person,
	foreign key (network_id, about_id) references person,
	foreign key (network_id, talk_id) references casual_talk on delete set null (talk_id),
	foreign key (network_id, application_id) references application on delete set null (application_id)
);
create index concern_by_state on concern (network_id, state, told_at);
create index concern_of_reporter on concern (network_id, reporter_id, told_at desc);
call keep_apart('concern');

create table concern_note (
	network_id uuid not null references network,
	note_id uuid not null default new_id(),
	concern_id uuid not null,
	written_by uuid,
	words text not null check (length(words) between 1 and 4000),
	written_at timestamptz not null default now(),
	primary key (network_id, note_id),
	foreign key (network_id, concern_id) references concern on delete cascade,
	foreign key (network_id, written_by) references person on delete set null (written_by)
);
create index concern_note_of_concern on concern_note (network_id, concern_id, note_id);
call keep_apart('concern_note');

-- While the desk has a host pause, nobody can book them, whatever they set themselves.
alter table host add column paused_at timestamptz;
create function keep_paused() returns trigger language plpgsql as $$
begin
	new.is_open := false;
	return new;
end $$;
revoke execute on function keep_paused() from public;
create trigger keep_paused before insert or update on host
for each row when (new.paused_at is not null and new.is_open) execute function keep_paused();
