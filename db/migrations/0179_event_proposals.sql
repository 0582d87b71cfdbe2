-- What an alumnus proposes as an event for everyone. The desk says yes or no; with a yes the event is made, and they are
-- its host. `wish` is the event as it was filled in, its text made safe.
create table event_proposal (
	network_id uuid not null references network,
	event_proposal_id uuid not null default new_id(),
	proposer_id uuid not null,
	title text not null check (length(title) between 1 and 120),
	wish jsonb not null,
	ticket uuid not null,
	state text not null default 'waiting' check (state in ('waiting', 'accepted', 'declined', 'withdrawn')),
	proposed_at timestamptz not null default now(),
	answered_at timestamptz,
	answered_by uuid,
	answer text not null default '' check (length(answer) <= 1000),
	event_id uuid,
	primary key (network_id, event_proposal_id),
	unique (network_id, proposer_id, ticket),
	foreign key (network_id, proposer_id) references person on delete cascade,
	foreign key (network_id, answered_by) references person on delete set null (answered_by),
	foreign key (network_id, event_id) references event on delete set null (event_id),
	check ((state in ('accepted', 'declined')) = (answered_at is not null))
);
create index event_proposal_waiting on event_proposal (network_id, event_proposal_id) where state = 'waiting';
call keep_apart('event_proposal');
