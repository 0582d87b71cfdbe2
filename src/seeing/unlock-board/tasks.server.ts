import { sql } from 'kysely';
import { memberIsAlumnus } from '#access/policy/roles.server.ts';
import { inNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { countedCodes, heldBack } from './held-back.server.ts';

/**
 * Counts anew which reasons hold people back: registered alumni by where they stand, and all who left, members or not.
 * Also counts who waits to be told of an opening that answers a reason. Restricted reasons are not counted.
 */
export async function rollUpUnlocks({ networkId }: InNetwork): Promise<void> {
	await inNetwork({ networkId }, async (db) => {
		await sql`select pg_advisory_xact_lock(hashtextextended(${`unlocks:${networkId}`}, 0))`.execute(db);
		await sql`delete from unlock_tally`.execute(db);
		await sql`delete from unlock_leaver`.execute(db);
		await countHeldBack(db, networkId);
		await countWishes(db, networkId);
	});
}

async function countHeldBack(db: Db, networkId: string): Promise<void> {
	await sql`
		with held as materialized (${heldBack(countedCodes)}),
			of_all as (
				insert into unlock_leaver (network_id, code, leavers, members)
				select ${networkId}::uuid, code, count(*), count(*) filter (where is_member)
				from held
				group by code
			)
		insert into unlock_tally (network_id, code, quadrant, people, would_return, heard)
		select ${networkId}::uuid, code, quadrant, count(*),
			count(*) filter (where said and wants = 'yes'),
			count(*) filter (where heard)
		from held
		where is_member
		group by code, quadrant
	`.execute(db);
}

async function countWishes(db: Db, networkId: string): Promise<void> {
	await sql`
		insert into unlock_tally (network_id, code, quadrant, people, would_return, heard, wished)
		select ${networkId}::uuid, code, coalesce(s.quadrant, 'unknown'), 0, 0, 0, count(distinct w.person_id)
		from opening_wish w
		cross join unnest(w.reasons) code
		join membership mb on mb.person_id = w.person_id
			and ${memberIsAlumnus('mb')}
		left join standing s on s.person_id = w.person_id
			and s.is_current
		where code = any (${countedCodes})
		group by 2, 3
		on conflict (network_id, code, quadrant) do update
		set wished = excluded.wished
	`.execute(db);
}
