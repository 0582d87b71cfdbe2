-- How someone wishes to write in conversations, and what of it the others may see. Who has no row has the usual wishes.
create table conversation_wish (
	network_id uuid not null references network,
	person_id uuid not null,
	sends_by text not null default 'ctrl_enter' check (sends_by in ('enter', 'ctrl_enter')),
	shows_read boolean not null default true,
	shows_typing boolean not null default true,
	primary key (network_id, person_id),
	foreign key (network_id, person_id) references person on delete cascade
);
call keep_apart('conversation_wish');
