import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { countTry } from '#access/limits/limits.server.ts';
import { opennessIn } from '#access/policy/letting-in.server.ts';
import { narrower } from '#access/policy/letting-in.ts';
import { authorize } from '#access/policy/policy.ts';
import { isDesk } from '#access/policy/roles.ts';
import { forgetDraft } from '#gathering/drafts/drafts.server.ts';
import { notify } from '#gathering/notifications/notify.server.ts';
import { stewards } from '#people/persons/stewards.server.ts';
import { inNetwork, type Db } from '#platform/database/network.server.ts';
import { Invalid, NotFound } from '#platform/http/failures.ts';
import { daysOpenAtMost } from './collaboration.ts';
import type { CollaborationWish } from './collaboration-form.ts';

const openAtMost = 5;

/**
 * Puts a request on the board. The desk asks in the name of the company; what others ask waits for the desk where the network
 * wishes so. Gives its id; the same ticket again is the same request. Throws Invalid for a last day that is past or too far
 * away, and for someone who has five requests there already; TooMany.
 */
export async function askToCollaborate(actor: Actor, wish: CollaborationWish): Promise<string> {
	authorize(actor, 'collaboration.ask');
	await countTry('collaboration.day', actor.personId);
	const { networkId, personId } = actor;
	return inNetwork(actor, async (db) => {
		await checkLastDay(db, wish.closesOn);
		const isOfCompany = isDesk(actor);
		if (!isOfCompany) await refuseMany(db, actor, wish.ticket);
		const state = isOfCompany || !(await isChecked(db)) ? 'open' : 'waiting';
		const network = await opennessIn(db);
		const openTo = narrower(wish.openTo ?? network, network);
		const made = await db
			.insertInto('collaboration')
			.values({ networkId, personId, isOfCompany, state, ...wish, openTo })
			.onConflict((conflict) => conflict.columns(['networkId', 'personId', 'ticket']).doNothing())
			.returning('collaborationId')
			.executeTakeFirst();
		if (!made) return ofTicket(db, actor, wish.ticket);
		if (state === 'waiting') await tellDesk(db, actor, made.collaborationId, wish.title);
		await forgetDraft(db, actor, 'collaboration');
		return made.collaborationId;
	});
}

type LastDay = { isPast: boolean; isFar: boolean };

/** Throws Invalid for a last day that is past or too far away. */
export async function checkLastDay(db: Db, day: string): Promise<void> {
	const { rows } = await sql<LastDay>`
		select ${day}::date < network_today() as is_past,
			${day}::date > network_today() + ${daysOpenAtMost}::int as is_far
	`.execute(db);
	if (rows[0]!.isPast) throw new Invalid('collab_past', 'closesOn');
	if (rows[0]!.isFar) throw new Invalid('collab_too_long', 'closesOn');
}

/** Does the desk look at what members ask for, before it stands on the board? */
export async function isChecked(db: Db): Promise<boolean> {
	const { collaborationsChecked } = await db
		.selectFrom('network')
		.select('collaborationsChecked')
		.executeTakeFirstOrThrow();
	return collaborationsChecked;
}

async function refuseMany(db: Db, { personId }: Actor, ticket: string): Promise<void> {
	const there = await db
		.selectFrom('collaboration')
		.select('collaborationId')
		.where('personId', '=', personId)
		.where('state', 'in', ['waiting', 'open'])
		.where('ticket', '<>', ticket)
		.execute();
	if (there.length >= openAtMost) throw new Invalid('collab_too_many', 'form');
}

async function ofTicket(db: Db, { personId }: Actor, ticket: string): Promise<string> {
	const { collaborationId } = await db
		.selectFrom('collaboration')
		.select('collaborationId')
		.where('personId', '=', personId)
		.where('ticket', '=', ticket)
		.executeTakeFirstOrThrow();
	return collaborationId;
}

/** Tells the stewards that a request waits for them. */
export async function tellDesk(db: Db, actor: Actor, collaborationId: string, title: string): Promise<void> {
	await notify(db, actor, {
		kind: 'collaboration_asked',
		to: (await stewards(db)).map(({ personId }) => personId),
		by: actor.personId,
		subjectId: collaborationId,
		path: '/desk/collaborations',
		about: title
	});
}

type Decided = { personId: string; title: string };

/** The desk puts a member's request on the board, or not, with words. The member is told. Throws NotFound. */
export async function decideCollaboration(
	actor: Actor,
	collaborationId: string,
	isYes: boolean,
	answer: string
): Promise<void> {
	authorize(actor, 'collaboration.decide');
	if (!isYes && !answer) throw new Invalid('required', 'answer');
	await inNetwork(actor, async (db) => {
		const { rows } = await sql<Decided>`
			update collaboration
			set state = ${isYes ? 'open' : 'refused'}, decided_by = ${actor.personId}::uuid, answer = ${answer}
			where collaboration_id = ${collaborationId}::uuid
				and state = 'waiting'
			returning person_id, title
		`.execute(db);
		if (!rows[0]) throw new NotFound('Nothing waits there');
		await notify(db, actor, {
			kind: isYes ? 'collaboration_open' : 'collaboration_refused',
			to: [rows[0].personId],
			by: null,
			subjectId: collaborationId,
			path: `/collaborations/${collaborationId}`,
			about: rows[0].title
		});
	});
}

/** Takes a request off the board: whoever asked may, also once they work at the company again, and the desk. Throws NotFound. */
export async function closeCollaboration(actor: Actor, collaborationId: string): Promise<void> {
	authorize(actor, 'collaboration.see');
	await inNetwork(actor, async (db) => {
		const { numAffectedRows } = await sql`
			update collaboration
			set state = 'closed', closed_at = now()
			where collaboration_id = ${collaborationId}::uuid
				and state in ('waiting', 'open')
				and (person_id = ${actor.personId}::uuid or ${isDesk(actor)}::boolean)
		`.execute(db);
		if (!numAffectedRows) throw new NotFound('No such request of theirs');
	});
}
