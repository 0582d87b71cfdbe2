-- A poll may close at the end of a day, or when its author closes it. The author is told once.
alter table post
	add poll_closes_at timestamptz,
	add poll_told_at timestamptz,
	add constraint post_poll_closes check (poll_closes_at is null or has_poll);
create index post_poll_due on post (network_id, poll_closes_at)
	where poll_closes_at is not null and poll_told_at is null;
