-- Applications: to an opening or to the company as such, kept to be handed over. The applicant follows each step, told in kind words.
alter table application
	add column opening_id uuid,
	add column answers text[] not null default '{}' check (cardinality(answers) <= 3),
	-- What of their profile the applicant sends along, as it was then; nothing of why they left or how they stand.
	add column profile jsonb,
	add column outside_ref text not null default '' check (length(outside_ref) <= 200),
	add column handed_over_at timestamptz,
	add column changed_at timestamptz not null default now(),
	add column revision integer not null default 1,
	add foreign key (network_id, opening_id) references opening,
	drop constraint application_status_check,
	add constraint application_status_check check (status in ('received', 'in_contact', 'interviewing', 'offered', 'hired', 'refused', 'withdrawn'));
drop index application_running;
-- One that runs for each opening, and one for none.
create unique index application_running on application (network_id, person_id, opening_id) nulls not distinct where status not in ('withdrawn', 'refused', 'hired');
create index application_of_person on application (network_id, person_id, applied_at desc);
create index application_of_opening on application (network_id, opening_id) where opening_id is not null;

create table application_step (
	network_id uuid not null references network,
	step_id uuid not null default new_id(),
	application_id uuid not null,
	status text not null check (status in ('received', 'in_contact', 'interviewing', 'offered', 'hired', 'refused', 'withdrawn')),
	-- What the applicant was told with it.
	words text not null default '' check (length(words) <= 4000),
	taken_by uuid,
	taken_at timestamptz not null default now(),
	primary key (network_id, step_id),
	foreign key (network_id, application_id) references application on delete cascade,
	foreign key (network_id, taken_by) references person
);
call keep_apart('application_step');
create index application_step_of on application_step (network_id, application_id, step_id);
insert into application_step (network_id, application_id, status, taken_by, taken_at) select network_id, application_id, 'received', person_id, applied_at from application;
insert into application_step (network_id, application_id, status, taken_at) select network_id, application_id, status, applied_at from application where status <> 'received';

alter table upload drop constraint upload_holder_check, add constraint upload_holder_check check (holder in ('profile', 'post', 'comment', 'group', 'event', 'conversation', 'application'));
