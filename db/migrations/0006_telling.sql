-- The company speaks: what is possible now and was not then, and whom it concerns.
create table change (
	network_id uuid not null references network,
	change_id uuid not null default new_id(),
	revision integer not null default 1,
	status text not null default 'draft' check (status in ('draft', 'published', 'withdrawn')),
	language text not null default 'ja' check (language in ('ja', 'en')),
	title text not null,
	then_words text not null,
	now_words text not null,
	since date not null,
	for_whom text not null default '',
	company_id uuid,
	reasons text[] not null default '{}',
	voice_name text not null default '',
	voice_title text not null default '',
	voice_words text not null default '',
	author_id uuid not null,
	published_at timestamptz,
	matching text not null default 'none' check (matching in ('none', 'waiting', 'running', 'done')),
	matched_through uuid,
	people_matched integer not null default 0,
	mails_left integer not null default 0,
	primary key (network_id, change_id),
	foreign key (network_id, company_id) references company,
	foreign key (network_id, author_id) references person,
	check ((status = 'draft') = (published_at is null))
);
call keep_apart('change');
create index change_published on change (network_id, since desc, change_id desc) where status = 'published';

create table match (
	network_id uuid not null references network,
	change_id uuid not null,
	person_id uuid not null,
	tenure_id uuid not null,
	reason text not null,
	made_at timestamptz not null default now(),
	mailed_at timestamptz,
	not_mailed text check (not_mailed in ('no_consent', 'no_basis', 'do_not_contact', 'cap', 'past')),
	seen_at timestamptz,
	read_at timestamptz,
	put_away_at timestamptz,
	primary key (network_id, change_id, person_id),
	foreign key (network_id, change_id) references change,
	foreign key (network_id, person_id) references person,
	foreign key (network_id, tenure_id) references departure on delete cascade
);
call keep_apart('match');
create index match_of_person on match (network_id, person_id, made_at desc);
create index match_to_mail on match (network_id, change_id, person_id) where mailed_at is null and not_mailed is null;
