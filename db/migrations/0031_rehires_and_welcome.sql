-- Referrals, by employees and by alumni, for the network or for an opening; whoever named someone hears what came of it.
alter table referral
	add column opening_id uuid,
	add foreign key (network_id, opening_id) references opening,
	drop constraint referral_state_check,
	add constraint referral_state_check check (state in ('open', 'invited', 'joined', 'returned', 'closed'));

-- What the person themselves says brought them back: beside the rules that look at touchpoints.
create table rehire_said (
	network_id uuid not null references network,
	rehire_id uuid not null,
	what text not null check (what in ('change', 'letter', 'story', 'called', 'people', 'talk', 'opening', 'own_life', 'other')),
	said_at timestamptz not null default now(),
	primary key (network_id, rehire_id, what),
	foreign key (network_id, rehire_id) references rehire on delete cascade
);
call keep_apart('rehire_said');

-- The welcome: who receives the rejoiner, and what to get ready.
create table welcome (
	network_id uuid not null references network,
	rehire_id uuid not null,
	leader_id uuid,
	buddy_id uuid,
	-- What the rejoiner agreed that the team is told.
	notes text not null default '' check (length(notes) <= 2000),
	revision integer not null default 1,
	primary key (network_id, rehire_id),
	foreign key (network_id, rehire_id) references rehire on delete cascade,
	foreign key (network_id, leader_id) references person,
	foreign key (network_id, buddy_id) references person
);
call keep_apart('welcome');
create index welcome_of_leader on welcome (network_id, leader_id) where leader_id is not null;
create index welcome_of_buddy on welcome (network_id, buddy_id) where buddy_id is not null;

create table welcome_step (
	network_id uuid not null references network,
	step_id uuid not null default new_id(),
	rehire_id uuid not null,
	words text not null check (length(words) between 1 and 300),
	due_on date not null,
	done_at timestamptz,
	done_by uuid,
	primary key (network_id, step_id),
	foreign key (network_id, rehire_id) references welcome on delete cascade,
	foreign key (network_id, done_by) references person
);
call keep_apart('welcome_step');
create index welcome_step_of on welcome_step (network_id, rehire_id, due_on);

-- Check-ins after 30, 60 and 90 days and 12 and 24 months: the rejoiner and their leader are asked apart, and each says to whom their answer is shown.
create table check_in (
	network_id uuid not null references network,
	rehire_id uuid not null,
	side text not null check (side in ('rejoiner', 'leader')),
	stage text not null check (stage in ('d30', 'd60', 'd90', 'm12', 'm24')),
	due_on date not null,
	asked_at timestamptz,
	answered_at timestamptz,
	feeling text check (feeling in ('well', 'fair', 'hard')),
	words text not null default '' check (length(words) <= 1000),
	shown_to text check (shown_to in ('figures', 'desk', 'both')),
	would_tell boolean,
	primary key (network_id, rehire_id, side, stage),
	foreign key (network_id, rehire_id) references welcome on delete cascade,
	check ((answered_at is null) = (feeling is null)),
	check ((answered_at is null) = (shown_to is null))
);
call keep_apart('check_in');
create index check_in_due on check_in (network_id, due_on) where asked_at is null;

insert into welcome (network_id, rehire_id) select network_id, rehire_id from rehire;
insert into check_in (network_id, rehire_id, side, stage, due_on, asked_at)
	select r.network_id, r.rehire_id, 'rejoiner', s.stage, (r.returned_on + s.after)::date, case when (r.returned_on + s.after)::date < current_date then now() end
	from rehire r cross join (values ('d30', interval '30 days'), ('d60', '60 days'), ('d90', '90 days'), ('m12', '12 months'), ('m24', '24 months')) s(stage, after);
