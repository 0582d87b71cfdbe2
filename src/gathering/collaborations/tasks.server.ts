import { sql } from 'kysely';
import { notify } from '#gathering/notifications/notify.server.ts';
import { inNetwork, type InNetwork } from '#platform/database/network.server.ts';

type Ended = { collaborationId: string; personId: string; title: string };

/** Runs once a day: closes requests whose last day has passed, and tells whoever asked, once. */
export async function closeCollaborations(where: InNetwork): Promise<void> {
	await inNetwork(where, async (db) => {
		const { rows } = await sql<Ended>`
			update collaboration
			set state = 'closed', closed_at = now()
			where state in ('waiting', 'open')
				and closes_on < (select network_today())
			returning collaboration_id, person_id, title
		`.execute(db);
		for (const { collaborationId, personId, title } of rows)
			await notify(db, where, {
				kind: 'collaboration_closed',
				to: [personId],
				by: null,
				subjectId: collaborationId,
				path: `/collaborations/${collaborationId}`,
				about: title
			});
	});
}
