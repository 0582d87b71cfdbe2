-- Groups: open to all, closed (one asks to join), or by rule: who fits is in it, unless they left. Hosts are members themselves.
create table "group" (
	network_id uuid not null references network,
	group_id uuid not null default new_id(),
	name text not null check (length(name) between 1 and 100),
	purpose text not null default '' check (length(purpose) <= 1000),
	kind text not null check (kind in ('open', 'closed', 'rule')),
	rule_department text,
	rule_place text,
	rule_joined smallint,
	made_by uuid,
	made_at timestamptz not null default now(),
	members integer not null default 0,
	posted_at timestamptz,
	revision integer not null default 1,
	primary key (network_id, group_id),
	foreign key (network_id, made_by) references person,
	check ((kind = 'rule') = (coalesce(rule_department, rule_place, rule_joined::text) is not null))
);
call keep_apart('"group"');
create index group_by_size on "group" (network_id, members desc, group_id desc);

create table group_member (
	network_id uuid not null references network,
	group_id uuid not null,
	person_id uuid not null,
	role text not null default 'member' check (role in ('member', 'host')),
	state text not null default 'in' check (state in ('in', 'asked', 'left')),
	since timestamptz not null default now(),
	primary key (network_id, group_id, person_id),
	foreign key (network_id, group_id) references "group" on delete cascade,
	foreign key (network_id, person_id) references person on delete cascade
);
call keep_apart('group_member');
create index group_member_of_person on group_member (network_id, person_id, group_id);
alter table post add foreign key (network_id, group_id) references "group";

create function count_members() returns trigger language plpgsql as $$
begin
	update "group" g set members = g.members + delta.n from (
		select network_id, group_id, sum(n) as n from (
			select network_id, group_id, 1 as n from fresh where state = 'in') x group by network_id, group_id) delta
		where g.network_id = delta.network_id and g.group_id = delta.group_id;
	return null;
end $$;
create trigger count_joined after insert on group_member referencing new table as fresh for each statement execute function count_members();
create function recount_members() returns trigger language plpgsql as $$
begin
	if tg_op = 'DELETE' or old.state <> new.state then
		update "group" g set members = g.members + (case when tg_op = 'UPDATE' and new.state = 'in' then 1 else 0 end) - (case when old.state = 'in' then 1 else 0 end)
			where g.network_id = old.network_id and g.group_id = old.group_id;
	end if;
	return null;
end $$;
create trigger count_changed after update of state or delete on group_member for each row execute function recount_members();

-- Who fits a group by rule: members whose tenure or place is as the rule says.
create function fits_group(g "group", someone uuid) returns boolean language sql stable as $$
	select g.kind = 'rule' and exists (select from membership m where m.network_id = g.network_id and m.person_id = someone)
		and (g.rule_department is null or exists (select from tenure t where t.network_id = g.network_id and t.person_id = someone and strpos(t.department, g.rule_department) > 0))
		and (g.rule_joined is null or exists (select from tenure t where t.network_id = g.network_id and t.person_id = someone and extract(year from t.started_on) = g.rule_joined))
		and (g.rule_place is null or exists (select from profile f where f.network_id = g.network_id and f.person_id = someone and strpos(f.place, g.rule_place) > 0))
$$;
create function join_fitting_groups() returns trigger language plpgsql as $$
begin
	insert into group_member (network_id, group_id, person_id) select g.network_id, g.group_id, new.person_id from "group" g
		where g.network_id = new.network_id and g.kind = 'rule' and fits_group(g, new.person_id) on conflict do nothing;
	return null;
end $$;
create trigger join_fitting_groups after insert on membership for each row execute function join_fitting_groups();
create trigger join_fitting_groups after insert or update of place on profile for each row execute function join_fitting_groups();
create trigger join_fitting_groups after insert or update of department, started_on on tenure for each row execute function join_fitting_groups();
