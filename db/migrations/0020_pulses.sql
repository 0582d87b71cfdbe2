-- The short question by mail: a link that needs no sign-in, is kept as a hash only, works once and for 30 days.
create table pulse (
	network_id uuid not null references network,
	pulse_id uuid not null default new_id(),
	person_id uuid not null,
	link_hash bytea not null,
	asked_at timestamptz not null default now(),
	expires_at timestamptz not null,
	used_at timestamptz,
	primary key (network_id, pulse_id),
	unique (network_id, link_hash),
	foreign key (network_id, person_id) references person on delete cascade
);
call keep_apart('pulse');
create index pulse_of_person on pulse (network_id, person_id, asked_at desc);
-- Who is asked next: kept when someone is asked or answers, so that the daily round reads an index and no history; spread at first, so that nobody floods the outbox.
alter table contact add column wants_pulse boolean not null default true, add column pulse_due_on date not null default current_date + 14 + (random() * 76)::int;
create index contact_pulse_due on contact (network_id, pulse_due_on) where wants_pulse;
alter table mail drop constraint mail_list_check, add constraint mail_list_check check (list in ('', 'match', 'digest', 'notification', 'pulse'));
