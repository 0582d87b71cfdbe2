import { sql } from 'kysely';
import { memberIsAlumnus } from '#access/policy/roles.server.ts';
import type { Db } from '#platform/database/network.server.ts';
import { keysOfPart } from './move-parts.server.ts';
import { moveDays, moveParts, type MovePart } from './moves.ts';

/**
 * Counts from which quadrant to which alumni moved since each of the earlier days, in each part
 * (`keysOfPart`). Whoever joined after that day comes from nowhere ("new"); who had said nothing was unknown.
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
			${sql.join(moveParts.map(countedBy), sql` union all `)}
		)
		insert into quadrant_move (network_id, days, part, part_key, from_key, to_key, people)
		select ${networkId}::uuid, days, part, part_key, from_key, to_key, count(*)
		from parts
		group by 2, 3, 4, 5, 6
	`.execute(db);
}

const countedBy = (part: MovePart) => sql`
	select a.days, a.from_key, a.to_key, ${part} as part, keys.part_key
	from moves a
	cross join lateral (${keysOfPart[part]}) keys (part_key)`;
