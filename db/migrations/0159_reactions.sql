-- People congratulate each other more than anything else.
alter table reaction drop constraint reaction_sign_check;
alter table reaction add constraint reaction_sign_check
	check (sign in ('heart', 'congrats', 'thanks', 'cheer', 'laugh', 'wow'));

-- Who reacted is listed in the order in which they did.
create index reaction_of_subject on reaction (network_id, subject_id, given_at desc, person_id desc);

-- Two who react at the same moment each saw only their own reaction, and the later count stood. What is counted is locked
-- first, so that the second counts after the first.
create or replace function count_reaction() returns trigger language plpgsql as $function$
declare
	change record := case tg_op when 'DELETE' then old else new end;
	is_of_post boolean;
	counted jsonb;
begin
	perform from post
	where network_id = change.network_id
		and post_id = change.subject_id
	for no key update;
	is_of_post := found;
	if not is_of_post then
		perform from comment
		where network_id = change.network_id
			and comment_id = change.subject_id
		for no key update;
	end if;
	select coalesce(jsonb_object_agg(sign, n), '{}')
	into counted
	from (
		select sign, count(*) as n
		from reaction
		where network_id = change.network_id
			and subject_id = change.subject_id
		group by sign
	) s;
	if is_of_post then
		update post
		set reactions = counted
		where network_id = change.network_id
			and post_id = change.subject_id;
	else
		update comment
		set reactions = counted
		where network_id = change.network_id
			and comment_id = change.subject_id;
	end if;
	return null;
end $function$;
