-- Surveys: short forms that the desk sends to a segment, anonymous or named.
create table survey (
	network_id uuid not null references network,
	survey_id uuid not null default new_id(),
	revision integer not null default 1,
	-- Surveys that ask the same again are compared: they share the id of the first.
	series_id uuid not null,
	title text not null check (length(title) between 1 and 120),
	intro text not null default '' check (length(intro) <= 2000),
	thanks text not null default '' check (length(thanks) <= 1000),
	is_anonymous boolean not null,
	segment_id uuid,
	-- Whom it went to, in the words of the day on which it went out.
	asked_of text not null default '' check (length(asked_of) <= 2000),
	status text not null default 'draft' check (status in ('draft', 'open', 'closed')),
	closes_on date,
	opened_on date,
	reminded_on date,
	author_id uuid not null,
	made_at timestamptz not null default now(),
	primary key (network_id, survey_id),
	unique (network_id, survey_id, is_anonymous),
	foreign key (network_id, segment_id) references segment on delete set null (segment_id),
	foreign key (network_id, author_id) references person (network_id, person_id),
	constraint survey_is_out check ((status = 'draft') = (opened_on is null) and (status = 'draft' or closes_on is not null))
);
call keep_apart('survey');
create index survey_of_segment on survey (network_id, segment_id) where segment_id is not null;
create index survey_of_series on survey (network_id, series_id, opened_on);
create index survey_author on survey (network_id, author_id);

create table survey_question (
	network_id uuid not null,
	survey_id uuid not null,
	question_id uuid not null default new_id(),
	-- The same question in another survey of the series has the same.
	asked_again uuid not null default new_id(),
	place integer not null,
	kind text not null check (kind in ('single', 'multiple', 'scale', 'text', 'matrix')),
	words text not null check (length(words) between 1 and 300),
	options text[] not null default '{}' check (cardinality(options) <= 12),
	lines text[] not null default '{}' check (cardinality(lines) <= 10),
	is_required boolean not null default false,
	primary key (network_id, survey_id, question_id),
	foreign key (network_id, survey_id) references survey on delete cascade
);
call keep_apart('survey_question');

-- Who was asked, and who has answered. It stands apart from what was answered. Of an anonymous survey no draft is kept.
create table survey_asked (
	network_id uuid not null,
	survey_id uuid not null,
	person_id uuid not null,
	is_anonymous boolean not null,
	has_answered boolean not null default false,
	draft jsonb,
	primary key (network_id, survey_id, person_id),
	foreign key (network_id, survey_id, is_anonymous) references survey (network_id, survey_id, is_anonymous) on delete cascade,
	foreign key (network_id, person_id) references person on delete cascade,
	constraint survey_asked_draft_is_named check (draft is null or not is_anonymous)
);
call keep_apart('survey_asked');
create index survey_asked_person on survey_asked (network_id, person_id) where not has_answered;

-- What was answered. An anonymous answer names nobody and has no day; its id is random, and tells no order. It is counted
-- together with others.
create table survey_answer (
	network_id uuid not null,
	survey_id uuid not null,
	answer_id uuid not null default gen_random_uuid(),
	is_anonymous boolean not null,
	person_id uuid,
	answered_on date,
	is_counted boolean not null,
	answers jsonb not null check (length(answers::text) <= 60000),
	primary key (network_id, survey_id, answer_id),
	unique (network_id, survey_id, person_id),
	foreign key (network_id, survey_id, is_anonymous) references survey (network_id, survey_id, is_anonymous) on delete cascade,
	foreign key (network_id, person_id) references person on delete cascade,
	constraint survey_answer_of_nobody check (case when is_anonymous then person_id is null and answered_on is null else person_id is not null and answered_on is not null end)
);
call keep_apart('survey_answer');
create index survey_answer_person on survey_answer (network_id, person_id) where person_id is not null;
