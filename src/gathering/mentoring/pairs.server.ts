import { sql, type Updateable } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { countTry } from '#access/limits/limits.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { writeToPartner } from '#gathering/conversations/writing.server.ts';
import { notify } from '#gathering/notifications/notify.server.ts';
import { mayMeet } from '#people/blocks/blocks.server.ts';
import { nameColumns } from '#people/persons/names.server.ts';
import type { Named } from '#people/persons/person.ts';
import { Invalid, NotFound } from '#platform/http/failures.ts';
import { inNetwork, type Db } from '#platform/database/network.server.ts';
import type { Mentoring } from '#platform/database/tables.ts';
import { asksAtMost, type MentoringState } from './mentoring.ts';
import { mayPair, placesTaken } from './offers.server.ts';

/** A pair as one of the two sees it; the name is that of the other. */
export type Pair = Named & {
	mentoringId: string;
	otherId: string;
	pictureId: string | null;
	isMentor: boolean;
	ask: string;
	state: MentoringState;
	askedAt: Date;
	answer: string;
	conversationId: string | null;
	endedAt: Date | null;
	endedByMe: boolean;
	thanks: string;
};
const pairsAtOnce = 60;

/** SQL: pairs that the actor is in, without those whose other is kept apart from them. More conditions follow with `and`. */
const pairsWhere = ({ personId }: Actor) => {
	const me = sql`${personId}::uuid`;
	const other = sql`case when x.mentor_id = ${me} then x.mentee_id else x.mentor_id end`;
	return sql`
		select x.mentoring_id, p.person_id as other_id, ${nameColumns('p')}, f.picture_id,
			x.mentor_id = ${me} as is_mentor,
			x.ask, x.state, x.asked_at, x.answer, x.conversation_id, x.ended_at, x.thanks,
			coalesce(x.ended_by = ${me}, false) as ended_by_me
		from mentoring x
		join person p on p.person_id = ${other}
		left join profile f on f.person_id = p.person_id
		where ${me} in (x.mentor_id, x.mentee_id)
			and ${mayMeet(sql`p.person_id`, me)}`;
};

/** The actor's own pairs, what is open first, then the latest. */
export async function ownPairs(db: Db, actor: Actor): Promise<Pair[]> {
	authorize(actor, 'mentoring.see');
	const { rows } = await sql<Pair>`
		${pairsWhere(actor)}
		order by x.state in ('asked', 'active', 'paused') desc, x.mentoring_id desc
		limit ${pairsAtOnce}
	`.execute(db);
	return rows;
}

type Free = { placesLeft: number; isAsked: boolean };

/** What stands between the actor and someone who offers; undefined where they offer nothing to the actor. Locks the offer. */
async function offerOf(db: Db, actor: Actor, mentorId: string): Promise<Free | undefined> {
	const { rows } = await sql<Free>`
		select o.capacity - ${placesTaken(sql`o.person_id`)} as places_left,
			exists (
				select
				from mentoring a
				where a.mentor_id = o.person_id
					and a.mentee_id = ${actor.personId}::uuid
					and a.state in ('asked', 'active', 'paused')
			) as is_asked
		from mentor o
		where o.person_id = ${mentorId}::uuid
			and o.is_open
			and ${mayPair(actor, sql`o.person_id`)}
		for no key update of o
	`.execute(db);
	return rows[0];
}

/**
 * Asks someone who offers, with a line. Throws NotFound for who offers nothing to the actor, and Invalid where no place is
 * free, where it was asked already, or while too many others were asked.
 */
export async function askMentor(actor: Actor, mentorId: string, ask: string): Promise<void> {
	authorize(actor, 'mentoring.join');
	await countTry('mentoring.day', actor.personId);
	await inNetwork(actor, async (db) => {
		const free = await offerOf(db, actor, mentorId);
		if (!free) throw new NotFound('No such offer');
		if (free.isAsked) throw new Invalid('mentoring_asked', 'form');
		if (free.placesLeft <= 0) throw new Invalid('mentoring_full', 'form');
		if ((await waitingOf(db, actor)) >= asksAtMost) throw new Invalid('mentoring_many', 'form');
		const { mentoringId } = await db
			.insertInto('mentoring')
			.values({ networkId: actor.networkId, mentorId, menteeId: actor.personId, ask })
			.returning('mentoringId')
			.executeTakeFirstOrThrow();
		await tell(db, actor, 'mentoring_asked', mentorId, mentoringId);
	});
}

async function waitingOf(db: Db, actor: Actor): Promise<number> {
	const { rows } = await sql<{ count: number }>`
		select count(*)::int as count
		from mentoring
		where mentee_id = ${actor.personId}::uuid
			and state = 'asked'
	`.execute(db);
	return rows[0]!.count;
}

