-- Who they are: tenures, departures with their reasons, standings, consents, contact, and what happened between us.

-- Private contact data, and the basis on which we may write. Without a basis nobody is contactable.
create table contact (
	network_id uuid not null references network,
	person_id uuid not null,
	email text not null check (email = lower(email)),
	basis text check (basis in ('consent_on_leaving', 'notice', 'joined')),
	basis_on date,
	basis_note text,
	do_not_contact boolean not null default false,
	mails_per_month smallint not null default 4 check (mails_per_month between 0 and 31),
	quiet_from time not null default '21:00',
	quiet_until time not null default '08:00',
	primary key (network_id, person_id),
	foreign key (network_id, person_id) references person,
	check (basis is null or basis_on is not null)
);
call keep_apart('contact');
create index contact_by_email on contact (network_id, email);

create table employee_number (
	network_id uuid not null references network,
	company_id uuid not null,
	number text not null,
	person_id uuid not null,
	primary key (network_id, company_id, number),
	foreign key (network_id, company_id) references company,
	foreign key (network_id, person_id) references person
);
call keep_apart('employee_number');
create index employee_number_of_person on employee_number (network_id, person_id);

create table tenure (
	network_id uuid not null references network,
	tenure_id uuid not null default new_id(),
	person_id uuid not null,
	company_id uuid not null,
	started_on date not null,
	ended_on date,
	department text not null default '',
	title text not null default '',
	employment text not null default '',
	manager_id uuid,
	primary key (network_id, tenure_id),
	unique (network_id, person_id, company_id, started_on),
	foreign key (network_id, person_id) references person,
	foreign key (network_id, company_id) references company,
	foreign key (network_id, manager_id) references person,
	check (ended_on >= started_on),
	check (manager_id <> person_id)
);
call keep_apart('tenure');
create index tenure_by_manager on tenure (network_id, manager_id) where manager_id is not null;

-- The end of a tenure. Which of the three views of its reasons counts is decided by the person's latest word.
create table departure (
	network_id uuid not null references network,
	tenure_id uuid not null,
	person_id uuid not null,
	left_on date not null,
	learned_from text not null check (learned_from in ('hr_file', 'person', 'desk')),
	counting_view text check (counting_view in ('stated', 'revisited', 'desk')),
	is_latest boolean not null default true,
	primary key (network_id, tenure_id),
	foreign key (network_id, tenure_id) references tenure on delete cascade,
	foreign key (network_id, person_id) references person
);
call keep_apart('departure');
create unique index departure_latest on departure (network_id, person_id) where is_latest;

create table departure_reason (
	network_id uuid not null references network,
	tenure_id uuid not null,
	view text not null check (view in ('stated', 'revisited', 'desk')),
	code text not null,
	said_on date not null,
	primary key (network_id, tenure_id, view, code),
	foreign key (network_id, tenure_id) references departure on delete cascade
);
call keep_apart('departure_reason');
create index departure_reason_by_code on departure_reason (network_id, code, view, tenure_id);

-- The person's own words: confidential, read only through people/departures, which writes the audit log.
create table departure_word (
	network_id uuid not null references network,
	tenure_id uuid not null,
	view text not null check (view in ('stated', 'revisited', 'desk')),
	words text not null check (length(words) <= 4000),
	said_on date not null,
	primary key (network_id, tenure_id, view),
	foreign key (network_id, tenure_id) references departure on delete cascade
);
call keep_apart('departure_word');

create table standing (
	network_id uuid not null references network,
	standing_id uuid not null default new_id(),
	person_id uuid not null,
	can_return text not null check (can_return in ('yes', 'no', 'unknown')),
	wants_to_return text not null check (wants_to_return in ('yes', 'no', 'unknown')),
	quadrant text not null generated always as (
		case when can_return = 'unknown' or wants_to_return = 'unknown' then 'unknown'
			when wants_to_return = 'yes' then case can_return when 'yes' then 'ready' else 'tied' end
			else case can_return when 'yes' then 'hesitant' else 'distant' end end) stored,
	said_by text not null check (said_by in ('person', 'desk')),
	said_at timestamptz not null default now(),
	is_current boolean not null default true,
	primary key (network_id, standing_id),
	foreign key (network_id, person_id) references person
);
call keep_apart('standing');
create unique index standing_current on standing (network_id, person_id) include (quadrant) where is_current;
create index standing_of_person on standing (network_id, person_id, said_at desc);

