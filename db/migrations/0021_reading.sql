-- Reasons read out of people's own words: what is sure goes into the record, marked as read; the rest waits at the desk as a suggestion.
alter table departure_word add column read_at timestamptz;
create index departure_word_unread on departure_word (network_id, tenure_id) where read_at is null;
alter table departure_reason add column is_read boolean not null default false;
create table reason_suggestion (
	network_id uuid not null references network,
	tenure_id uuid not null,
	view text not null check (view in ('stated', 'revisited')),
	code text not null,
	rests_on text[] not null,
	percent smallint not null check (percent between 0 and 100),
	made_at timestamptz not null default now(),
	settled_at timestamptz,
	settled_by uuid,
	was_right boolean,
	primary key (network_id, tenure_id, view, code),
	foreign key (network_id, tenure_id) references departure on delete cascade,
	foreign key (network_id, settled_by) references person,
	check ((settled_at is null) = (was_right is null))
);
call keep_apart('reason_suggestion');
create index reason_suggestion_waiting on reason_suggestion (network_id, tenure_id) where settled_at is null;
