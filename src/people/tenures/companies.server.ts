import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { readNetwork } from '#platform/database/network.server.ts';

/** The network's companies, the parent first. */
export async function companiesOf(actor: Actor) {
	authorize(actor, 'company.see');
	return readNetwork(actor, (db) =>
		db
			.selectFrom('company')
			.select(['companyId', 'nameJa', 'nameEn'])
			.orderBy('parentId', (order) => order.asc().nullsFirst())
			.orderBy('companyId')
			.execute()
	);
}
