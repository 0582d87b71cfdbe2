-- A group by rule is offered, not imposed: nobody becomes a member but by joining.
drop trigger join_fitting_groups on membership;
drop trigger join_fitting_groups on profile;
drop trigger join_fitting_groups on tenure;
drop function join_fitting_groups();

-- Who fits a group by rule: members whose tenure or place is as the rule says, and who show it to everyone. What
-- someone hides cannot be read from the group that they are in or are offered.
create or replace function fits_group(g "group", someone uuid) returns boolean language sql stable as $$
	select g.kind = 'rule'
		and exists (
			select
			from membership m
			where m.network_id = g.network_id
				and m.person_id = someone
		)
		and not exists (
			select
			from profile f
			where f.network_id = g.network_id
				and f.person_id = someone
				and (
					not f.is_listed
					or (f.career_for <> 'everyone' and (g.rule_department is not null or g.rule_joined is not null))
					or (f.place_for <> 'everyone' and g.rule_place is not null)
				)
		)
		and (
			g.rule_department is null
			or exists (
				select
				from tenure t
				where t.network_id = g.network_id
					and t.person_id = someone
					and strpos(t.department, g.rule_department) > 0
			)
		)
		and (
			g.rule_joined is null
			or exists (
				select
				from tenure t
				where t.network_id = g.network_id
					and t.person_id = someone
					and extract(year from t.started_on) = g.rule_joined
			)
		)
		and (
			g.rule_place is null
			or exists (
				select
				from profile f
				where f.network_id = g.network_id
					and f.person_id = someone
					and strpos(f.place, g.rule_place) > 0
			)
		)
$$;
