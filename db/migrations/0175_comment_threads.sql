-- A comment may answer another one, one level deep: thread_id is the comment that began it, answers_id the one answered.
-- Comments stand under posts and under events. One that was taken away while others had answered it keeps its place.
alter table comment alter column post_id drop not null;
alter table comment
	add event_id uuid,
	add thread_id uuid,
	add answers_id uuid,
	add removed_at timestamptz;
alter table comment
	drop constraint comment_words_check,
	add constraint comment_words_check
		check (length(words) <= 4000 and (words <> '' or removed_at is not null)),
	add constraint comment_is_under_one check (num_nonnulls(post_id, event_id) = 1),
	add constraint comment_removed_is_hidden check (removed_at is null or hidden_at is not null),
	add foreign key (network_id, event_id) references event on delete cascade,
	add foreign key (network_id, thread_id) references comment on delete set null (thread_id),
	add foreign key (network_id, answers_id) references comment on delete set null (answers_id);
create index comment_of_event on comment (network_id, event_id, comment_id) where event_id is not null;
create index comment_of_thread on comment (network_id, thread_id, comment_id) where thread_id is not null;
create index comment_answering on comment (network_id, answers_id) where answers_id is not null;

alter table event add comments integer not null default 0;

create or replace function count_comment() returns trigger language plpgsql as $function$
declare
	change record := case tg_op when 'DELETE' then old else new end;
begin
	if change.post_id is not null then
		update post
		set comments = (
			select count(*)
			from comment c
			where c.network_id = change.network_id
				and c.post_id = change.post_id
				and c.hidden_at is null
		)
		where network_id = change.network_id
			and post_id = change.post_id;
	else
		update event
		set comments = (
			select count(*)
			from comment c
			where c.network_id = change.network_id
				and c.event_id = change.event_id
				and c.hidden_at is null
		)
		where network_id = change.network_id
			and event_id = change.event_id;
	end if;
	return null;
end $function$;
