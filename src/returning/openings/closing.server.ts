import { sql } from 'kysely';
import { notify } from '#gathering/notifications/notify.server.ts';
import { inNetwork, type InNetwork } from '#platform/database/network.server.ts';
import { tellOutside } from '#platform/webhooks/webhooks.server.ts';
import { daysUnchecked } from './opening.ts';

/** Once a day: closes what is past its day, or was looked at by nobody for sixty days; asks owners after thirty whether theirs still holds. What comes from a feed is checked by the feed. */
export async function closeOpenings(where: InNetwork): Promise<void> {
	await inNetwork(where, async (db) => {
		const { rows: closed } = await sql<{
			openingId: string;
		}>`update opening set state = 'closed', closed_at = now(), revision = revision + 1, closed_why = case when closes_on < current_date then 'date' else 'unchecked' end
			where state = 'open' and (closes_on < current_date or checked_on < current_date - ${daysUnchecked.close}::int) returning opening_id`.execute(
			db
		);
		for (const { openingId } of closed) await tellOutside(db, where, 'opening.closed', { openingId });
		const { rows } = await sql<{
			openingId: string;
			ownerId: string;
			title: string;
		}>`update opening set reminded_on = current_date where state = 'open' and owner_id is not null and reminded_on is null and checked_on < current_date - ${daysUnchecked.remind}::int
			returning opening_id, owner_id, title`.execute(db);
		for (const { openingId, ownerId, title } of rows)
			await notify(db, where, {
				kind: 'opening_check',
				to: [ownerId],
				by: null,
				subjectId: openingId,
				path: `/desk/openings/${openingId}`,
				about: title
			});
	});
}
