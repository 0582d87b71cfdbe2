import { sql, type RawBuilder } from 'kysely';
import { memberIsAlumnus } from '#access/policy/roles.server.ts';
import type { Quadrant } from '#people/standings/standing.ts';
import type { Db } from '#platform/database/network.server.ts';
import { keysOfPart } from './move-parts.server.ts';
import type { Between, MoveFrom, MovePart } from './moves.ts';

export type CountedMove = { key: string; from: MoveFrom; to: Quadrant; people: number };

/**
 * From which quadrant to which alumni moved between the ends of two days, by the keys of a part. Reckoned from what they
 * said until then, for those who are alumni today and had joined by the later day. Exact: for stewards alone, as two days
 * that anyone may choose make single people out of the differences (decision 41).
 */
export async function countMovesBetween(
	db: Db,
	{ since, until }: Between,
	part: MovePart
): Promise<CountedMove[]> {
	const { rows } = await sql<CountedMove>`
		with ends as (
			select (${since}::date + 1)::timestamp at time zone n.time_zone as since_ends,
				(${until}::date + 1)::timestamp at time zone n.time_zone as until_ends
			from network n
		),
		moves as materialized (
			select t.company_id, t.department, d.tenure_id, d.counting_view,
				extract(year from age(${until}::date, d.left_on))::int as years,
				case when mb.joined_at >= e.since_ends then 'new' else ${quadrantAt(sql`e.since_ends`)} end as from_key,
				${quadrantAt(sql`e.until_ends`)} as to_key
			from ends e
			cross join membership mb
			join departure d on d.person_id = mb.person_id
				and d.is_latest
			join tenure t on t.tenure_id = d.tenure_id
			where ${memberIsAlumnus('mb')}
				and mb.joined_at < e.until_ends
		)
		select keys.part_key as key, a.from_key as "from", a.to_key as "to", count(*)::int as people
		from moves a
		cross join lateral (${keysOfPart[part]}) keys (part_key)
		group by 1, 2, 3
	`.execute(db);
	return rows;
}

/** SQL: where the member `mb` stood before a moment; unknown where they had said nothing. */
const quadrantAt = (moment: RawBuilder<unknown>) => sql`
	coalesce((
		select s.quadrant
		from standing s
		where s.person_id = mb.person_id
			and s.said_at < ${moment}
		order by s.said_at desc, s.standing_id desc
		limit 1
	), 'unknown')`;
