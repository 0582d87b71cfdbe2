import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { readNetwork, type Db } from '#platform/database/network.server.ts';
import type { Told } from '#telling/coach/balance.ts';
import { daysSinceChange, daysSinceLetter, daysSinceStory } from './days-since.server.ts';

export type Month = { month: string; visitors: number; told: number; posted: number };
export type BestHour = { weekday: number; hour: number; opened: number } | undefined;

/**
 * Six months of cadence, by month: visits of alumni (each person once a day), what was told and what people wrote. Also
 * the hour of the week at which the most is opened, and what the coach needs to know.
 */
export async function cadence(actor: Actor): Promise<{ months: Month[]; best: BestHour; told: Told }> {
	authorize(actor, 'change.write');
	return readNetwork(actor, async (db) => {
		const [months, best, told] = await Promise.all([lastMonths(db), bestHour(db), toldLately(db)]);
		return { months, best, told };
	});
}

async function lastMonths(db: Db): Promise<Month[]> {
	const { rows } = await sql<Month>`
		select to_char(date_trunc('month', day), 'YYYY-MM-DD') as month,
			sum(visitors)::int as visitors,
			sum(told)::int as told,
			sum(posted)::int as posted
		from cadence_day
		where day >= date_trunc('month', (select network_today())) - interval '5 months'
		group by 1
		order by 1
	`.execute(db);
	return rows;
}

async function bestHour(db: Db): Promise<BestHour> {
	const { rows } = await sql<NonNullable<BestHour>>`
		select weekday, hour, opened
		from opened_hour
		order by opened desc, weekday, hour
		limit 1
	`.execute(db);
	return rows[0];
}

async function toldLately(db: Db): Promise<Told> {
	const { rows } = await sql<Told>`
		with lately as (
			select coalesce(sum(told), 0)::int as told,
				coalesce(sum(posted), 0)::int as posted,
				coalesce(sum(visitors), 0)::int as visits
			from cadence_day
			where day > (select network_today()) - 30
		),
		before as (
			select coalesce(sum(visitors), 0)::int as visits
			from cadence_day
			where day between (select network_today()) - 60 and (select network_today()) - 31
		)
		select ${daysSinceChange} as days_since_change,
			${daysSinceLetter} as days_since_letter,
			${daysSinceStory} as days_since_story,
			lately.told as told_lately,
			lately.posted as posted_lately,
			lately.visits as visits_lately,
			before.visits as visits_before
		from lately, before
	`.execute(db);
	return rows[0]!;
}
