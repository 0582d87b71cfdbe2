import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { readNetwork } from '#platform/database/network.server.ts';

/**
 * The network's companies, the parent first. Those that are closed are offered for nothing new; with `which` 'all' they are
 * there too, for what names one already.
 */
export async function companiesOf(actor: Actor, which: 'open' | 'all' = 'open') {
	authorize(actor, 'company.see');
	return readNetwork(actor, (db) =>
		db
			.selectFrom('company')
			.select(['companyId', 'nameJa', 'nameEn'])
			.$if(which === 'open', (query) => query.where('closedOn', 'is', null))
			.orderBy('parentId', (order) => order.asc().nullsFirst())
			.orderBy('companyId')
			.execute()
	);
}
