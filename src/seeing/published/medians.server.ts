import { sql } from 'kysely';
import type { Db } from '#platform/database/network.server.ts';
import { fewestChanged, fewestShown } from './figures.ts';

/**
 * Publishes the medians of the days between two steps, for all companies together: rounded to five days, over five people
 * or more, and anew only where the number of people changed by five or more; else the last one stands.
 */
export async function publishMedians(db: Db, networkId: string, week: string): Promise<void> {
	await sql`
		with now as (
			select column_key as span, people, (round(figure / 5) * 5)::int as days
			from overview_figure
			where board = 'medians'
				and row_key = 'all'
		),
		last as (
			select row_key as span, people, shown
			from published_figure
			where board = 'medians'
				and week = (select max(week) from published_figure where board = 'medians')
		),
		next as (
			select coalesce(n.span, l.span) as span, n.days, l.shown, l.people as people_then, n.people as people_now,
				l.span is null or abs(coalesce(n.people, 0) - l.people) >= ${fewestChanged}::int as is_new
			from now n
			full join last l using (span)
		)
		insert into published_figure (network_id, week, board, row_key, column_key, people, shown)
		select ${networkId}::uuid, ${week}::date, 'medians', span, 'days',
			case when is_new then coalesce(people_now, 0) else people_then end,
			case
				when not is_new then shown
				when people_now >= ${fewestShown}::int then days
			end
		from next
	`.execute(db);
}
