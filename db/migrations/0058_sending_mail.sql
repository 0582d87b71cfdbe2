-- A mail is claimed in one transaction, sent outside any, and noted in another.
-- `tries` counts the claims; `lost` those of which nobody knows whether the mail arrived.
alter table mail
	add column tries integer not null default 0,
	add column lost integer not null default 0,
	add column claimed_until timestamptz,
	add column expires_at timestamptz,
	drop constraint mail_status_check,
	add constraint mail_status_check
		check (status in ('waiting', 'sent', 'failed', 'stopped', 'expired', 'unsure'));
create index mail_being_sent on mail (network_id, not_before) where status = 'waiting' and tries > 0;

-- Jobs that wait from before know mails by no key. Sign-in links now have a runner of their own.
update mail set expires_at = created_at + interval '15 minutes' where kind = 'sign_in' and status = 'waiting';
