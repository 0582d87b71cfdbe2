import { sql } from 'kysely';
import { memberIsAlumnus } from '#access/policy/roles.server.ts';
import { restrictedReasons } from '#people/departures/reason.ts';
import type { Db } from '#platform/database/network.server.ts';
import { moveDays, yearGroups } from './moves.ts';

/**
 * Counts from which quadrant to which alumni moved since each of the earlier days: all of them, by the company and
 * department that they left last, by reason (the view that counts; restricted ones are no part of it) and by the years
 * since they left. Whoever joined after that day comes from nowhere ("new"); who had said nothing was unknown.
 */
export async function countMoves(db: Db, networkId: string): Promise<void> {
	await db.deleteFrom('quadrantMove').execute();
	await sql`
		with alumni as materialized (
			select mb.person_id, mb.joined_at, t.company_id, t.department, d.tenure_id, d.counting_view,
				extract(year from age((select network_today()), d.left_on))::int as years,
				coalesce(s.quadrant, 'unknown') as to_key
			from membership mb
			join departure d on d.person_id = mb.person_id
				and d.is_latest
			join tenure t on t.tenure_id = d.tenure_id
			left join standing s on s.person_id = mb.person_id
				and s.is_current
			where ${memberIsAlumnus('mb')}
		),
		moves as materialized (
			select a.*, w.days, case
					when a.joined_at > now() - make_interval(days => w.days) then 'new'
					else coalesce((
						select s.quadrant
						from standing s
						where s.person_id = a.person_id
							and s.said_at <= now() - make_interval(days => w.days)
						order by s.said_at desc, s.standing_id desc
						limit 1
					), 'unknown')
				end as from_key
			from alumni a
			cross join unnest(${[...moveDays]}::int[]) as w (days)
		),
		parts as (
			select days, from_key, to_key, 'all' as part, '' as part_key
			from moves
			union all
			select days, from_key, to_key, 'company', company_id::text
			from moves
			union all
			select days, from_key, to_key, 'department', department
			from moves
			where department <> ''
			union all
			select days, from_key, to_key, 'years',
				(select max(y) from unnest(${[...yearGroups]}::int[]) y where y <= greatest(years, 0))::text
			from moves
			union all
			select m.days, m.from_key, m.to_key, 'reason', r.code
			from moves m
			join departure_reason r on r.tenure_id = m.tenure_id
				and r.view = m.counting_view
			where r.code <> all (${[...restrictedReasons]}::text[])
		)
		insert into quadrant_move (network_id, days, part, part_key, from_key, to_key, people)
		select ${networkId}::uuid, days, part, part_key, from_key, to_key, count(*)
		from parts
		group by 2, 3, 4, 5, 6
	`.execute(db);
}
