import type { Actor } from '#access/actor/actor.server.ts';
import { readNetwork } from '#platform/database/network.server.ts';

/** The network's companies, the parent first. */
export async function companiesOf(actor: Actor) {
	return readNetwork(actor, (db) =>
		db
			.selectFrom('company')
			.select(['companyId', 'nameJa', 'nameEn'])
			.orderBy('parentId', (order) => order.asc().nullsFirst())
			.orderBy('companyId')
			.execute()
	);
}
