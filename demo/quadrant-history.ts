/**
 * The figures as the worker would have rolled them up on the first of each month, 90 days ago, last Sunday (of which the week's
 * figures are published) and today.
 */
export const quadrantHistory = `
	with days as (
		select generate_series(date_trunc('month', $2::date - 510), $2::date, interval '1 month')::date as day
		union
		select $2::date
		union
		select $2::date - 90
		union
		select date_trunc('week', $2::date)::date - 1
	)
	insert into quadrant_day (network_id, day, company_id, quadrant, people, rolled_at)
	select $1::uuid, days.day, t.company_id, coalesce(s.quadrant, 'unknown'), count(*),
		least(days.day + time '15:05', now())
	from days
	join membership mb on mb.joined_at < days.day + interval '1 day'
	join departure d on d.person_id = mb.person_id and d.is_latest
	join tenure t on t.tenure_id = d.tenure_id
	left join lateral (
		select quadrant
		from standing s
		where s.person_id = mb.person_id
			and s.said_at < days.day + interval '1 day'
		order by s.said_at desc
		limit 1
	) s on true
	where not exists (
		select from rehire r
		where r.person_id = mb.person_id
			and r.recorded_at < days.day + interval '1 day'
	)
	group by days.day, t.company_id, coalesce(s.quadrant, 'unknown')`;
