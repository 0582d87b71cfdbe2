import { sql } from 'kysely';
import { quadrantName, quadrants, type Quadrant } from '#people/standings/standing.ts';
import type { ListFilter } from '#platform/table/list.server.ts';

/** Members who said nothing are unknown, as on the board. */
export const quadrantFilter: ListFilter = {
	kind: 'choice',
	options: async () => quadrants.map((quadrant) => ({ value: quadrant, label: quadrantName[quadrant]() })),
	countedAtMost: 5000,
	alone: (values) => (values.includes('unknown') ? undefined : standingIn(knownOf(values))),
	fits: (values) => {
		const known = knownOf(values);
		const ways = [
			...(known.length > 0 ? [standsIn(known)] : []),
			...(values.includes('unknown') ? [isUnknown] : [])
		];
		return ways.length > 0 ? sql<boolean>`(${sql.join(ways, sql` or `)})` : sql<boolean>`false`;
	}
};

const knownOf = (values: readonly string[]) =>
	quadrants.filter((quadrant) => quadrant !== 'unknown' && values.includes(quadrant));

/** Our own words, written out: the plan depends on how many stand there. */
const isAnyOf = (known: readonly Quadrant[]) =>
	sql`s.is_current and s.quadrant in (${sql.join(known.map((quadrant) => sql.lit(quadrant)))})`;

const standsIn = (known: readonly Quadrant[]) => sql<boolean>`
	exists (
		select
		from standing s
		where s.person_id = r.person_id
			and ${isAnyOf(known)}
	)
`;

/** As many rows as people stand there: an index has them. Whoever was removed has no row. */
const standingIn = (known: readonly Quadrant[]) =>
	known.length === 0
		? undefined
		: sql`
			select
			from standing s
			where ${isAnyOf(known)}
				and not exists (
					select
					from person p
					where p.person_id = s.person_id
						and p.removed_at is not null
				)
		`;

const isUnknown = sql<boolean>`
	r.state = 'member'
	and not exists (
		select
		from standing s
		where s.person_id = r.person_id
			and s.is_current
	)
`;
