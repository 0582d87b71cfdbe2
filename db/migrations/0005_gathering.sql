-- They meet: what members write.
create table post (
	network_id uuid not null references network,
	post_id uuid not null default new_id(),
	author_id uuid not null,
	words text not null check (length(words) between 1 and 4000),
	posted_at timestamptz not null default now(),
	primary key (network_id, post_id),
	foreign key (network_id, author_id) references person
);
call keep_apart('post');
