-- Which words about leaving say the same, so that the desk decides about all of them at once. The mark is made when they are read.
create table word_likeness (
	network_id uuid not null,
	tenure_id uuid not null,
	view text not null,
	alike_id uuid not null,
	hints_restricted boolean not null,
	primary key (network_id, tenure_id, view),
	foreign key (network_id, tenure_id, view) references departure_word on delete cascade on update cascade
);
call keep_apart('word_likeness');
create index word_likeness_alike on word_likeness (network_id, alike_id);

-- Words that change are looked at anew.
create function forget_likeness() returns trigger
language plpgsql as $$
begin
	delete from word_likeness l
	where l.network_id = new.network_id
		and l.tenure_id = new.tenure_id
		and l.view = new.view;
	return null;
end $$;
create trigger forget_likeness after update of words on departure_word
for each row when (old.words is distinct from new.words) execute function forget_likeness();

-- Decisions of the desk about suggested reasons, taken in one go. They are taken back in one go, too.
create table reason_settling (
	network_id uuid not null references network,
	settling_id uuid not null default new_id(),
	settled_by uuid not null,
	settled_at timestamptz not null default now(),
	readings integer not null,
	undone_at timestamptz,
	primary key (network_id, settling_id),
	foreign key (network_id, settled_by) references person
);
call keep_apart('reason_settling');
create index reason_settling_by on reason_settling (network_id, settled_by, settled_at desc);

alter table reason_suggestion add column settling_id uuid;
alter table reason_suggestion add foreign key (network_id, settling_id) references reason_settling;
create index reason_suggestion_settled on reason_suggestion (network_id, settling_id) where settling_id is not null;

-- The reasons that such a decision put into the record.
create table settled_reason (
	network_id uuid not null,
	settling_id uuid not null,
	tenure_id uuid not null,
	view text not null default 'desk' check (view = 'desk'),
	code text not null,
	primary key (network_id, settling_id, tenure_id, code),
	foreign key (network_id, settling_id) references reason_settling on delete cascade,
	foreign key (network_id, tenure_id, view, code) references departure_reason on delete cascade on update cascade
);
call keep_apart('settled_reason');
create index settled_reason_of on settled_reason (network_id, tenure_id, view, code);
