-- A segment is a question over people that the desk saved by name: what is asked of each field, as the list of people is
-- filtered. It belongs to the network. A restricted reason is never asked (rule 7).
create table segment (
	network_id uuid not null references network,
	segment_id uuid not null default new_id(),
	revision integer not null default 1,
	called text not null check (length(called) between 1 and 60),
	asked jsonb not null check (jsonb_typeof(asked) = 'object' and length(asked::text) <= 20000),
	made_by uuid not null,
	made_at timestamptz not null default now(),
	primary key (network_id, segment_id),
	foreign key (network_id, made_by) references person (network_id, person_id),
	unique (network_id, called),
	constraint segment_asks_no_restricted_reason
		check (coalesce(jsonb_typeof(asked -> 'reason'), 'array') = 'array' and not (coalesce(asked -> 'reason', '[]') ?| array['harassment', 'health']))
);
call keep_apart('segment');
create index segment_made_by on segment (network_id, made_by);

-- Whom a letter is told to, where it is not for all alumni.
alter table letter add column segment_id uuid;
alter table letter add foreign key (network_id, segment_id) references segment;
create index letter_of_segment on letter (network_id, segment_id) where segment_id is not null;
