import { sql } from 'kysely';
import * as m from '#locales/messages.ts';
import type { Actor } from '#access/actor/actor.server.ts';
import { countTry } from '#access/limits/limits.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { notify } from '#gathering/notifications/notify.server.ts';
import { writeToPartner } from '#gathering/conversations/writing.server.ts';
import { notApart } from '#people/blocks/blocks.server.ts';
import { namePairs } from '#people/persons/names.server.ts';
import type { Named } from '#people/persons/person.ts';
import { Invalid, NotFound } from '#platform/http/failures.ts';
import { inNetwork, readNetwork, type Db } from '#platform/database/network.server.ts';
import { asReader } from '#platform/locale/reader.server.ts';
import type { Locale } from '#platform/locale/reader.ts';
import type { Way } from '../talk.ts';
import { keepingFree, lockHosts, writeTalk } from './booking.server.ts';
import { openHosts } from './hosts.server.ts';

export type Proposal = {
	proposalId: string;
	times: Date[];
	wish: string;
	way: Way;
	madeAt: Date;
	alumnusId: string;
	hostId: string;
	timeZone: string;
	alumnus: Named;
	host: Named;
};

/** How many signs a wish may have, with the telephone number on its last line. */
const wishAtMost = 1000;

/** How many days ahead a time can be proposed. */
const furthestDays = 60;

type Asked = { times: Date[]; way: Way; telephone: string; wish: string };

/**
 * Proposes up to three times to a host, for an alumnus whom no free time suits. One proposal to the same host can wait
 * at a time. Throws Invalid, NotFound.
 */
export async function proposeTimes(actor: Actor, hostId: string, asked: Asked): Promise<void> {
	authorize(actor, 'talk.book');
	await countTry('talk.day', actor.personId);
	if (asked.times.length === 0 || !asked.times.every(isUsable))
		throw new Invalid('time_not_usable', 'times');
	if (asked.way === 'telephone' && !asked.telephone) throw new Invalid('required', 'telephone');
	await inNetwork(actor, async (db) => {
		const [host] = await openHosts(db, actor, hostId);
		if (!host) throw new NotFound('No such host');
		if (!host.ways.includes(asked.way)) throw new Invalid('not_usable', 'way');
		const proposalId = await insertProposal(db, actor, hostId, asked);
		await notify(db, actor, {
			kind: 'talk',
			to: [hostId],
			by: actor.personId,
			subjectId: proposalId,
			path: '/staff#proposals',
			about: await inTheirWords(db, hostId, m.talk_proposed_about)
		});
	});
}

function isUsable(time: Date): boolean {
	const away = time.getTime() - Date.now();
	return away >= 0 && away <= furthestDays * 86_400_000;
}

/** A telephone number stands on the last line of the wish. */
async function insertProposal(
	db: Db,
	{ networkId, personId: alumnusId }: Actor,
	hostId: string,
	{ times, way, telephone, wish }: Asked
): Promise<string> {
	const withNumber = [wish, way === 'telephone' ? telephone : ''].filter(Boolean).join('\n');
	if (withNumber.length > wishAtMost) throw new Invalid('too_long', 'wish');
	const made = await db
		.insertInto('talkProposal')
		.values({ networkId, alumnusId, hostId, times, way, wish: withNumber })
		.onConflict((conflict) => conflict.doNothing())
		.returning('proposalId')
		.executeTakeFirst();
	if (!made) throw new Invalid('already_proposed', 'times');
	return made.proposalId;
}

/** SQL: one of the times of the proposal `o` lies ahead. */
export const isAheadIn = sql<boolean>`exists (
	select from unnest(o.times) t(at)
	where t.at > now()
)`;

/** The times that lie ahead, in the order in which they were wished for. */
const timesAhead = sql`array(
	select t.at
	from unnest(o.times) with ordinality t(at, nth)
	where t.at > now()
	order by t.nth
)`;

/**
 * The proposals that wait, with the times that lie ahead: those made to the actor as a host, or by the actor as an alumnus.
 */
