import { sql } from 'kysely';
import { inNetwork, readNetwork, type InNetwork } from '#platform/database/network.server.ts';
import { Invalid, NotFound } from '#platform/http/failures.ts';
import { rehireInside } from './rehires.server.ts';

type Due = { id: string; personId: string; companyId: string; returnsOn: string; plannedBy: string };

/**
 * Runs when a day begins. Each planned return whose day has come is recorded as whoever planned it would have done, in a
 * transaction of its own. Where that cannot be done (they work here already, or left again), the desk decides.
 */
export async function recordDueReturns({ networkId }: InNetwork): Promise<void> {
	const where = { networkId };
	for (const due of await dueToday(where))
		try {
			await inNetwork(where, (db) =>
				rehireInside(
					db,
					{ networkId, personId: due.plannedBy },
					{ personId: due.personId, companyId: due.companyId, returnedOn: due.returnsOn }
				)
			);
		} catch (failure) {
			if (!(failure instanceof Invalid) && !(failure instanceof NotFound)) throw failure;
			await noteMissed(where, due.id);
		}
}

async function dueToday(where: InNetwork): Promise<Due[]> {
	const { rows } = await readNetwork(where, (db) =>
		sql<Due>`
			select planned_return_id as id, person_id, company_id, returns_on, planned_by
			from planned_return
			where state = 'planned'
				and returns_on <= network_today()
			order by returns_on, planned_return_id
		`.execute(db)
	);
	return rows;
}

async function noteMissed(where: InNetwork, id: string): Promise<void> {
	await inNetwork(where, (db) =>
		db
			.updateTable('plannedReturn')
			.set({ state: 'missed' })
			.where('plannedReturnId', '=', id)
			.where('state', '=', 'planned')
			.execute()
	);
}
