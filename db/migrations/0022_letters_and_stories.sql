-- Letters from management: drafted by the desk, approved by the one who signs, by a link kept as a hash only.
create table letter (
	network_id uuid not null references network,
	letter_id uuid not null default new_id(),
	revision integer not null default 1,
	status text not null default 'draft' check (status in ('draft', 'asked', 'published', 'withdrawn')),
	language text not null default 'ja' check (language in ('ja', 'en')),
	title text not null,
	words text not null check (length(words) <= 8000),
	executive_id uuid not null,
	executive_title text not null default '',
	replies_to text not null default 'executive' check (replies_to in ('executive', 'desk')),
	author_id uuid not null,
	link_hash bytea,
	asked_at timestamptz,
	said_back text not null default '' check (length(said_back) <= 2000),
	published_at timestamptz,
	readers integer not null default 0,
	primary key (network_id, letter_id),
	unique (network_id, link_hash),
	foreign key (network_id, executive_id) references person,
	foreign key (network_id, author_id) references person,
	check ((status in ('published', 'withdrawn')) = (published_at is not null)),
	check ((link_hash is null) or status = 'asked')
);
call keep_apart('letter');
create index letter_published on letter (network_id, published_at desc, letter_id desc) where status = 'published';
create table letter_reader (
	network_id uuid not null references network,
	letter_id uuid not null,
	person_id uuid not null,
	read_at timestamptz not null default now(),
	primary key (network_id, letter_id, person_id),
	foreign key (network_id, letter_id) references letter on delete cascade,
	foreign key (network_id, person_id) references person on delete cascade
);
call keep_apart('letter_reader');

-- Stories of those who came back: what they answered, and the editions made of it, each of which they approve and can take back.
create table story (
	network_id uuid not null references network,
	story_id uuid not null default new_id(),
	revision integer not null default 1,
	person_id uuid not null,
	rehire_id uuid not null,
	status text not null default 'asked' check (status in ('asked', 'answered', 'declined')),
	language text not null default 'ja' check (language in ('ja', 'en')),
	path_words text not null default '' check (length(path_words) <= 4000),
	around_words text not null default '' check (length(around_words) <= 4000),
	moment_words text not null default '' check (length(moment_words) <= 4000),
	now_words text not null default '' check (length(now_words) <= 4000),
	asked_by uuid not null,
	asked_at timestamptz not null default now(),
	answered_at timestamptz,
	primary key (network_id, story_id),
	unique (network_id, rehire_id),
	foreign key (network_id, person_id) references person on delete cascade,
	foreign key (network_id, rehire_id) references rehire on delete cascade,
	foreign key (network_id, asked_by) references person
);
call keep_apart('story');
create table story_edition (
	network_id uuid not null references network,
	story_id uuid not null,
	edition text not null check (edition in ('alumni', 'staff', 'public')),
	revision integer not null default 1,
	title text not null,
	words text not null check (length(words) <= 12000),
	state text not null default 'draft' check (state in ('draft', 'shown', 'approved', 'withdrawn')),
	shown_at timestamptz,
	approved_at timestamptz,
	said_back text not null default '' check (length(said_back) <= 2000),
	primary key (network_id, story_id, edition),
	foreign key (network_id, story_id) references story on delete cascade,
	check (state <> 'approved' or approved_at is not null)
);
call keep_apart('story_edition');
create index story_edition_out on story_edition (network_id, edition, approved_at desc, story_id desc) where state = 'approved';
create table story_reader (
	network_id uuid not null references network,
	story_id uuid not null,
	person_id uuid not null,
	read_at timestamptz not null default now(),
	primary key (network_id, story_id, person_id),
	foreign key (network_id, story_id) references story on delete cascade,
	foreign key (network_id, person_id) references person on delete cascade
);
call keep_apart('story_reader');
