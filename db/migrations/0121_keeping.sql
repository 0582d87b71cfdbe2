-- For how many days a network keeps what, by kind. A kind without a row is kept as long as the product says.
create table keeping (
	network_id uuid not null references network,
	kind text not null,
	days integer not null check (days between 0 and 36500),
	primary key (network_id, kind)
);
call keep_apart('keeping');

insert into keeping (network_id, kind, days)
select network_id, 'mail_body', keep_unsent_days from network where keep_unsent_days <> 30
union all
select network_id, 'webhook', keep_webhook_days from network where keep_webhook_days <> 30;
alter table network drop column keep_unsent_days, drop column keep_webhook_days;

-- Does a return rest on a touchpoint? It is kept as long as the return is.
create function is_attributed(at timestamptz, touchpoint uuid) returns boolean language sql stable as $$
	select exists (
		select from attribution a
		where a.network_id = current_network() and a.happened_at = at and a.touchpoint_id = touchpoint
	)
$$;

-- What the application itself cannot delete: touchpoints, sign-ins that have run out, and how rows were before a merge that can no longer be undone. Gives how many rows it were, or would be.
create function forget_old(what text, days integer, at_most integer, is_dry boolean) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare
	here uuid := current_network();
	until timestamptz := now() - make_interval(days => days);
	counted integer := 0;
	more integer := 0;
begin
	case what
		when 'touchpoint' then
			if is_dry then
				select count(*) into counted from touchpoint t
				where t.network_id = here and t.happened_at < until and not is_attributed(t.happened_at, t.touchpoint_id);
			else
				delete from touchpoint where network_id = here and happened_at < until and touchpoint_id in (
					select t.touchpoint_id from touchpoint t
					where t.network_id = here and t.happened_at < until and not is_attributed(t.happened_at, t.touchpoint_id)
					limit at_most
				);
				get diagnostics counted = row_count;
			end if;
		when 'session' then
			if is_dry then
				select count(*) into counted from auth.session where network_id = here and expires_at < until;
				select count(*) into more from auth.verification where network_id = here and expires_at < until;
			else
				delete from auth.session where network_id = here and id in (
					select id from auth.session where network_id = here and expires_at < until limit at_most
				);
				get diagnostics counted = row_count;
				delete from auth.verification where network_id = here and id in (
					select id from auth.verification where network_id = here and expires_at < until limit at_most
				);
				get diagnostics more = row_count;
			end if;
		when 'merge_step' then
			select count(*) into counted
			from person_merge_step s join person_merge p using (network_id, merge_id)
			where s.network_id = here and p.merged_at < until;
			if not is_dry then
				perform forget_merges(days);
				return least(counted, at_most - 1);
			end if;
		else
			raise exception 'nothing is called %', what;
	end case;
	return counted + more;
end $$;
revoke execute on function forget_old from public;
grant execute on function forget_old to okaeri_app;
