import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { readNetwork, type Db } from '#platform/database/network.server.ts';
import { things } from '#seeing/reach/things.server.ts';
import type { Told } from '#telling/coach/balance.ts';
import { effectOf, type Day, type Effect, type Week } from './cadence.ts';
import { daysSinceChange, daysSinceLetter, daysSinceStory } from './days-since.server.ts';
import { localTime } from './local-time.server.ts';

export type BestHour = { weekday: number; hour: number; opened: number } | undefined;
export type Mark = {
	kind: 'change' | 'letter' | 'story';
	subjectId: string;
	title: string;
	toldOn: string;
	effect: Effect | undefined;
};
/** Members up to a day, and how many of them visited in the 7, 30 and 90 days up to it. */
export type Active = { day: string; members: number; inWeek: number; inMonth: number; inQuarter: number };
export type Retention = { joinedIn: string; monthsAfter: number; members: number; visited: number };
export type Cadence = {
	weeks: Week[];
	marks: Mark[];
	best: BestHour;
	told: Told;
	active: Active[];
	retention: Retention[];
};

const weeksShown = 26;

/**
 * Half a year of cadence, by week: visits of alumni (each person once a day), what was told and what people wrote; what
 * visits did after each change, letter and story; who is active; who stays after joining. Also the hour of the week at
 * which the most is opened, and what the coach needs to know.
 */
export async function cadence(actor: Actor): Promise<Cadence> {
	authorize(actor, 'cadence.see');
	return readNetwork(actor, async (db) => {
		const [weeks, marks, best, told, active, retention] = await Promise.all([
			lastWeeks(db),
			marksOf(db),
			bestHour(db),
			toldLately(db),
			activeDays(db),
			retentionOf(db)
		]);
		return { weeks, marks, best, told, active, retention };
	});
}

async function lastWeeks(db: Db): Promise<Week[]> {
	const { rows } = await sql<Week>`
		select to_char(date_trunc('week', day), 'YYYY-MM-DD') as week,
			sum(visitors)::int as visits,
			sum(told)::int as told,
			sum(posted)::int as posted,
			date_trunc('week', day)::date + 7 <= (select network_today()) as is_over
		from cadence_day
		where day >= date_trunc('week', (select network_today()))::date - ${(weeksShown - 1) * 7}::int
		group by date_trunc('week', day)
		order by 1
	`.execute(db);
	return rows;
}

type Found = Omit<Mark, 'effect'> & { today: string };

/** Each change, letter and story of the weeks shown, the oldest first. */
async function marksOf(db: Db): Promise<Mark[]> {
	const { rows: days } = await sql<Day>`
		select day, visitors
		from cadence_day
	`.execute(db);
	const { rows } = await sql<Found>`
		select t.kind, t.subject_id, t.title, x.told_on, (select network_today()) as today
		from ${things} t
		cross join lateral (select ${localTime(sql`t.told_at`)}::date as told_on) x
		where t.kind in ('change', 'letter', 'story')
			and x.told_on >= date_trunc('week', (select network_today()))::date - ${(weeksShown - 1) * 7}::int
		order by t.told_at, t.subject_id
	`.execute(db);
	return rows.map(({ today, ...mark }) => ({ ...mark, effect: effectOf(mark.toldOn, days, today) }));
}

async function activeDays(db: Db): Promise<Active[]> {
	const { rows } = await sql<Active>`
		select day, members, active_7 as in_week, active_30 as in_month, active_90 as in_quarter
		from active_day
		order by day
	`.execute(db);
	return rows;
}

async function retentionOf(db: Db): Promise<Retention[]> {
	return db
		.selectFrom('retentionMonth')
		.select(['joinedIn', 'monthsAfter', 'members', 'visited'])
		.orderBy('joinedIn')
		.orderBy('monthsAfter')
		.execute();
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
