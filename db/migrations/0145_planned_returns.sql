-- Someone who is to come back on a day that lies ahead. On that day it becomes a return, under the same id; until then the
-- person is an alumnus, and only the desk and those who prepare the welcome know.
create table planned_return (
	network_id uuid not null references network,
	planned_return_id uuid not null default new_id(),
	person_id uuid not null,
	company_id uuid not null,
	returns_on date not null,
	-- missed: its day came and the return could not be recorded. The desk decides.
	state text not null default 'planned' check (state in ('planned', 'missed', 'returned', 'called_off')),
	-- Why it was called off, or could not be recorded.
	why text not null default '' check (length(why) <= 1000),
	planned_by uuid not null,
	planned_at timestamptz not null default now(),
	settled_by uuid,
	settled_at timestamptz,
	revision integer not null default 1,
	primary key (network_id, planned_return_id),
	foreign key (network_id, person_id) references person,
	foreign key (network_id, company_id) references company,
	foreign key (network_id, planned_by) references person,
	foreign key (network_id, settled_by) references person on delete set null (settled_by)
);
call keep_apart('planned_return');
create unique index one_planned_return on planned_return (network_id, person_id) where state in ('planned', 'missed');
create index planned_return_due on planned_return (network_id, returns_on) where state in ('planned', 'missed');

-- A welcome is prepared before its return is recorded.
alter table welcome
	drop constraint welcome_network_id_rehire_id_fkey,
	add is_planned boolean not null default false,
	add of_rehire uuid generated always as (case when not is_planned then rehire_id end) stored,
	add of_plan uuid generated always as (case when is_planned then rehire_id end) stored,
	add foreign key (network_id, of_rehire) references rehire (network_id, rehire_id) on delete cascade,
	add foreign key (network_id, of_plan) references planned_return (network_id, planned_return_id) on delete cascade;
