import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { countTry } from '#access/limits/limits.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { isDesk } from '#access/policy/roles.ts';
import { inNetwork, type Db } from '#platform/database/network.server.ts';
import { NotFound } from '#platform/http/failures.ts';
import type { CollaborationState } from './collaboration.ts';
import type { CollaborationWish } from './collaboration-form.ts';
import { checkLastDay, isChecked, tellDesk } from './collaborations.server.ts';

type Kept = { state: CollaborationState; isOfCompany: boolean };

/**
 * Changes a request: whoever asked may, and the desk what the company asks for. Where the desk looks at members' requests,
 * a changed one waits for it again, also one that it refused. Who said that they would like to hear more stays, and for whom it
 * was made. Throws
 * NotFound for a request that is closed or not theirs; Invalid; TooMany.
 */
export async function changeCollaboration(
	actor: Actor,
	collaborationId: string,
	{ ticket: _, openTo: __, ...wish }: CollaborationWish
): Promise<void> {
	authorize(actor, 'collaboration.ask');
	await countTry('collaboration.day', actor.personId);
	await inNetwork(actor, async (db) => {
		const kept = await ofTheirs(db, actor, collaborationId);
		await checkLastDay(db, wish.closesOn);
		const state = kept.isOfCompany || !(await isChecked(db)) ? 'open' : 'waiting';
		await db
			.updateTable('collaboration')
			.set({ ...wish, state })
			.where('collaborationId', '=', collaborationId)
			.execute();
		if (state === 'waiting' && kept.state !== 'waiting')
			await tellDesk(db, actor, collaborationId, wish.title);
	});
}

/** The request as it stands, kept for them until this transaction ends. Throws NotFound. */
async function ofTheirs(db: Db, actor: Actor, collaborationId: string): Promise<Kept> {
	const { rows } = await sql<Kept>`
		select state, is_of_company
		from collaboration
		where collaboration_id = ${collaborationId}::uuid
			and state <> 'closed'
			and (person_id = ${actor.personId}::uuid or is_of_company and ${isDesk(actor)}::boolean)
		for update
	`.execute(db);
	if (!rows[0]) throw new NotFound('No such request of theirs');
	return rows[0];
}
