-- Messages between two or more; a request from someone unknown waits for a yes; the company is written to as the desk.
create table conversation (
	network_id uuid not null references network,
	conversation_id uuid not null default new_id(),
	kind text not null check (kind in ('two', 'several', 'desk')),
	title text not null default '' check (length(title) <= 100),
	pair_key text,
	made_by uuid not null,
	made_at timestamptz not null default now(),
	last_message_id uuid,
	last_words text not null default '',
	assigned_to uuid,
	done_at timestamptz,
	primary key (network_id, conversation_id),
	unique (network_id, pair_key),
	foreign key (network_id, made_by) references person
);
call keep_apart('conversation');
create index conversation_at_desk on conversation (network_id, last_message_id desc) where kind = 'desk';

create table conversation_member (
	network_id uuid not null references network,
	conversation_id uuid not null,
	person_id uuid not null,
	state text not null default 'in' check (state in ('in', 'asked', 'declined', 'left')),
	read_id uuid,
	muted_at timestamptz,
	last_message_id uuid,
	primary key (network_id, conversation_id, person_id),
	foreign key (network_id, conversation_id) references conversation on delete cascade,
	foreign key (network_id, person_id) references person on delete cascade
);
call keep_apart('conversation_member');
create index conversation_of_person on conversation_member (network_id, person_id, last_message_id desc);

create table message (
	network_id uuid not null references network,
	message_id uuid not null default new_id(),
	conversation_id uuid not null,
	author_id uuid not null,
	as_desk boolean not null default false,
	words text not null check (length(words) <= 4000),
	ticket uuid not null,
	sent_at timestamptz not null default now(),
	pictures smallint not null default 0,
	hidden_at timestamptz,
	primary key (network_id, message_id),
	unique (network_id, author_id, ticket),
	foreign key (network_id, conversation_id) references conversation on delete cascade,
	foreign key (network_id, author_id) references person
);
call keep_apart('message');
create index message_of_conversation on message (network_id, conversation_id, message_id desc);

-- What stewards note among themselves about a conversation with the desk.
create table conversation_note (
	network_id uuid not null references network,
	note_id uuid not null default new_id(),
	conversation_id uuid not null,
	author_id uuid not null,
	words text not null check (length(words) between 1 and 2000),
	noted_at timestamptz not null default now(),
	primary key (network_id, note_id),
	foreign key (network_id, conversation_id) references conversation on delete cascade,
	foreign key (network_id, author_id) references person
);
call keep_apart('conversation_note');
create index conversation_note_of on conversation_note (network_id, conversation_id, note_id);
