-- What members write to each other: posts with their history, comments one level deep, reactions, polls, what one saves for later, drafts.

alter table post drop constraint post_words_check;
alter table post
	add constraint post_words_check check (length(words) <= 8000),
	add column html text not null default '',
	add column kind text not null default 'person' check (kind in ('person', 'company')),
	add column group_id uuid,
	add column shared_id uuid,
	add column ticket uuid not null default gen_random_uuid(),
	add column revision integer not null default 1,
	add column edited_at timestamptz,
	add column hidden_at timestamptz,
	add column pinned_at timestamptz,
	add column link_url text,
	add column comments integer not null default 0,
	add column reactions jsonb not null default '{}',
	add column pictures smallint not null default 0,
	add column has_poll boolean not null default false,
	add unique (network_id, author_id, ticket);
create index post_feed on post (network_id, kind, post_id desc) where group_id is null and hidden_at is null;
create index post_of_group on post (network_id, group_id, post_id desc) where group_id is not null and hidden_at is null;
create index post_of_author on post (network_id, author_id, post_id desc) where hidden_at is null;
create index post_pinned on post (network_id, coalesce(group_id, network_id)) where pinned_at is not null;

create table post_version (
	network_id uuid not null references network,
	post_id uuid not null,
	revision integer not null,
	words text not null,
	html text not null,
	written_at timestamptz not null,
	primary key (network_id, post_id, revision),
	foreign key (network_id, post_id) references post on delete cascade
);
call keep_apart('post_version');

create table comment (
	network_id uuid not null references network,
	comment_id uuid not null default new_id(),
	post_id uuid not null,
	author_id uuid not null,
	words text not null check (length(words) between 1 and 4000),
	html text not null,
	ticket uuid not null,
	posted_at timestamptz not null default now(),
	revision integer not null default 1,
	edited_at timestamptz,
	hidden_at timestamptz,
	reactions jsonb not null default '{}',
	primary key (network_id, comment_id),
	unique (network_id, author_id, ticket),
	foreign key (network_id, post_id) references post on delete cascade,
	foreign key (network_id, author_id) references person
);
call keep_apart('comment');
create index comment_of_post on comment (network_id, post_id, comment_id);

create table reaction (
	network_id uuid not null references network,
	subject_id uuid not null,
	person_id uuid not null,
	sign text not null check (sign in ('heart', 'thanks', 'cheer', 'laugh', 'wow')),
	given_at timestamptz not null default now(),
	primary key (network_id, subject_id, person_id),
	foreign key (network_id, person_id) references person on delete cascade
);
call keep_apart('reaction');

create table poll_choice (
	network_id uuid not null references network,
	choice_id uuid not null default new_id(),
	post_id uuid not null,
	position smallint not null,
	words text not null check (length(words) between 1 and 200),
	votes integer not null default 0,
	primary key (network_id, choice_id),
	unique (network_id, post_id, position),
	foreign key (network_id, post_id) references post on delete cascade
);
call keep_apart('poll_choice');
create table poll_vote (
	network_id uuid not null references network,
	post_id uuid not null,
	person_id uuid not null,
	choice_id uuid not null,
	voted_at timestamptz not null default now(),
	primary key (network_id, post_id, person_id),
	foreign key (network_id, choice_id) references poll_choice on delete cascade,
	foreign key (network_id, person_id) references person on delete cascade
);
call keep_apart('poll_vote');

create table saved_post (
	network_id uuid not null references network,
	person_id uuid not null,
	post_id uuid not null,
	saved_at timestamptz not null default now(),
	primary key (network_id, person_id, post_id),
	foreign key (network_id, person_id) references person on delete cascade,
	foreign key (network_id, post_id) references post on delete cascade
);
call keep_apart('saved_post');

-- What someone is about to say, by place ('post', 'comment:<post>', 'message:<conversation>'); it survives a closed tab.
create table draft (
	network_id uuid not null references network,
	person_id uuid not null,
	place text not null check (length(place) between 1 and 80),
	words text not null check (length(words) <= 8000),
	html text not null default '' check (length(html) <= 40000),
	revision integer not null default 1,
	saved_at timestamptz not null default now(),
	primary key (network_id, person_id, place),
	foreign key (network_id, person_id) references person on delete cascade
);
call keep_apart('draft');

-- What stands behind a link, fetched once in the background.
create table link_preview (
	network_id uuid not null references network,
	url text not null check (length(url) <= 2000),
	state text not null default 'waiting' check (state in ('waiting', 'found', 'nothing')),
	title text not null default '',
	description text not null default '',
	site text not null default '',
	fetched_at timestamptz,
	primary key (network_id, url)
);
call keep_apart('link_preview');

-- Counts are kept beside what is counted, by the transaction that changes them.
create function count_reaction() returns trigger language plpgsql as $$
declare
	change record := case tg_op when 'DELETE' then old else new end;
	counted jsonb;
begin
	select coalesce(jsonb_object_agg(sign, n), '{}') into counted from (select sign, count(*) as n from reaction where network_id = change.network_id and subject_id = change.subject_id group by sign) s;
	update post set reactions = counted where network_id = change.network_id and post_id = change.subject_id;
	if not found then
		update comment set reactions = counted where network_id = change.network_id and comment_id = change.subject_id;
	end if;
	return null;
end $$;
create trigger count_reaction after insert or update or delete on reaction for each row execute function count_reaction();

create function count_comment() returns trigger language plpgsql as $$
declare
	change record := case tg_op when 'DELETE' then old else new end;
begin
	update post set comments = (select count(*) from comment c where c.network_id = change.network_id and c.post_id = change.post_id and c.hidden_at is null)
		where network_id = change.network_id and post_id = change.post_id;
	return null;
end $$;
create trigger count_comment after insert or delete or update of hidden_at on comment for each row execute function count_comment();

create function count_vote() returns trigger language plpgsql as $$
declare
	change record := case tg_op when 'DELETE' then old else new end;
begin
	update poll_choice c set votes = (select count(*) from poll_vote v where v.network_id = c.network_id and v.choice_id = c.choice_id)
		where c.network_id = change.network_id and c.post_id = change.post_id;
	return null;
end $$;
create trigger count_vote after insert or update or delete on poll_vote for each row execute function count_vote();
