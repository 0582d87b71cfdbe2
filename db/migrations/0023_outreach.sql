-- Outreach: someone they know is asked to write to an alumnus, in their own words. What they are told holds no reason and no standing.
create table outreach (
	network_id uuid not null references network,
	outreach_id uuid not null default new_id(),
	person_id uuid not null,
	caller_id uuid not null,
	tie text not null check (tie in ('manager', 'executive', 'rejoiner', 'colleague', 'friend')),
	state text not null default 'asked' check (state in ('asked', 'willing', 'declined', 'sent', 'closed')),
	brief text not null check (length(brief) <= 2000),
	opening_words text not null default '' check (length(opening_words) <= 2000),
	asked_by uuid not null,
	asked_at timestamptz not null default now(),
	decided_at timestamptz,
	sent_at timestamptz,
	by_own_mail boolean not null default false,
	conversation_id uuid,
	followed_up_at timestamptz,
	closed_at timestamptz,
	primary key (network_id, outreach_id),
	foreign key (network_id, person_id) references person on delete cascade,
	foreign key (network_id, caller_id) references person on delete cascade,
	foreign key (network_id, asked_by) references person,
	foreign key (network_id, conversation_id) references conversation,
	check (caller_id <> person_id),
	check ((state = 'sent') <= (sent_at is not null))
);
call keep_apart('outreach');
create unique index outreach_running on outreach (network_id, person_id) where state in ('asked', 'willing');
create index outreach_of_person on outreach (network_id, person_id, asked_at desc);
create index outreach_of_caller on outreach (network_id, caller_id, asked_at desc);
create index outreach_silent on outreach (network_id, sent_at) where state = 'sent' and followed_up_at is null;

-- A colleague names someone who left, with that person's knowledge: for the network, and perhaps offers to write to them.
create table referral (
	network_id uuid not null references network,
	referral_id uuid not null default new_id(),
	by_id uuid not null,
	name text not null check (length(name) <= 100),
	email text not null default '' check (length(email) <= 200),
	words text not null default '' check (length(words) <= 1000),
	would_write boolean not null default false,
	person_id uuid,
	state text not null default 'open' check (state in ('open', 'invited', 'closed')),
	made_at timestamptz not null default now(),
	primary key (network_id, referral_id),
	foreign key (network_id, by_id) references person on delete cascade,
	foreign key (network_id, person_id) references person on delete cascade
);
call keep_apart('referral');
create index referral_open on referral (network_id, made_at desc) where state = 'open';
create index referral_of_person on referral (network_id, person_id) where person_id is not null;
create index referral_by on referral (network_id, by_id, made_at desc);
