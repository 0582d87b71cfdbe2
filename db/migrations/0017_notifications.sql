-- What members are told, where, and how often. Several of one kind about one thing become one ("3人が…") until it is seen.
create table notification (
	network_id uuid not null references network,
	notification_id uuid not null default new_id(),
	person_id uuid not null,
	kind text not null,
	subject_id uuid,
	path text not null,
	about text not null default '',
	actor_ids uuid[] not null default '{}',
	on_page boolean not null default true,
	happened_at timestamptz not null default now(),
	seen_at timestamptz,
	mailed_at timestamptz,
	pushed_at timestamptz,
	primary key (network_id, notification_id),
	foreign key (network_id, person_id) references person on delete cascade
);
call keep_apart('notification');
create unique index notification_bundle on notification (network_id, person_id, kind, subject_id) where seen_at is null;
create index notification_of_person on notification (network_id, person_id, happened_at desc, notification_id desc);
create index notification_unseen on notification (network_id, person_id) where seen_at is null and on_page;
create index notification_to_deliver on notification (network_id, happened_at) where seen_at is null and (pushed_at is null or mailed_at is null);

-- Where someone's wish differs from what is usual for a kind.
create table notification_wish (
	network_id uuid not null references network,
	person_id uuid not null,
	kind text not null,
	channel text not null check (channel in ('page', 'mail', 'push')),
	is_on boolean not null,
	primary key (network_id, person_id, kind, channel),
	foreign key (network_id, person_id) references person on delete cascade
);
call keep_apart('notification_wish');

create table push_subscription (
	network_id uuid not null references network,
	person_id uuid not null,
	endpoint text not null check (length(endpoint) <= 1000),
	p256dh text not null check (length(p256dh) <= 200),
	auth text not null check (length(auth) <= 100),
	made_at timestamptz not null default now(),
	primary key (network_id, endpoint),
	foreign key (network_id, person_id) references person on delete cascade
);
call keep_apart('push_subscription');
create index push_subscription_of_person on push_subscription (network_id, person_id);

-- With what the network's web pushes are signed; made at first use.
create table push_key (
	network_id uuid not null primary key references network,
	public_key text not null,
	private_key text not null
);
call keep_apart('push_key');

-- An address that refused our mail, or whose owner complained, gets none until the desk lets it.
create table mail_stop (
	network_id uuid not null references network,
	address text not null,
	why text not null check (why in ('bounce', 'complaint')),
	said text not null default '' check (length(said) <= 500),
	since timestamptz not null default now(),
	primary key (network_id, address)
);
call keep_apart('mail_stop');

alter table contact add column digest_weekday smallint not null default 5 check (digest_weekday between 1 and 7), add column wants_digest boolean not null default true, add column digested_at timestamptz, add column pushes_per_day smallint not null default 10 check (pushes_per_day between 0 and 100);
-- A mail of a list can be unsubscribed from with one click.
alter table mail add column list text not null default '' check (list in ('', 'match', 'digest', 'notification'));
create index mail_by_address on mail (network_id, address, created_at desc);
alter table mail drop constraint mail_status_check, add constraint mail_status_check check (status in ('waiting', 'sent', 'failed', 'stopped'));
