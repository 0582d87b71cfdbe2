-- "Mailed" means one thing: the mail went out. When it was written stands apart, and keeps it from being written twice.
alter table notification rename column mailed_at to mail_written_at;
alter table match rename column mailed_at to mail_written_at;
alter table match add column mailed_at timestamptz;

-- What was written before counts as sent, but where its mail is known and did not go out.
alter table match no force row level security;
alter table mail no force row level security;
update match
set mailed_at = mail_written_at
where mail_written_at is not null;
update match t
set mailed_at = w.sent_at
from mail w
where w.network_id = t.network_id
	and w.person_id = t.person_id
	and w.touch_kind = 'told'
	and w.touch_subject = t.change_id;
alter table match force row level security;
alter table mail force row level security;

-- A mail about a change that went out is noted at its match in the same moment as its touchpoint.
create or replace function touch_by_mail() returns trigger language plpgsql as $$
declare
	sent timestamptz := coalesce(new.sent_at, now());
begin
	insert into touchpoint (network_id, person_id, kind, subject_id, happened_at)
	values (new.network_id, new.person_id, new.touch_kind, new.touch_subject, sent);
	if new.touch_kind = 'told' then
		update match
		set mailed_at = sent
		where network_id = new.network_id
			and change_id = new.touch_subject
			and person_id = new.person_id;
	end if;
	return null;
end $$;
