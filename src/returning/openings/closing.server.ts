import { sql } from 'kysely';
import { notify } from '#gathering/notifications/notify.server.ts';
import { inNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { tellOutside } from '#platform/webhooks/webhooks.server.ts';
import { daysUnchecked } from './opening.ts';

/**
 * Runs once a day. Closes openings whose last day has passed, and openings that nobody checked for 60 days. Asks
 * the owner after 30 days whether the opening still holds. The owner is told what closed. Days are the network's own.
 */
export async function closeOpenings(where: InNetwork): Promise<void> {
	await inNetwork(where, async (db) => {
		await closeEnded(db, where);
		await askOwners(db, where);
	});
}

type Closed = { openingId: string; ownerId: string | null; title: string };

async function closeEnded(db: Db, where: InNetwork): Promise<void> {
	const { rows: closed } = await sql<Closed>`
		update opening
		set state = 'closed',
			closed_at = now(),
			closed_why = case when closes_on < network_today() then 'date' else 'unchecked' end,
			revision = revision + 1
		where state = 'open'
			and (
				closes_on < (select network_today())
				or checked_on < (select network_today()) - ${daysUnchecked.close}::int
			)
		returning opening_id, owner_id, title
	`.execute(db);
	for (const { openingId, ownerId, title } of closed) {
		await tellOutside(db, where, 'opening.closed', { openingId });
		if (ownerId) await tellOwner(db, where, 'opening_closed', { openingId, ownerId, title });
	}
}

type Unchecked = { openingId: string; ownerId: string; title: string };

async function askOwners(db: Db, where: InNetwork): Promise<void> {
	const { rows: unchecked } = await sql<Unchecked>`
		update opening
		set reminded_on = network_today()
		where state = 'open'
			and owner_id is not null
			and reminded_on is null
			and checked_on < (select network_today()) - ${daysUnchecked.remind}::int
		returning opening_id, owner_id, title
	`.execute(db);
	for (const opening of unchecked) await tellOwner(db, where, 'opening_check', opening);
}

const tellOwner = (
	db: Db,
	where: InNetwork,
	kind: 'opening_check' | 'opening_closed',
	{ openingId, ownerId, title }: Unchecked
) =>
	notify(db, where, {
		kind,
		to: [ownerId],
		by: null,
		subjectId: openingId,
		path: `/desk/openings/${openingId}`,
		about: title
	});
