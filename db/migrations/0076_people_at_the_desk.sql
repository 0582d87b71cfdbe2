-- The desk changes what is known of a person: each row that a form shows has a revision, so that nobody saves over another.

create function count_revision() returns trigger language plpgsql as $$
begin
	new.revision := old.revision + 1;
	return new;
end $$;

alter table person add column revision integer not null default 1;
alter table contact add column revision integer not null default 1;
alter table tenure add column revision integer not null default 1;

create trigger count_revision before update on person for each row
when (
	(old.family_name, old.given_name, old.family_kana, old.given_kana, old.present_company)
	is distinct from (new.family_name, new.given_name, new.family_kana, new.given_kana, new.present_company)
)
execute function count_revision();
create trigger count_revision before update on contact for each row
when (
	(old.email, old.basis, old.basis_on, old.basis_note)
	is distinct from (new.email, new.basis, new.basis_on, new.basis_note)
)
execute function count_revision();
create trigger count_revision before update on tenure for each row
when (
	(old.company_id, old.started_on, old.ended_on, old.department, old.title, old.employment, old.manager_id)
	is distinct from (
		new.company_id, new.started_on, new.ended_on, new.department, new.title, new.employment, new.manager_id
	)
)
execute function count_revision();

-- Someone may also have told the desk how they can be reached: by telephone, by letter, in person.
alter table contact drop constraint contact_basis_check;
alter table contact
	add constraint contact_basis_check check (basis in ('consent_on_leaving', 'notice', 'told_desk', 'joined'));

-- What kind of leaving it was, where the desk knows it. Why someone left is told in reasons.
alter table departure add column kind text;
alter table departure
	add constraint departure_kind_check
	check (kind in ('own_wish', 'company', 'retirement', 'contract_end', 'group_move', 'other'));

-- An address that somebody wants to be reached at. It counts once the link that was mailed to it has been used.
create table address_proof (
	network_id uuid not null references network,
	proof_id uuid not null default new_id(),
	person_id uuid not null,
	address text not null check (address = lower(address)),
	address_before text,
	asked_by uuid not null,
	asked_at timestamptz not null default now(),
	link_hash bytea not null,
	expires_at timestamptz not null,
	proved_at timestamptz,
	primary key (network_id, proof_id),
	unique (network_id, link_hash),
	foreign key (network_id, person_id) references person on delete cascade,
	foreign key (network_id, asked_by) references person on delete cascade
);
call keep_apart('address_proof');
create unique index address_proof_open on address_proof (network_id, person_id) where proved_at is null;

-- "Please do not contact me", as someone told the desk, and the reason why it does not hold any more.
create table left_alone (
	network_id uuid not null references network,
	left_alone_id uuid not null default new_id(),
	person_id uuid not null,
	way text not null check (way in ('telephone', 'letter', 'in_person', 'mail', 'other')),
	words text not null default '' check (length(words) <= 1000),
	said_on date not null,
	-- They wished it before this was recorded, so it stays when this is lifted.
	wished_before boolean not null default false,
	recorded_by uuid not null,
	recorded_at timestamptz not null default now(),
	lifted_by uuid,
	lifted_at timestamptz,
	lifted_why text not null default '' check (length(lifted_why) <= 1000),
	primary key (network_id, left_alone_id),
	foreign key (network_id, person_id) references person on delete cascade,
	foreign key (network_id, recorded_by) references person,
	foreign key (network_id, lifted_by) references person,
	check ((lifted_by is null) = (lifted_at is null))
);
call keep_apart('left_alone');
create unique index left_alone_now on left_alone (network_id, person_id) where lifted_at is null;

-- `contact.do_not_contact` is the one fact that whoever writes to people asks. While the desk's record holds, it cannot be
-- otherwise, whoever writes the row: an import, a merge, or an address that is recorded later.
create function keep_left_alone() returns trigger language plpgsql as $$
begin
	if not new.do_not_contact and exists (
		select from left_alone l
		where l.network_id = new.network_id
			and l.person_id = new.person_id
			and l.lifted_at is null
	) then
		new.do_not_contact := true;
	end if;
	return new;
end $$;
create trigger keep_left_alone before insert or update on contact for each row
when (not new.do_not_contact)
execute function keep_left_alone();
create function leave_alone() returns trigger language plpgsql as $$
begin
	update contact
	set do_not_contact = true
	where network_id = new.network_id
		and person_id = new.person_id
		and not do_not_contact;
	return null;
end $$;
create trigger leave_alone after insert on left_alone for each row
when (new.lifted_at is null)
execute function leave_alone();

-- What the desk notes about a person, for itself.
create table person_note (
	network_id uuid not null references network,
	note_id uuid not null default new_id(),
	person_id uuid not null,
	author_id uuid not null,
	words text not null check (length(words) between 1 and 4000),
	written_at timestamptz not null default now(),
	changed_at timestamptz,
	revision integer not null default 1,
	primary key (network_id, note_id),
	foreign key (network_id, person_id) references person on delete cascade,
	foreign key (network_id, author_id) references person
);
call keep_apart('person_note');
create index person_note_of_person on person_note (network_id, person_id, note_id desc);

create table person_tag (
	network_id uuid not null references network,
	person_id uuid not null,
	tag text not null check (length(tag) between 1 and 40),
	added_by uuid not null,
	added_at timestamptz not null default now(),
	primary key (network_id, person_id, tag),
	foreign key (network_id, person_id) references person on delete cascade,
	foreign key (network_id, added_by) references person
);
call keep_apart('person_tag');
create index person_tag_by_tag on person_tag (network_id, tag, person_id);

-- Two entries that the desk has looked at, and that are two people.
create table not_the_same (
	network_id uuid not null references network,
	person_id uuid not null,
	other_id uuid not null,
	said_by uuid not null,
	said_at timestamptz not null default now(),
	primary key (network_id, person_id, other_id),
	foreign key (network_id, person_id) references person on delete cascade,
	foreign key (network_id, other_id) references person on delete cascade,
	foreign key (network_id, said_by) references person,
	check (person_id <> other_id)
);
call keep_apart('not_the_same');

-- Somebody whose record was removed, but whose name others' words still hang on.
alter table person add column removed_at timestamptz;

-- The people of one name are looked up when duplicates are proposed.
create index person_by_name on person (network_id, family_name, given_name);
