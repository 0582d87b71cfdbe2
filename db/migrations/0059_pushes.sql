-- One row for each push that a push service really took. The day's limit counts these.
create table push_sent (
	network_id uuid not null,
	push_id uuid not null default new_id(),
	person_id uuid not null,
	notification_id uuid not null,
	sent_at timestamptz not null default now(),
	primary key (network_id, push_id),
	foreign key (network_id, person_id) references person (network_id, person_id) on delete cascade
);
call keep_apart('push_sent');
create index push_sent_of_person on push_sent (network_id, person_id, sent_at desc);
insert into push_sent (network_id, person_id, notification_id, sent_at)
select n.network_id, n.person_id, n.notification_id, n.pushed_at
from notification n
where n.pushed_at > now() - interval '1 day'
	and exists (
		select
		from push_subscription s
		where s.network_id = n.network_id
			and s.person_id = n.person_id
	);

-- When a notification is to be pushed; null where no push is wanted, or none any more. One that waits for the end of
-- quiet hours stands in nobody's way.
alter table notification add column push_after timestamptz;
update notification
set push_after = now()
where pushed_at is null
	and seen_at is null
	and happened_at > now() - interval '1 day';
drop index notification_to_deliver;
alter table notification drop column pushed_at;
create index notification_to_push on notification (network_id, push_after)
	where seen_at is null and push_after is not null;
create index notification_to_mail on notification (network_id, happened_at)
	where seen_at is null and mailed_at is null;
