-- The import that brought an address; null where another way did. No foreign key: a million rows are written at once, and
-- an import that is gone leaves an address that another way could have brought.
alter table contact add column hr_import_id uuid;

-- What stands for an address that asked for no more invitations. The address itself need not be kept for that.
create function address_mark(network uuid, address text) returns bytea language sql immutable as $$
	select sha256(convert_to(network::text || ' ' || lower(address), 'UTF8'))
$$;
revoke execute on function address_mark(uuid, text) from public;
grant execute on function address_mark(uuid, text) to okaeri_app;

-- Addresses whose owners asked for no more invitations, for good. It outlives the person's record.
create table opt_out (
	network_id uuid not null references network,
	address_mark bytea not null check (length(address_mark) = 32),
	said_at timestamptz not null default now(),
	-- Whether a contact was stopped by this, so that taking it back allows contact again.
	stopped_contact boolean not null,
	primary key (network_id, address_mark)
);
call keep_apart('opt_out');

-- However an address of theirs comes in again, it may not be written to. Who is a member decides that for themselves.
create function opt_out_is_kept() returns trigger language plpgsql as $$
begin
	if not exists (select from opt_out) then
		return null;
	end if;
	update contact c
	set do_not_contact = true
	from added a
	join opt_out o on o.network_id = a.network_id
		and o.address_mark = address_mark(a.network_id, a.email)
	where c.network_id = a.network_id
		and c.person_id = a.person_id
		and not c.do_not_contact;
	return null;
end $$;
create function opt_out_is_kept_at_change() returns trigger language plpgsql as $$
begin
	new.do_not_contact := new.do_not_contact
		or (
			exists (
				select from opt_out o
				where o.network_id = new.network_id
					and o.address_mark = address_mark(new.network_id, new.email)
			)
			and not exists (
				select from membership m
				where m.network_id = new.network_id
					and m.person_id = new.person_id
			)
		);
	return new;
end $$;
revoke execute on function opt_out_is_kept(), opt_out_is_kept_at_change() from public;
create trigger opt_out_is_kept after insert on contact
referencing new table as added for each statement execute function opt_out_is_kept();
create trigger opt_out_is_kept_at_change before update of email on contact
for each row when (new.email is distinct from old.email) execute function opt_out_is_kept_at_change();

-- An invitation is a mail that nobody asked for, so that one click stops it, too.
alter table mail
	drop constraint mail_list_check,
	add constraint mail_list_check
		check (list in ('', 'match', 'digest', 'notification', 'pulse', 'invitation'));

-- `mail_id` is the mail that carries an invitation. A reminder has a link of its own; both open until it expires.
alter table invitation
	add column mail_id uuid,
	add column reminder_hash bytea,
	add column reminded_at timestamptz,
	add unique (network_id, reminder_hash);
-- After how many days those who have not joined are reminded once; null for never.
alter table invitation_wave add column remind_after smallint check (remind_after between 1 and 30);
create index invitation_to_remind on invitation (network_id, wave_id)
	where used_at is null and reminded_at is null and mail_id is not null;

-- The network's own words for its invitation, by language. Where it has none, ours are sent.
create table invitation_words (
	network_id uuid not null references network,
	locale text not null check (locale in ('ja', 'en')),
	subject text not null default '' check (length(subject) <= 150),
	words text not null default '' check (length(words) <= 4000),
	revision integer not null default 1,
	saved_by uuid,
	saved_at timestamptz not null default now(),
	primary key (network_id, locale)
);
call keep_apart('invitation_words');
