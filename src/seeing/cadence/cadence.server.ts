import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { readNetwork } from '#platform/database/network.server.ts';
import type { Told } from '#telling/coach/balance.ts';

export type Month = { month: string; visitors: number; told: number; posted: number };
export type BestHour = { weekday: number; hour: number; opened: number } | undefined;

/** Six months of cadence: visits of alumni (each counted once a day), what was told and what people wrote, by month. */
export async function cadence(actor: Actor): Promise<{ months: Month[]; best: BestHour; told: Told }> {
	authorize(actor, 'change.write');
	return readNetwork(actor, async (db) => {
		const [months, best, told] = await Promise.all([
			sql<Month>`select to_char(date_trunc('month', day), 'YYYY-MM-DD') as month, sum(visitors)::int as visitors, sum(told)::int as told, sum(posted)::int as posted from cadence_day
				where day >= date_trunc('month', current_date) - interval '5 months' group by 1 order by 1`.execute(db),
			sql<
				NonNullable<BestHour>
			>`select weekday, hour, opened from opened_hour order by opened desc, weekday, hour limit 1`.execute(
				db
			),
			sql<Told>`select current_date - (select max(published_at)::date from change where status = 'published') as days_since_change,
				current_date - (select max(published_at)::date from letter where status = 'published') as days_since_letter,
				current_date - (select max(approved_at)::date from story_edition where state = 'approved' and edition = 'alumni') as days_since_story,
				(select coalesce(sum(told), 0)::int from cadence_day where day > current_date - 30) as told_lately, (select coalesce(sum(posted), 0)::int from cadence_day where day > current_date - 30) as posted_lately,
				(select coalesce(sum(visitors), 0)::int from cadence_day where day > current_date - 30) as visits_lately, (select coalesce(sum(visitors), 0)::int from cadence_day where day between current_date - 60 and current_date - 31) as visits_before`.execute(
				db
			)
		]);
		return { months: months.rows, best: best.rows[0], told: told.rows[0]! };
	});
}
