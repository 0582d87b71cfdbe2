-- Why the desk took a step back. The applicant does not read it.
alter table application_step add column reason text not null default '' check (length(reason) <= 1000);
