import { sql, type RawBuilder } from 'kysely';
import { quadrants, type Quadrant } from '#people/standings/standing.ts';

/** The people of each quadrant as a sum of a column named `people`, for a select list over rows with a `quadrant`. */
export const peopleByQuadrant: RawBuilder<unknown> = sql.join(
	quadrants.map(
		(quadrant) => sql`
			coalesce(sum(people) filter (where quadrant = ${quadrant}), 0)::int as ${sql.ref(quadrant)}`
	)
);

/** The figures of a row that was read with `peopleByQuadrant`. */
export function figuresOf(row: Record<Quadrant, number>): Record<Quadrant, number> {
	return Object.fromEntries(quadrants.map((quadrant) => [quadrant, row[quadrant]])) as Record<
		Quadrant,
		number
	>;
}

/** How many people these are over all quadrants. */
export function totalOf(row: Record<Quadrant, number>): number {
	return quadrants.reduce((sum, quadrant) => sum + row[quadrant], 0);
}
