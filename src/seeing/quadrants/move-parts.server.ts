import { sql, type RawBuilder } from 'kysely';
import { restrictedReasons } from '#people/departures/reason.ts';
import { yearGroups, type MovePart } from './moves.ts';

/**
 * SQL that gives, for an alumnus `a`, the keys under which they are counted in each part: by the company and department that
 * they left last, by reason (the view that counts; restricted ones are no part of it) and by the years since they left.
 */
export const keysOfPart: Record<MovePart, RawBuilder<unknown>> = {
	all: sql`select ''`,
	company: sql`select a.company_id::text`,
	department: sql`select a.department where a.department <> ''`,
	years: sql`
		select max(y)::text
		from unnest(${[...yearGroups]}::int[]) y
		where y <= greatest(a.years, 0)`,
	reason: sql`
		select r.code
		from departure_reason r
		where r.tenure_id = a.tenure_id
			and r.view = a.counting_view
			and r.code <> all (${[...restrictedReasons]}::text[])`
};
