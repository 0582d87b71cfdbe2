import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { countTry } from '#access/limits/limits.server.ts';
import { authorize } from '#access/policy/policy.ts';
import type { Purpose } from '#people/consents/consent.ts';
import { consentsOf, setConsents } from '#people/consents/consents.server.ts';
import { sourceOf } from '#people/consents/source.ts';
import type { Notice } from '#people/consents/notice.ts';
import { currentNotice } from '#people/consents/notices.server.ts';
import { hashOf, makeLink } from '#people/invitations/invitation.ts';
import { nameColumns } from '#people/persons/names.server.ts';
import type { Named } from '#people/persons/person.ts';
import { inNetwork, readNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { networkToday } from '#platform/clock/network-today.server.ts';
import { Invalid, NotFound } from '#platform/http/failures.ts';
import { lockSendOff } from './changing.server.ts';
import { leavePageLink } from './mails.server.ts';
import { askForPrivateProof } from './private-address.server.ts';
import type { Because } from './send-off.ts';
import { keepTalk, talkOf, type Talk } from './talk.server.ts';
import { keepThoughtOf, ownThoughtOf } from './thought-of.server.ts';

/** How long after the last day the mailed link still opens, to read what was said. */
const daysAfter = 30;

/** The desk mails the leaver the link to their own page; a link from before works no more. Throws NotFound and Invalid. */
export async function sendPageLink(actor: Actor, sendOffId: string): Promise<void> {
	authorize(actor, 'send_off.run');
	await countTry('leaving.day', sendOffId);
	await inNetwork(actor, async (db) => {
		const { personId, state } = await lockSendOff(db, sendOffId);
		if (state !== 'running') throw new Invalid('send_off_over', 'form');
		const { token, hash } = makeLink();
		const { lastOn, expiresAt } = await keepLink(db, sendOffId, hash);
		if (!(await leavePageLink(db, actor, personId, { token, lastOn, expiresAt })))
			throw new Invalid('no_address', 'form');
		await writeAudit(db, actor, 'send_off.link', personId, { sendOffId });
	});
}

type Kept = { lastOn: string; expiresAt: Date };

async function keepLink(db: Db, sendOffId: string, hash: Buffer): Promise<Kept> {
	const { rows } = await sql<Kept>`
		update send_off
		set link_hash = ${hash},
			link_sent_at = now(),
			link_expires_at = greatest(last_on, network_today()) + make_interval(days => ${daysAfter})
		where send_off_id = ${sendOffId}
		returning last_on, link_expires_at as expires_at
	`.execute(db);
	return rows[0]!;
}

/** Who opens the page: a member who is signed in, or whoever has the link that was mailed to the leaver. */
export type Leaver = { actor: Actor } | { network: InNetwork; token: string };

type Found = Required<Named> & {
	sendOffId: string;
	personId: string;
	lastOn: string;
	privateAddress: string | null;
	isAddressProved: boolean;
	answeredAt: Date | null;
	isMember: boolean;
	email: string | null;
};
export type LeaverPage = Found & {
	talk: Talk | undefined;
	consents: Purpose[];
	notice: Notice;
	because: Because | null;
};

const whereOf = (leaver: Leaver): InNetwork => ('actor' in leaver ? leaver.actor : leaver.network);

async function runningFor(db: Db, leaver: Leaver): Promise<Found | undefined> {
	const isTheirs =
		'actor' in leaver
			? sql`s.person_id = ${leaver.actor.personId}::uuid`
			: sql`s.link_hash = ${hashOf(leaver.token)} and s.link_expires_at > now()`;
	const { rows } = await sql<Found>`
		select s.send_off_id, s.person_id, s.last_on, s.private_address, s.answered_at,
			s.address_proved_at is not null as is_address_proved,
			exists (select from membership mb where mb.person_id = s.person_id) as is_member,
			c.email, ${nameColumns('p')}
		from send_off s
		join person p using (network_id, person_id)
		left join contact c using (network_id, person_id)
		where s.state = 'running'
			and p.removed_at is null
			and ${isTheirs}
	`.execute(db);
	return rows[0];
}

/** A leaver's own page: what was said so far, and what they agree to. Throws NotFound where no send-off of theirs runs. */
export async function leaverPage(leaver: Leaver): Promise<LeaverPage> {
	if ('actor' in leaver) authorize(leaver.actor, 'me.see');
	return readNetwork(whereOf(leaver), async (db) => {
		const found = await runningFor(db, leaver);
		if (!found) throw new NotFound('No send-off');
		return {
			...found,
			talk: await talkOf(db, found.sendOffId),
			consents: await consentsOf(db, found.personId),
			notice: await currentNotice(db),
			because: await ownThoughtOf(db, found.personId)
		};
	});
}

/** The last day of a member's own send-off that is running, to lead them to their page. */
export async function ownLastDay(actor: Actor): Promise<string | undefined> {
	authorize(actor, 'me.see');
	return readNetwork(actor, async (db) => (await runningFor(db, { actor }))?.lastOn);
}

export type LeaverWish = {
	codes: readonly string[];
	words: string;
	/** Empty where they give none, and for one that stays as it is. */
	privateAddress: string;
	consents: readonly Purpose[];
	notice: number;
	because: Because | null;
};

/**
 * The leaver says why they leave, where they are reached, what they agree to, and whether they want to be thought of.
 * Their own words take the place of what the desk noted. Throws NotFound, and Invalid for an address that cannot be
 * theirs, and where the privacy notice was changed since they read it.
 */
export async function answerSendOff(leaver: Leaver, wish: LeaverWish): Promise<void> {
	if ('actor' in leaver) authorize(leaver.actor, 'me.change');
	const where = whereOf(leaver);
	await inNetwork(where, async (db) => {
		const found = await runningFor(db, leaver);
		if (!found) throw new NotFound('No send-off');
		const { sendOffId, personId, isMember } = found;
		const saidOn = await networkToday(db);
		await lockSendOff(db, sendOffId);
		await keepTalk(db, where, sendOffId, { ...wish, saidOn, isOwn: true });
		// To withdraw the consent that a membership rests on is to leave the network: that has a form of its own.
		const given = isMember ? [...new Set<Purpose>([...wish.consents, 'network'])] : wish.consents;
		const source = sourceOf('actor' in leaver ? 'page' : 'mail_link', '/leaving', '');
		await setConsents(db, where, personId, given, wish.notice, source);
		await keepThoughtOf(db, where, personId, wish.because);
		await db
			.updateTable('sendOff')
			.set({ answeredAt: new Date() })
			.where('sendOffId', '=', sendOffId)
			.execute();
		if (wish.privateAddress && wish.privateAddress !== found.privateAddress)
			await askForPrivateProof(db, where, found, wish.privateAddress);
		await writeAudit(db, { ...where, personId }, 'send_off.answer', personId, { sendOffId });
	});
}