export async function openProposals(actor: Actor): Promise<Proposal[]> {
	authorize(actor, 'talk.see');
	const { rows } = await readNetwork(actor, (db) =>
		sql<Proposal>`
			select o.proposal_id, ${timesAhead} as times, o.wish, o.way, o.made_at, o.alumnus_id, o.host_id, a.time_zone,
				jsonb_build_object(${namePairs('a')}) as alumnus,
				jsonb_build_object(${namePairs('h')}) as host
			from talk_proposal o
			join person a on a.person_id = o.alumnus_id
			join person h on h.person_id = o.host_id
			where o.state = 'open'
				and ${actor.personId}::uuid in (o.host_id, o.alumnus_id)
				and ${notApart(sql`o.alumnus_id`, sql`o.host_id`)}
				and ${isAheadIn}
			order by o.made_at
			limit 50
		`.execute(db)
	);
	return rows;
}

/**
 * The host accepts one of the times. It becomes a talk, even outside their usual hours. Gives the talk's id. Throws
 * Invalid if the time is not usable or one of them is taken then; NotFound.
 */
export async function acceptProposal(actor: Actor, proposalId: string, startsAt: Date): Promise<string> {
	authorize(actor, 'host.be');
	return keepingFree(() =>
		inNetwork(actor, async (db) => {
			const proposal = await lockProposal(db, actor, proposalId);
			const isProposed = proposal.times.some((time) => time.getTime() === startsAt.getTime());
			if (startsAt < new Date() || !isProposed) throw new Invalid('time_not_usable', 'startsAt');
			await lockHosts(db, [actor.personId]);
			const way = proposal.way as Way;
			const talkId = await writeTalk(db, actor, {
				startsAt,
				way,
				telephone: way === 'telephone' ? (proposal.wish.split('\n').at(-1) ?? '') : '',
				wish: proposal.wish,
				alumnusId: proposal.alumnusId,
				alumnusTimeZone: proposal.timeZone,
				hosts: [actor.personId],
				poolId: null,
				minutes: proposal.minutes
			});
			await db
				.updateTable('talkProposal')
				.set({ state: 'accepted', talkId })
				.where('proposalId', '=', proposalId)
				.execute();
			return talkId;
		})
	);
}

/** Locks a proposal that waits for the actor as its host. Throws NotFound. */
async function lockProposal(db: Db, actor: Actor, proposalId: string) {
	const proposal = await db
		.selectFrom('talkProposal as o')
		.innerJoin('person as a', (join) =>
			join.onRef('a.networkId', '=', 'o.networkId').onRef('a.personId', '=', 'o.alumnusId')
		)
		.innerJoin('host as h', (join) =>
			join.onRef('h.networkId', '=', 'o.networkId').onRef('h.personId', '=', 'o.hostId')
		)
		.select(['o.alumnusId', 'o.times', 'o.way', 'o.wish', 'a.timeZone', 'h.minutes'])
		.where('o.proposalId', '=', proposalId)
		.where('o.hostId', '=', actor.personId)
		.where(notApart(sql`o.alumnus_id`, actor.personId))
		.where('o.state', '=', 'open')
		.forUpdate('o')
		.executeTakeFirst();
	if (!proposal) throw new NotFound('No such proposal');
	return proposal;
}

/**
 * The host declines: they write to the alumnus, in a message, which times would suit instead. Throws
 * NotFound.
 */
export async function declineProposal(
	actor: Actor,
	proposalId: string,
	message: { words: string; ticket: string }
): Promise<void> {
	authorize(actor, 'host.be');
	await inNetwork(actor, async (db) => {
		const found = await db
			.updateTable('talkProposal')
			.set({ state: 'declined' })
			.where('proposalId', '=', proposalId)
			.where('hostId', '=', actor.personId)
			.where('state', '=', 'open')
			.returning('alumnusId')
			.executeTakeFirst();
		if (!found) throw new NotFound('No such proposal');
		await writeToPartner(db, actor, found.alumnusId, { ...message, uploads: [] });
	});
}

/** The alumnus withdraws their proposal. */
export async function withdrawProposal(actor: Actor, proposalId: string): Promise<void> {
	authorize(actor, 'talk.book');
	await inNetwork(actor, (db) =>
		db
			.updateTable('talkProposal')
			.set({ state: 'withdrawn' })
			.where('proposalId', '=', proposalId)
			.where('alumnusId', '=', actor.personId)
			.where('state', '=', 'open')
			.execute()
	);
}

/** Words in the language of the person who will read them. */
async function inTheirWords(db: Db, personId: string, words: () => string): Promise<string> {
	const { locale, timeZone } = await db
		.selectFrom('person')
		.select(['locale', 'timeZone'])
		.where('personId', '=', personId)
		.executeTakeFirstOrThrow();
	return asReader({ locale: locale as Locale, timeZone }, words);
}
