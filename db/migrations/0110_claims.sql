-- How leavers come in who were not invited: not at all, after a look of the desk, or at once where everything fits. And who
-- may pass a link on: nobody, who works here, or every member.
alter table network
	add column claims text not null default 'look' check (claims in ('off', 'look', 'at_once')),
	add column passing_on text not null default 'employees' check (passing_on in ('off', 'employees', 'members'));

-- A link that a member passes on. It opens the page where leavers ask to join and says whose link it is; it lets nobody in,
-- so that its code need not be secret.
create table pass_on (
	network_id uuid not null references network,
	pass_on_id uuid not null default new_id(),
	person_id uuid not null,
	code text not null check (code ~ '^[A-Za-z0-9_-]{12}$'),
	made_at timestamptz not null default now(),
	expires_at timestamptz not null,
	withdrawn_at timestamptz,
	primary key (network_id, pass_on_id),
	unique (network_id, code),
	foreign key (network_id, person_id) references person on delete cascade
);
create unique index pass_on_now on pass_on (network_id, person_id) where withdrawn_at is null;
call keep_apart('pass_on');

-- A leaver asks to join by themselves: what they say of their time here, and the address that they prove before anybody
-- looks at it. Claims are erased after thirty days, whatever became of them.
create table claim (
	network_id uuid not null references network,
	claim_id uuid not null default new_id(),
	family_name text not null check (length(family_name) <= 60),
	given_name text not null check (length(given_name) <= 60),
	family_kana text not null check (length(family_kana) <= 60),
	given_kana text not null check (length(given_kana) <= 60),
	number text not null check (length(number) <= 40),
	joined_year smallint,
	left_year smallint not null,
	department text not null check (length(department) <= 200),
	words text not null check (length(words) <= 1000),
	address text not null check (address = lower(address)),
	locale text not null check (locale in ('ja', 'en')),
	pass_on_id uuid,
	link_hash bytea not null,
	made_at timestamptz not null default now(),
	link_expires_at timestamptz not null,
	proved_at timestamptz,
	state text not null default 'unproved'
		check (state in ('unproved', 'proved', 'waiting', 'let_in', 'declined', 'is_member')),
	-- Whose place it is, once the network or the desk decided.
	person_id uuid,
	settled_at timestamptz,
	settled_by uuid,
	primary key (network_id, claim_id),
	unique (network_id, link_hash),
	check ((proved_at is null) = (state = 'unproved')),
	foreign key (network_id, pass_on_id) references pass_on on delete set null (pass_on_id),
	foreign key (network_id, person_id) references person on delete cascade,
	foreign key (network_id, settled_by) references person on delete set null (settled_by)
);
create index claim_by_state on claim (network_id, state, proved_at);
create index claim_by_address on claim (network_id, address);
call keep_apart('claim');

-- An invitation that follows a claim belongs to no wave, and knows whose link brought it about.
alter table invitation
	alter column wave_id drop not null,
	add column pass_on_id uuid,
	add foreign key (network_id, pass_on_id) references pass_on on delete set null (pass_on_id);
create index invitation_by_pass_on on invitation (network_id, pass_on_id) where pass_on_id is not null;

-- A claim is compared with the file as the directory compares what is searched for.
grant execute on function directory.fold(text), directory.fold_kana(text), directory.plain_letters(text) to okaeri_app;
