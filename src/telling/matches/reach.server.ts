import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { readNetwork } from '#platform/database/network.server.ts';

export type Reached = {
	matched: number;
	mailed: number;
	read: number;
	noConsent: number;
	cap: number;
	noBasis: number;
	doNotContact: number;
	toldLately: number;
};

/** How far a published change has reached: matched, mailed, read; and why some got no mail. */
export async function reachOf(actor: Actor, changeId: string): Promise<Reached> {
	authorize(actor, 'change.write');
	const { rows } = await readNetwork(actor, (db) =>
		sql<Reached>`select count(*)::int as matched, count(mailed_at)::int as mailed, count(read_at)::int as read,
			count(*) filter (where not_mailed = 'no_consent')::int as no_consent, count(*) filter (where not_mailed = 'cap')::int as cap,
			count(*) filter (where not_mailed = 'no_basis')::int as no_basis, count(*) filter (where not_mailed = 'do_not_contact')::int as do_not_contact,
			count(*) filter (where not_mailed = 'told_lately')::int as told_lately
			from match where change_id = ${changeId}`.execute(db)
	);
	return rows[0]!;
}
