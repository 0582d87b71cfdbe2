-- A mail that was never sent reached nobody. What a mail will be for its reader (a touchpoint) is written with it, and counts
-- from the moment when it went out, however that became known.
alter table mail
	add touch_kind text,
	add touch_subject uuid;

create function touch_by_mail() returns trigger language plpgsql as $$
begin
	insert into touchpoint (network_id, person_id, kind, subject_id, happened_at)
	values (new.network_id, new.person_id, new.touch_kind, new.touch_subject, coalesce(new.sent_at, now()));
	return null;
end $$;
create trigger touch_by_mail after update of status on mail for each row
when (
	new.status = 'sent'
	and old.status <> 'sent'
	and new.touch_kind is not null
	and new.person_id is not null
)
execute function touch_by_mail();

-- The desk counts what is not sent yet wherever it looks.
create index mail_open on mail (network_id, status) where status in ('waiting', 'failed', 'unsure');
