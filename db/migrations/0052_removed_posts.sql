-- A post that its author took away, apart from one that the desk hid. It is hidden as well as long as it is removed.
alter table post add column removed_at timestamptz;
alter table post add check (removed_at is null or hidden_at is not null);
update post p
set removed_at = hidden_at
where hidden_at is not null
	and not exists (
		select
		from report r
		where r.network_id = p.network_id
			and r.subject_id = p.post_id
			and r.outcome in ('hidden', 'suspended')
	);

-- A conversation's last words are those of its latest message that is not hidden.
update conversation c
set last_words = coalesce(
	(
		select left(m.words, 120)
		from message m
		where m.network_id = c.network_id
			and m.conversation_id = c.conversation_id
			and m.hidden_at is null
		order by m.message_id desc
		limit 1
	),
	''
)
where exists (
	select
	from message m
	where m.network_id = c.network_id
		and m.conversation_id = c.conversation_id
		and m.hidden_at is not null
);
