-- An endpoint ends with its maker's membership or role, as their tokens do.
alter table webhook_endpoint drop constraint webhook_endpoint_off_why_check;
alter table webhook_endpoint add constraint webhook_endpoint_off_why_check
	check (off_why in ('desk', 'failing', 'gone', 'maker'));

-- Groups by rule took people in unasked before membership became an offer. Whoever has never joined by themselves nor
-- written there is a member no longer, and is offered it like everyone else whom the rule fits.
alter table "group" no force row level security;
alter table group_member no force row level security;
alter table touchpoint no force row level security;
alter table post no force row level security;

with enrolled as (
	delete from group_member gm
	using "group" g
	where g.network_id = gm.network_id
		and g.group_id = gm.group_id
		and g.kind = 'rule'
		and gm.role = 'member'
		and gm.state = 'in'
		and not exists (
			select from touchpoint t
			where t.network_id = gm.network_id
				and t.person_id = gm.person_id
				and t.kind = 'group_joined'
				and t.subject_id = gm.group_id
		)
		and not exists (
			select from post p
			where p.network_id = gm.network_id
				and p.group_id = gm.group_id
				and p.author_id = gm.person_id
		)
	returning gm.network_id, gm.group_id
)
select leave_job(
	'group.fill',
	jsonb_build_object('networkId', network_id, 'groupId', group_id),
	null,
	now()
)
from (select distinct network_id, group_id from enrolled) of_groups;

alter table "group" force row level security;
alter table group_member force row level security;
alter table touchpoint force row level security;
alter table post force row level security;