type Told = 'mentoring_asked' | 'mentoring_accepted' | 'mentoring_answered' | 'mentoring_changed';

async function tell(db: Db, actor: Actor, kind: Told, to: string, subjectId: string): Promise<void> {
	await notify(db, actor, { kind, to: [to], by: actor.personId, subjectId, path: '/mentoring#own' });
}

/** Locks one of the actor's pairs that stands as it must. Throws NotFound. */
async function lockPair(
	db: Db,
	actor: Actor,
	mentoringId: string,
	states: readonly MentoringState[]
): Promise<Pair> {
	const { rows } = await sql<Pair>`
		${pairsWhere(actor)}
			and x.mentoring_id = ${mentoringId}::uuid
			and x.state = any (${[...states]}::text[])
		for update of x
	`.execute(db);
	if (!rows[0]) throw new NotFound('No such pair');
	return rows[0];
}

async function set(db: Db, mentoringId: string, values: Updateable<Mentoring>): Promise<void> {
	await db.updateTable('mentoring').set(values).where('mentoringId', '=', mentoringId).execute();
}

/**
 * Says yes to who asked, which opens a conversation with `words` as its first line, or no, with words or without. Throws
 * NotFound, and Invalid where no place is free any more or a yes has no words.
 */
export async function answerMentee(
	actor: Actor,
	mentoringId: string,
	{ isYes, words }: { isYes: boolean; words: string }
): Promise<void> {
	authorize(actor, 'mentoring.join');
	if (isYes && !words) throw new Invalid('required', 'words');
	await inNetwork(actor, async (db) => {
		const taken = await lockOwnPlaces(db, actor);
		const { otherId, isMentor } = await lockPair(db, actor, mentoringId, ['asked']);
		if (!isMentor) throw new NotFound('Asked by oneself');
		if (isYes && taken.left <= 0) throw new Invalid('mentoring_full_own', 'form');
		const said = { words, ticket: crypto.randomUUID(), uploads: [] };
		const conversationId = isYes ? await writeToPartner(db, actor, otherId, said) : null;
		await set(db, mentoringId, {
			state: isYes ? 'active' : 'declined',
			answeredAt: new Date(),
			answer: words,
			conversationId
		});
		await tell(db, actor, isYes ? 'mentoring_accepted' : 'mentoring_answered', otherId, mentoringId);
	});
}

/** Locks the actor's own offer, so that two answers at one moment do not give one place twice. */
async function lockOwnPlaces(db: Db, { personId }: Actor): Promise<{ left: number }> {
	const { rows } = await sql<{ left: number }>`
		select o.capacity - ${placesTaken(sql`o.person_id`)} as left
		from mentor o
		where o.person_id = ${personId}::uuid
		for update of o
	`.execute(db);
	return rows[0] ?? { left: 0 };
}

/** Takes back what one has asked, while it waits. Throws NotFound. */
export async function withdrawAsk(actor: Actor, mentoringId: string): Promise<void> {
	authorize(actor, 'mentoring.join');
	await inNetwork(actor, async (db) => {
		const { isMentor } = await lockPair(db, actor, mentoringId, ['asked']);
		if (isMentor) throw new NotFound('Not asked by oneself');
		await set(db, mentoringId, { state: 'withdrawn' });
	});
}

/** Lets a pair rest, or goes on with it. Either of the two may. Throws NotFound. */
export async function pauseMentoring(actor: Actor, mentoringId: string, isPaused: boolean): Promise<void> {
	authorize(actor, 'mentoring.join');
	await inNetwork(actor, async (db) => {
		const { otherId } = await lockPair(db, actor, mentoringId, [isPaused ? 'active' : 'paused']);
		await set(db, mentoringId, {
			state: isPaused ? 'paused' : 'active',
			pausedAt: isPaused ? new Date() : null
		});
		await tell(db, actor, 'mentoring_changed', otherId, mentoringId);
	});
}

/** Ends a pair, with a word of thanks where one has it. Either of the two may. The place is free again. Throws NotFound. */
export async function endMentoring(actor: Actor, mentoringId: string, thanks: string): Promise<void> {
	authorize(actor, 'mentoring.join');
	await inNetwork(actor, async (db) => {
		const { otherId } = await lockPair(db, actor, mentoringId, ['active', 'paused']);
		await set(db, mentoringId, { state: 'ended', endedAt: new Date(), endedBy: actor.personId, thanks });
		await tell(db, actor, 'mentoring_changed', otherId, mentoringId);
	});
}
