import { sql, type RawBuilder } from 'kysely';
import type { Db } from '#platform/database/network.server.ts';
import { leavers } from './facts.server.ts';
import {
	datedBoard,
	earlier,
	quartersTold,
	type DatedName,
	type SpanName,
	type StepName
} from './measures.ts';

/** When someone counts for a step, as a condition over the columns of `leavers`. */
const reached: Record<StepName, RawBuilder<boolean>> = {
	leavers: sql`true`,
	reachable: sql`is_reachable`,
	invited: sql`invited_on is not null`,
	joined: sql`joined_on is not null`,
	active: sql`is_active`,
	talked: sql`talked_on is not null`,
	applied: sql`applied_on is not null`,
	rehired: sql`returned_on is not null`
};

/** The day on which a dated step happened to someone for the first time. */
const dayOfStep: Record<DatedName, RawBuilder<unknown>> = {
	left: sql`left_on`,
	invited: sql`invited_on`,
	joined: sql`joined_on`,
	talked: sql`talked_on`,
	applied: sql`applied_on`,
	rehired: sql`returned_on`
};

const spanOf: Record<SpanName, { from: RawBuilder<unknown>; until: RawBuilder<unknown> }> = {
	left_joined: { from: dayOfStep.left, until: dayOfStep.joined },
	invited_joined: { from: dayOfStep.invited, until: dayOfStep.joined },
	joined_talked: { from: dayOfStep.joined, until: dayOfStep.talked },
	talked_applied: { from: dayOfStep.talked, until: dayOfStep.applied },
	applied_returned: { from: dayOfStep.applied, until: dayOfStep.rehired },
	left_returned: { from: dayOfStep.left, until: dayOfStep.rehired }
};

const union = (selects: RawBuilder<unknown>[]) => sql.join(selects, sql` union all `);

/** Each person under each step that they reached. */
const stepsReached = union(
	Object.entries(reached).map(
		([step, condition]) => sql`
			select ${step}::text as board, company_id as row_key, 'people' as column_key
			from facts
			where ${condition}`
	)
);

const firstQuarter = sql`
	date_trunc('quarter', (select network_today())::timestamp) - make_interval(months => ${(quartersTold - 1) * 3}::int)
`;

/** Each person under each dated step, by quarter and company. */
const datedSteps = union(
	Object.entries(dayOfStep).map(
		([name, day]) => sql`
			select ${datedBoard(name as DatedName)}::text, case
					when ${day} < ${firstQuarter} then ${earlier}
					else to_char(date_trunc('quarter', ${day}::timestamp), 'YYYY-MM-DD')
				end, company_id
			from facts
			where ${day} is not null`
	)
);

/** The days of each span that someone has gone through. What is out of order, such as a talk before joining, is left out. */
const spansGone = union(
	Object.entries(spanOf).map(
		([span, { from, until }]) => sql`
			select ${span}::text as span, company_id, ${until} - ${from} as days
			from facts
			where ${until} >= ${from}`
	)
);

/**
 * Counts how far leavers came: by company, by quarter, and the median of the days between. A median has its row for each
 * company and one for all of them.
 */
export async function countSteps(db: Db, networkId: string): Promise<void> {
	await sql`
		with facts as materialized (${leavers}),
			counted as (
				select board, row_key, column_key, count(*)::int as people, null::numeric as figure
				from (${stepsReached} union all ${datedSteps}) counted
				group by 1, 2, 3
			),
			medians as (
				select 'medians', coalesce(company_id, 'all'), span, count(*)::int,
					percentile_cont(0.5) within group (order by days)::numeric
				from (${spansGone}) gone
				group by grouping sets ((span), (span, company_id))
			)
		insert into overview_figure (network_id, board, row_key, column_key, people, figure)
		select ${networkId}::uuid, f.*
		from (select * from counted union all select * from medians) f
	`.execute(db);
}
