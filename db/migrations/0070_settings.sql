-- What a network says of itself, in its mails, on its pages and when someone joins.
alter table network
	-- Who its mails are from, whom an answer reaches, and what the law on mail wants in each (特定電子メール法 4条).
	add sender_name text not null default '',
	add reply_address text not null default '',
	add postal_address text not null default '',
	add contact text not null default '',
	-- '' is our own colour, and the lamp stands for a logo.
	add accent text not null default '',
	add logo_mark text not null default '',
	add welcome_ja text not null default '',
	add welcome_en text not null default '',
	-- What someone has who chose nothing themselves.
	add quiet_from time not null default '21:00',
	add quiet_until time not null default '08:00',
	add mails_per_month smallint not null default 4,
	add invitation_days smallint not null default 14,
	add keep_unsent_days smallint not null default 30,
	add keep_webhook_days smallint not null default 30,
	add revision integer not null default 0,
	add constraint network_accent_check check (accent = '' or accent ~ '^#[0-9a-f]{6}$'),
	add constraint network_mails_per_month_check check (mails_per_month between 0 and 31),
	add constraint network_invitation_days_check check (invitation_days between 1 and 90),
	add constraint network_keep_unsent_days_check check (keep_unsent_days between 1 and 365),
	add constraint network_keep_webhook_days_check check (keep_webhook_days between 1 and 365);

-- The logo as it is shown: beside the name, in mails, and as the sign of an installed page.
create table logo (
	network_id uuid not null references network,
	variant text not null check (variant in ('header', 'mail', 'icon_192', 'icon_512')),
	media_type text not null,
	bytes bytea not null,
	primary key (network_id, variant)
);
call keep_apart('logo');

-- A closed company keeps what happened in it, and is offered for nothing new.
alter table company
	add closed_on date,
	add revision integer not null default 0;

-- What people are told when they join, and the wording of each purpose. A version is never changed; a new one follows it.
create table privacy_notice (
	network_id uuid not null references network,
	version integer not null check (version > 0),
	notice_ja text not null,
	notice_en text not null,
	purposes jsonb not null default '{}',
	made_by uuid,
	made_at timestamptz not null default now(),
	primary key (network_id, version),
	foreign key (network_id, made_by) references person (network_id, person_id) on delete set null (made_by)
);
call keep_apart('privacy_notice');
revoke update, delete on privacy_notice from okaeri_app;

-- Under which version of it a consent was given. Without one, under the words that the product brings.
alter table consent
	add notice_version integer,
	add foreign key (network_id, notice_version) references privacy_notice (network_id, version);

-- Someone who is new has the network's quiet hours and cap until they choose their own.
create function usual_quiet_from() returns time language sql stable as $$
	select quiet_from from network where network_id = current_network()
$$;
create function usual_quiet_until() returns time language sql stable as $$
	select quiet_until from network where network_id = current_network()
$$;
create function usual_mails_per_month() returns smallint language sql stable as $$
	select mails_per_month from network where network_id = current_network()
$$;
revoke execute on function usual_quiet_from(), usual_quiet_until(), usual_mails_per_month() from public;
grant execute on function usual_quiet_from(), usual_quiet_until(), usual_mails_per_month() to okaeri_app;
alter table contact
	alter quiet_from set default usual_quiet_from(),
	alter quiet_until set default usual_quiet_until(),
	alter mails_per_month set default usual_mails_per_month();

-- Two networks never have one host. The lock lets no second one look before the first has written.
create function hosts_are_apart() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	perform pg_advisory_xact_lock(hashtext('network.hosts'));
	if exists (select from network n where n.network_id <> new.network_id and n.hosts && new.hosts) then
		raise unique_violation using message = 'a host belongs to one network', constraint = 'network_hosts_apart';
	end if;
	return new;
end $$;
revoke execute on function hosts_are_apart() from public;
create trigger hosts_are_apart before insert or update of hosts on network
for each row execute function hosts_are_apart();

drop function network_at(text);
create function network_at(host text) returns table (
	network_id uuid, slug text, name_ja text, name_en text, time_zone text, hosts text[], is_demo boolean,
	locale text, accent text, logo_mark text
)
language sql stable security definer set search_path = public, pg_temp as $$
	select n.network_id, n.slug, n.name_ja, n.name_en, n.time_zone, n.hosts, n.is_demo, n.locale, n.accent, n.logo_mark
	from network n
	where host = any (n.hosts) or (select count(*) from network) = 1
	order by (host = any (n.hosts)) desc
	limit 1
$$;
revoke execute on function network_at(text) from public;
grant execute on function network_at(text) to okaeri_app;
