import { sql } from 'kysely';
import { notify } from '#gathering/notifications/notify.server.ts';
import { inNetwork, type InNetwork } from '#platform/database/network.server.ts';

type Due = { rehireId: string; people: string[]; familyName: string };

/** Runs once a day. Tells those who prepare a welcome that a step of it is for today, if nobody has done it yet. */
export async function remindOfSteps(where: InNetwork): Promise<void> {
	await inNetwork(where, async (db) => {
		const { rows: due } = await sql<Due>`
			select w.rehire_id, array_remove(array[w.leader_id, w.buddy_id], null) as people, p.family_name
			from welcome w
			join (
				select rehire_id, person_id
				from rehire
				union all
				select planned_return_id, person_id
				from planned_return
				where state = 'planned'
			) r using (rehire_id)
			join person p using (person_id)
			where (w.leader_id is not null or w.buddy_id is not null)
				and exists (
					select from welcome_step s
					where s.rehire_id = w.rehire_id
						and s.due_on = (select network_today())
						and s.done_at is null
				)
		`.execute(db);
		for (const { rehireId, people, familyName } of due)
			await notify(db, where, {
				kind: 'welcome_due',
				to: [...new Set(people)],
				by: null,
				subjectId: rehireId,
				path: `/staff/welcome/${rehireId}`,
				about: familyName
			});
	});
}
