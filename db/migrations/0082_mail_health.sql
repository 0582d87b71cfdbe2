-- When a mail was tried last and is tried next; null where it was not, or is not. `is_kept`: it was written while no mail
-- server was set, so no job sends it until the desk says so. The desk can take back a mail that waits.
alter table mail
	add column tried_at timestamptz,
	add column next_try_at timestamptz,
	add column is_kept boolean not null default false,
	drop constraint mail_status_check,
	add constraint mail_status_check
		check (status in ('waiting', 'sent', 'failed', 'stopped', 'expired', 'unsure', 'cancelled'));

-- Those that were never tried may have been written without a server. To send one that has a job makes no second mail.
update mail set is_kept = true where status = 'waiting' and tries = 0;

create index mail_kept on mail (network_id, mail_id) where status = 'waiting' and is_kept;
create index mail_due on mail (network_id, not_before) where status = 'waiting' and not is_kept;
create index mail_in_trouble on mail (network_id, tried_at) where failure is not null;
create index mail_sent on mail (network_id, sent_at) where status = 'sent';
