-- What someone agreed to is kept with how and from where it was given, and how and from where it was taken back. A row says
-- for good what was given; it can be taken back once. The application can change nothing else, and delete nothing.
alter table consent
	add column given_how text not null default 'unknown'
		check (given_how in ('page', 'join', 'mail_link', 'import', 'desk', 'api', 'unknown')),
	add column given_from text not null default '' check (length(given_from) <= 200),
	add column withdrawn_how text
		check (withdrawn_how in ('page', 'mail_link', 'desk', 'api', 'leaving', 'unknown')),
	add column withdrawn_from text not null default '' check (length(withdrawn_from) <= 200);
update consent set withdrawn_how = 'unknown' where withdrawn_at is not null;
alter table consent add check ((withdrawn_at is null) = (withdrawn_how is null));
create index consent_of_person on consent (network_id, person_id, given_at desc);

revoke update, delete on consent from okaeri_app;
grant update (withdrawn_at, withdrawn_how, withdrawn_from) on consent to okaeri_app;

create function consent_is_for_good() returns trigger language plpgsql as $$
begin
	if (old.purpose, old.wording, old.given_at, old.notice_version, old.given_how, old.given_from)
		is distinct from (new.purpose, new.wording, new.given_at, new.notice_version, new.given_how, new.given_from)
	then
		raise exception 'what was agreed to is not changed';
	end if;
	if old.withdrawn_at is not null
		and (old.withdrawn_at, old.withdrawn_how, old.withdrawn_from)
			is distinct from (new.withdrawn_at, new.withdrawn_how, new.withdrawn_from)
	then
		raise exception 'a consent is taken back once';
	end if;
	return new;
end $$;
create trigger consent_is_for_good before update on consent for each row execute function consent_is_for_good();

-- Which consent a mail rests on, and whether it heeds what its reader wishes, are asked again when it is about to leave.
alter table mail
	add column purpose text,
	add column heeds_wishes boolean not null default false;
update mail
set purpose = case when kind in ('match', 'pulse') then 'return_mail' end,
	heeds_wishes = kind in ('match', 'pulse', 'digest', 'notification', 'invitation', 'interview')
where status = 'waiting';
