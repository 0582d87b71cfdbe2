import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { countTry } from '#access/limits/limits.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { memberIsDesk } from '#access/policy/roles.server.ts';
import { notify } from '#gathering/notifications/notify.server.ts';
import { readText } from '#gathering/writing/writing.server.ts';
import { nameColumns } from '#people/persons/names.server.ts';
import type { Named } from '#people/persons/person.ts';
import { Invalid, NotFound } from '#platform/http/failures.ts';
import { inNetwork, readNetwork, type Db } from '#platform/database/network.server.ts';
import type { ProposalState } from './event.ts';
import { mustBeAhead, placeEvents, type EventWish } from './events.server.ts';
import { instantAt } from './series.ts';

export type Proposal = Named & {
	eventProposalId: string;
	proposerId: string;
	title: string;
	wish: EventWish;
	state: ProposalState;
	proposedAt: Date;
	answeredAt: Date | null;
	answer: string;
	eventId: string | null;
};

const waitingAtMost = 3;
const proposalsAtOnce = 50;
const once = { rhythm: 'none', times: 1 } as const;

const proposals = sql`
	select x.event_proposal_id, x.proposer_id, x.title, x.wish, x.state, x.proposed_at,
		x.answered_at, x.answer, x.event_id, ${nameColumns('p')}
	from event_proposal x
	join person p on p.person_id = x.proposer_id`;

/**
 * Proposes an event for everyone to the desk. The same ticket again is the same proposal. Throws Invalid for one that is
 * not complete, and while three of the actor's own wait.
 */
export async function proposeEvent(actor: Actor, wish: EventWish, ticket: string): Promise<void> {
	authorize(actor, 'event.propose');
	await countTry('event.day', actor.personId);
	mustBeAhead(wish);
	const { networkId, personId } = actor;
	await inNetwork(actor, async (db) => {
		await sql`select from person where person_id = ${personId} for no key update`.execute(db);
		const own = await readOwn(db, personId);
		if (own.filter(({ state }) => state === 'waiting').length >= waitingAtMost)
			throw new Invalid('too_many_proposals', 'form');
		const { words, html } = await readText(db, actor, wish, { most: 4000, mayBeEmpty: true });
		const made = await db
			.insertInto('eventProposal')
			.values({
				networkId,
				proposerId: personId,
				title: wish.title,
				wish: JSON.stringify({ ...wish, words, html }),
				ticket
			})
			.onConflict((conflict) => conflict.columns(['networkId', 'proposerId', 'ticket']).doNothing())
			.returning('eventProposalId')
			.executeTakeFirst();
		if (made) await tellDesk(db, actor, made.eventProposalId, wish.title);
	});
}

async function tellDesk(db: Db, actor: Actor, proposalId: string, title: string): Promise<void> {
	const { rows } = await sql<{ personId: string }>`
		select m.person_id
		from membership m
		where ${memberIsDesk('m')}
	`.execute(db);
	await notify(db, actor, {
		kind: 'event_proposed',
		to: rows.map(({ personId }) => personId),
		by: actor.personId,
		subjectId: proposalId,
		path: '/desk/proposals',
		about: title
	});
}

async function readOwn(db: Db, personId: string): Promise<Proposal[]> {
	const { rows } = await sql<Proposal>`
		${proposals}
		where x.proposer_id = ${personId}
		order by x.event_proposal_id desc
		limit ${proposalsAtOnce}
	`.execute(db);
	return rows;
}

/** What the actor has proposed, the latest first. */
export async function ownProposals(actor: Actor): Promise<Proposal[]> {
	authorize(actor, 'event.propose');
	return readNetwork(actor, (db) => readOwn(db, actor.personId));
}

/** Takes one's own proposal back while it waits. Throws NotFound. */
export async function withdrawProposal(actor: Actor, proposalId: string): Promise<void> {
	authorize(actor, 'event.propose');
	await inNetwork(actor, async (db) => {
		const { numUpdatedRows } = await db
			.updateTable('eventProposal')
			.set({ state: 'withdrawn' })
			.where('eventProposalId', '=', proposalId)
			.where('proposerId', '=', actor.personId)
			.where('state', '=', 'waiting')
			.executeTakeFirst();
		if (!numUpdatedRows) throw new NotFound('Nothing to take back');
	});
}

/** The proposals that wait for the desk, the oldest first, or those that were answered, the latest first. */
export async function proposalsAtDesk(actor: Actor, which: 'waiting' | 'answered'): Promise<Proposal[]> {
	authorize(actor, 'event.decide');
	const { rows } = await readNetwork(actor, (db) =>
		sql<Proposal>`
			${proposals}
			where ${which === 'waiting' ? sql`x.state = 'waiting'` : sql`x.state in ('accepted', 'declined')`}
			order by ${which === 'waiting' ? sql`x.event_proposal_id` : sql`x.answered_at desc`}
			limit ${proposalsAtOnce}
		`.execute(db)
	);
	return rows;
}

type Decision = { isYes: boolean; answer: string };

/**
 * Says yes or no to a proposal. With a yes the event is announced to everyone, with whoever proposed it as its host.
 * Throws NotFound for one that waits no longer, and Invalid for a no without words, or a yes to what has begun since.
 */
export async function decideProposal(actor: Actor, proposalId: string, decision: Decision): Promise<void> {
	authorize(actor, 'event.decide');
	const { isYes, answer } = decision;
	if (!isYes && !answer) throw new Invalid('required', 'answer');
	await inNetwork(actor, async (db) => {
		const { proposerId, title, wish } = await lockWaiting(db, proposalId);
		if (isYes && new Date() > startOf(wish)) throw new Invalid('proposal_over', 'form');
		const eventId = isYes
			? await placeEvents(db, { ...actor, hostId: proposerId, groupId: null }, wish, once)
			: null;
		await db
			.updateTable('eventProposal')
			.set({
				state: isYes ? 'accepted' : 'declined',
				answer,
				answeredAt: new Date(),
				answeredBy: actor.personId,
				eventId
			})
			.where('eventProposalId', '=', proposalId)
			.execute();
		await writeAudit(db, actor, isYes ? 'event.accept' : 'event.decline', proposerId, { title });
		await notify(db, actor, {
			kind: isYes ? 'event_accepted' : 'event_declined',
			to: [proposerId],
			by: null,
			subjectId: eventId ?? proposalId,
			path: eventId ? `/events/${eventId}` : '/events/propose',
			about: title
		});
	});
}

const startOf = (wish: EventWish) => instantAt(wish.startsAt, wish.timeZone);

async function lockWaiting(db: Db, proposalId: string): Promise<Proposal> {
	const { rows } = await sql<Proposal>`
		${proposals}
		join membership m on m.person_id = x.proposer_id
		where x.event_proposal_id = ${proposalId}
			and x.state = 'waiting'
		for update of x
	`.execute(db);
	if (!rows[0]) throw new NotFound('Waits no longer');
	return rows[0];
}
