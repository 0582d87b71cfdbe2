-- Care: what members report, what the desk did about it and why, words to watch; and the roles that alumni hold.
create table report (
	network_id uuid not null references network,
	report_id uuid not null default new_id(),
	reporter_id uuid,
	subject text not null check (subject in ('post', 'comment', 'message', 'person')),
	subject_id uuid not null,
	about_id uuid not null,
	why text not null check (why in ('hurtful', 'private', 'advert', 'false', 'other', 'word')),
	words text not null default '' check (length(words) <= 1000),
	reported_at timestamptz not null default now(),
	settled_at timestamptz,
	settled_by uuid,
	outcome text check (outcome in ('left', 'hidden', 'warned', 'suspended')),
	reason text not null default '' check (length(reason) <= 1000),
	primary key (network_id, report_id),
	foreign key (network_id, reporter_id) references person,
	foreign key (network_id, about_id) references person,
	check ((settled_at is null) = (outcome is null))
);
call keep_apart('report');
create unique index report_once on report (network_id, reporter_id, subject_id) where settled_at is null;
create index report_waiting on report (network_id, report_id) where settled_at is null;

create table watch_word (
	network_id uuid not null references network,
	word text not null check (length(word) between 1 and 50),
	added_by uuid not null,
	added_at timestamptz not null default now(),
	primary key (network_id, word),
	foreign key (network_id, added_by) references person
);
call keep_apart('watch_word');

create table helper (
	network_id uuid not null references network,
	person_id uuid not null,
	role text not null check (role in ('supporter', 'event_host', 'welcome_guide')),
	since timestamptz not null default now(),
	made_by uuid not null,
	primary key (network_id, person_id, role),
	foreign key (network_id, person_id) references person on delete cascade
);
call keep_apart('helper');

alter table membership add column suspended_until timestamptz;
create index membership_latest on membership (network_id, joined_at desc);
create index report_about on report (network_id, about_id) where settled_at is not null;

-- The least id of version 7 that can have been made at a time: ids follow time, so a range of ids is a range of time.
create function uuidv7_floor(at timestamptz) returns uuid language sql immutable strict parallel safe as $$
	select (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '70008000000000000000')::uuid
$$;
-- A wave goes out in batches; the next one waits until enough of the last have answered.
alter table invitation_wave add column batch integer not null default 100, add column released integer not null default 0, add column state text not null default 'sent' check (state in ('running', 'stopped', 'sent')), add column next_at timestamptz;
update invitation_wave set released = size;

drop function actor_of(text, uuid);
-- Who a session's token speaks for in a network, what waits for them, and whether they may speak. One round trip.
create function actor_of(session_token text, network uuid) returns table (
	person_id uuid, account_id uuid, roles text[], locale text, time_zone text,
	family_name text, given_name text, family_kana text, given_kana text, seen_on date, renew boolean, suspended boolean, helps text[], unseen integer, unread integer
) language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
	perform set_config('okaeri.network_id', network::text, true);
	return query
		select p.person_id, m.account_id, m.roles, p.locale, p.time_zone, p.family_name, p.given_name, p.family_kana, p.given_kana, m.seen_on,
			s.updated_at < now() - interval '1 day', coalesce(m.suspended_until > now(), false),
			array(select h.role from helper h where h.network_id = network and h.person_id = m.person_id),
			(select count(*)::int from (select from notification n where n.network_id = network and n.person_id = m.person_id and n.seen_at is null and n.on_page limit 10) waiting),
			(select count(*)::int from (select from conversation_member c where c.network_id = network and c.person_id = m.person_id and c.state in ('in', 'asked') and c.muted_at is null
				and c.last_message_id is not null and (c.read_id is null or c.read_id < c.last_message_id) limit 10) waiting)
		from auth.session s
		join membership m on m.network_id = network and m.account_id = s.user_id
		join person p on p.network_id = network and p.person_id = m.person_id
		where s.token = session_token and s.expires_at > now();
end $$;
revoke execute on function actor_of(text, uuid) from public;
grant execute on function actor_of(text, uuid) to okaeri_app;

-- Who leaves the network leaves its groups, roles and ways to be reached with it.
create function forget_membership() returns trigger language plpgsql as $$
begin
	delete from group_member where network_id = old.network_id and person_id = old.person_id;
	delete from helper where network_id = old.network_id and person_id = old.person_id;
	delete from push_subscription where network_id = old.network_id and person_id = old.person_id;
	delete from calendar_feed where network_id = old.network_id and person_id = old.person_id;
	delete from notification where network_id = old.network_id and person_id = old.person_id;
	delete from draft where network_id = old.network_id and person_id = old.person_id;
	return null;
end $$;
create trigger forget_membership after delete on membership for each row execute function forget_membership();
