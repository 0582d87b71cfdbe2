import { sql } from 'kysely';
import type { Db } from '#platform/database/network.server.ts';
import { Invalid, NotFound } from '#platform/http/failures.ts';

type Planned = { id: string; companyId: string; returnsOn: string };

/** The return that was planned for someone, if there is one, becomes the one that is recorded now. */
export async function takePlanned(db: Db, personId: string): Promise<Planned | undefined> {
	return db
		.updateTable('plannedReturn')
		.set({ state: 'returned', settledAt: new Date() })
		.where('personId', '=', personId)
		.where('state', 'in', ['planned', 'missed'])
		.returning(['plannedReturnId as id', 'companyId', 'returnsOn'])
		.executeTakeFirst();
}

/**
 * Throws NotFound for someone who never left, and Invalid where the day is not after the last leaving, or they work here.
 * Locks their last departure.
 */
export async function lockReturnable(db: Db, personId: string, returnedOn: string): Promise<void> {
	const departure = await db
		.selectFrom('departure')
		.select('leftOn')
		.where('personId', '=', personId)
		.where('isLatest', '=', sql.lit(true))
		.forUpdate()
		.executeTakeFirst();
	if (!departure) throw new NotFound('No such alumnus');
	if (returnedOn <= departure.leftOn) throw new Invalid('too_early', 'returnedOn');
	const open = await db
		.selectFrom('tenure')
		.select('tenureId')
		.where('personId', '=', personId)
		.where('endedOn', 'is', null)
		.executeTakeFirst();
	if (open) throw new Invalid('not_usable', 'returnedOn');
}
