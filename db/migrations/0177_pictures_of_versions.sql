-- What a post showed before it was edited: its pictures and files with their descriptions. One that was taken off stays
-- for the history until its owner deletes it there.
alter table post_version add pictures jsonb not null default '[]';
alter table upload
	add removed_at timestamptz,
	add constraint upload_removed_from check (removed_at is null or holder_id is not null);