create table standing_note (
	network_id uuid not null references network,
	standing_id uuid not null,
	note text not null check (length(note) <= 2000),
	primary key (network_id, standing_id),
	foreign key (network_id, standing_id) references standing on delete cascade
);
call keep_apart('standing_note');

create table consent (
	network_id uuid not null references network,
	consent_id uuid not null default new_id(),
	person_id uuid not null,
	purpose text not null check (purpose in ('network', 'return_mail', 'former_manager', 'group_sharing')),
	wording text not null,
	given_at timestamptz not null default now(),
	withdrawn_at timestamptz check (withdrawn_at >= given_at),
	primary key (network_id, consent_id),
	foreign key (network_id, person_id) references person
);
call keep_apart('consent');
create unique index consent_in_force on consent (network_id, person_id, purpose) where withdrawn_at is null;

-- Everything that happens between the network and a person. Append-only, one partition a month.
create table touchpoint (
	network_id uuid not null references network,
	happened_at timestamptz not null default now(),
	touchpoint_id uuid not null default new_id(),
	person_id uuid not null,
	kind text not null,
	subject_id uuid,
	primary key (network_id, happened_at, touchpoint_id),
	foreign key (network_id, person_id) references person
) partition by range (happened_at);
call keep_apart('touchpoint');
create index touchpoint_of_person on touchpoint (network_id, person_id, happened_at desc);
revoke update, delete on touchpoint from okaeri_app;
create table touchpoint_before partition of touchpoint for values from (minvalue) to ('2024-01-01');
call keep_apart('touchpoint_before');

-- Makes the partitions of the months from one day to another. The worker calls it ahead of time.
create function make_touchpoint_months(first_day date, last_day date) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
	month_start date;
	part text;
begin
	for month_start in select generate_series(date_trunc('month', first_day), date_trunc('month', last_day), interval '1 month')::date loop
		part := 'touchpoint_' || to_char(month_start, 'YYYY_MM');
		if month_start >= '2024-01-01' and to_regclass('public.' || part) is null then
			execute format('create table %I partition of touchpoint for values from (%L) to (%L)',
				part, month_start::timestamptz, (month_start + interval '1 month')::timestamptz);
			call keep_apart(part::regclass);
			execute format('revoke update, delete on %I from okaeri_app', part);
		end if;
	end loop;
end $$;
revoke update, delete on touchpoint_before from okaeri_app;
select make_touchpoint_months('2024-01-01', (now() + interval '2 months')::date);

-- Invitations go out in waves; a link is kept as a hash only, works once and for 14 days.
create table invitation_wave (
	network_id uuid not null references network,
	wave_id uuid not null default new_id(),
	called text not null,
	made_by uuid not null,
	made_at timestamptz not null default now(),
	size integer not null default 0,
	primary key (network_id, wave_id)
);
call keep_apart('invitation_wave');
create table invitation (
	network_id uuid not null references network,
	invitation_id uuid not null default new_id(),
	wave_id uuid not null,
	person_id uuid not null,
	link_hash bytea,
	sent_at timestamptz,
	expires_at timestamptz,
	used_at timestamptz,
	primary key (network_id, invitation_id),
	unique (network_id, link_hash),
	unique (network_id, wave_id, person_id),
	foreign key (network_id, wave_id) references invitation_wave,
	foreign key (network_id, person_id) references person
);
call keep_apart('invitation');
create index invitation_of_person on invitation (network_id, person_id, sent_at desc);
