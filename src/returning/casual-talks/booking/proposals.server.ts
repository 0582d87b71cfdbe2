import { sql } from 'kysely';
import * as m from '#locales/messages.ts';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { notify } from '#gathering/notifications/notify.server.ts';
import { writeToPartner } from '#gathering/conversations/writing.server.ts';
import type { Named } from '#people/persons/person.ts';
import { Invalid, NotFound } from '#platform/http/failures.ts';
import { inNetwork, readNetwork, type Db } from '#platform/database/network.server.ts';
import { asReader } from '#platform/locale/reader.server.ts';
import type { Locale } from '#platform/locale/reader.ts';
import { keepingFree, lockHosts, writeTalk } from './booking.server.ts';
import { openHosts } from './hosts.server.ts';
import type { Way } from '../talk.ts';

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

const furthestDays = 60;

/** For whom no free time fits: up to three times that would suit, for the host to choose from. The same host is asked once at a time. Throws Invalid, NotFound. */
export async function proposeTimes(
	actor: Actor,
	hostId: string,
	asked: { times: Date[]; way: Way; telephone: string; wish: string }
): Promise<void> {
	authorize(actor, 'talk.book');
	const now = Date.now();
	if (
		asked.times.length === 0 ||
		asked.times.some((time) => time.getTime() < now || time.getTime() > now + furthestDays * 86_400_000)
	)
		throw new Invalid('time_not_usable', 'times');
	if (asked.way === 'telephone' && !asked.telephone) throw new Invalid('required', 'telephone');
	await inNetwork(actor, async (db) => {
		const [host] = await openHosts(db, hostId);
		if (!host) throw new NotFound('No such host');
		if (!host.ways.includes(asked.way)) throw new Invalid('not_usable', 'way');
		const wish = [asked.wish, asked.way === 'telephone' ? asked.telephone : '']
			.filter(Boolean)
			.join('\n');
		const made = await db
			.insertInto('talkProposal')
			.values({
				networkId: actor.networkId,
				alumnusId: actor.personId,
				hostId,
				times: asked.times,
				way: asked.way,
				wish
			})
			.onConflict((conflict) => conflict.doNothing())
			.returning('proposalId')
			.executeTakeFirst();
		if (!made) throw new Invalid('already_proposed', 'times');
		await notify(db, actor, {
			kind: 'talk',
			to: [hostId],
			by: actor.personId,
			subjectId: made.proposalId,
			path: '/staff#proposals',
			about: await inTheirWords(db, hostId, m.talk_proposed_about)
		});
	});
}

/** The proposals that wait: those made to the actor as a host, or by them as an alumnus. */
export async function openProposals(actor: Actor): Promise<Proposal[]> {
	authorize(actor, 'talk.see');
	const name = (alias: string) =>
		sql.raw(
			`jsonb_build_object('familyName', ${alias}.family_name, 'givenName', ${alias}.given_name, 'familyKana', ${alias}.family_kana, 'givenKana', ${alias}.given_kana)`
		);
	const { rows } = await readNetwork(actor, (db) =>
		sql<Proposal>`select o.proposal_id, o.times, o.wish, o.way, o.made_at, o.alumnus_id, o.host_id, a.time_zone, ${name('a')} as alumnus, ${name('h')} as host
		from talk_proposal o join person a on a.person_id = o.alumnus_id join person h on h.person_id = o.host_id
		where o.state = 'open' and ${actor.personId}::uuid in (o.host_id, o.alumnus_id) and o.times[1] is not null order by o.made_at limit 50`.execute(
			db
		)
	);
	return rows;
}

/** The host takes one of the times: it becomes a talk, also outside their usual hours. Throws Invalid where one of them is taken then, NotFound. */
export async function acceptProposal(actor: Actor, proposalId: string, startsAt: Date): Promise<string> {
	authorize(actor, 'host.be');
	return keepingFree(() =>
		inNetwork(actor, async (db) => {
			const found = await db
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
				.where('o.state', '=', 'open')
				.forUpdate('o')
				.executeTakeFirst();
			if (!found) throw new NotFound('No such proposal');
			if (startsAt < new Date() || !found.times.some((time) => time.getTime() === startsAt.getTime()))
				throw new Invalid('time_not_usable', 'startsAt');
			await lockHosts(db, [actor.personId]);
			const telephone = found.way === 'telephone' ? (found.wish.split('\n').at(-1) ?? '') : '';
			const talkId = await writeTalk(db, actor, {
				startsAt,
				way: found.way as Way,
				telephone,
				wish: found.wish,
				alumnusId: found.alumnusId,
				alumnusTimeZone: found.timeZone,
				hosts: [actor.personId],
				poolId: null,
				minutes: found.minutes
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

/** None of the times suits the host: they write why and what would, which reaches the alumnus as a message. Throws NotFound. */
export async function declineProposal(
	actor: Actor,
	proposalId: string,
	said: { words: string; ticket: string }
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
		await writeToPartner(db, actor, found.alumnusId, { ...said, uploads: [] });
	});
}

/** The alumnus takes their proposal back. */
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

async function inTheirWords(db: Db, personId: string, words: () => string): Promise<string> {
	const { locale, timeZone } = await db
		.selectFrom('person')
		.select(['locale', 'timeZone'])
		.where('personId', '=', personId)
		.executeTakeFirstOrThrow();
	return asReader({ locale: locale as Locale, timeZone }, words);
}
