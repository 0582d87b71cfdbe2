import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import * as m from '#locales/messages.ts';
import { consentsOf, setConsents } from '#people/consents/consents.server.ts';
import { sourceOf } from '#people/consents/source.ts';
import type { Purpose } from '#people/consents/consent.ts';
import { addresseeOf } from '#people/contacts/addressee.server.ts';
import { letterhead } from '#people/contacts/letterhead.server.ts';
import { hashOf, makeLink } from '#people/invitations/invitation.ts';
import { calledName } from '#people/persons/person.ts';
import { leaveStandingChanged } from '#people/standings/changed.server.ts';
import { inNetwork, readNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { NotFound } from '#platform/http/failures.ts';
import { leaveJob } from '#platform/jobs/jobs.server.ts';
import { asReader } from '#platform/locale/reader.server.ts';
import { leaveMail } from '#platform/mail/mail.server.ts';
import { letter } from '#platform/mail/template.ts';
import { daysToComeBack } from './leaving.ts';

/**
 * A member leaves the network. Every consent is withdrawn, their matches are deleted, nobody is signed in by their account,
 * and no mail goes out any more but one: with the link by which they can come back within a week. What they wrote stays
 * until it is erased.
 */
export async function leaveNetwork(actor: Actor): Promise<void> {
	authorize(actor, 'me.change');
	await inNetwork(actor, async (db) => {
		const { personId } = actor;
		const token = await keepForReturn(db, actor);
		await setConsents(db, actor, personId, [], undefined, sourceOf('leaving', '/me/leave', ''));
		await db.deleteFrom('match').where('personId', '=', personId).execute();
		await db
			.updateTable('contact')
			.set({ doNotContact: true })
			.where('personId', '=', personId)
			.execute();
		await db.deleteFrom('membership').where('personId', '=', personId).execute();
		await writeAudit(db, actor, 'me.left', personId);
		await leaveStandingChanged(db, actor);
		if (token) await mailFarewell(db, actor, token);
	});
}

/** Keeps what someone had, if they can be reached. Gives the secret part of the link to come back. */
async function keepForReturn(db: Db, { networkId, personId }: Actor): Promise<string | undefined> {
	const contact = await db
		.selectFrom('contact')
		.select(['email', 'doNotContact'])
		.where('personId', '=', personId)
		.executeTakeFirst();
	if (!contact) return undefined;
	const { token, hash } = makeLink();
	const { accountId, roles, joinedAt } = await db
		.selectFrom('membership')
		.select(['accountId', 'roles', 'joinedAt'])
		.where('personId', '=', personId)
		.executeTakeFirstOrThrow();
	await db
		.insertInto('leaving')
		.values({
			networkId,
			personId,
			accountId,
			roles,
			joinedAt,
			consents: await consentsOf(db, personId),
			didNotWantMail: contact.doNotContact,
			address: contact.email,
			linkHash: hash,
			forgottenAt: new Date(Date.now() + daysToComeBack * 86_400_000)
		})
		.execute();
	return token;
}

async function mailFarewell(db: Db, actor: Actor, token: string): Promise<void> {
	const person = await addresseeOf(db, actor.personId);
	if (!person) return;
	const { nameIn, origin } = await letterhead(db);
	const network = nameIn(person.locale);
	const expiresAt = new Date(Date.now() + daysToComeBack * 86_400_000);
	const written = asReader(person, () =>
		letter(
			m.leave_mail_subject({ network }),
			[
				{ say: m.match_mail_greeting({ name: calledName(person, person.locale) }) },
				{ say: m.leave_mail_body({ network }) },
				{ button: m.leave_mail_button(), href: `${origin}/stay/${token}` },
				{ quiet: m.leave_mail_until({ until: expiresAt }) }
			],
			{ network, why: m.leave_mail_why() }
		)
	);
	const { personId, email: address } = person;
	await leaveMail(db, actor, { kind: 'leaving', personId, address, letter: written, expiresAt });
}

type Left = {
	personId: string;
	accountId: string;
	roles: string[];
	joinedAt: Date;
	consents: string[];
	didNotWantMail: boolean;
	address: string;
	forgottenAt: Date;
};

/** Who can come back by a link, and until when. Throws NotFound for a link that is used, too old, or never was. */
export async function leavingBy(where: InNetwork, token: string): Promise<Left> {
	return readNetwork(where, (db) => leftBy(db, token));
}

async function leftBy(db: Db, token: string): Promise<Left> {
	const { rows } = await sql<Left>`
		select
			person_id, account_id, roles, joined_at, consents,
			did_not_want_mail, address, forgotten_at
		from leaving
		where link_hash = ${hashOf(token)}
			and forgotten_at > now()
	`.execute(db);
	if (!rows[0]) throw new NotFound('No such link');
	return rows[0];
}

/**
 * Someone who left comes back as they were: account, roles, consents, and whether they want mail. Groups, drafts and
 * unread notifications are gone. No session of before is left. Gives the id of the account to sign in with. Throws NotFound.
 */
export async function comeBack(where: InNetwork, token: string): Promise<string> {
	return inNetwork(where, async (db) => {
		const left = await leftBy(db, token);
		await restore(db, where, left, 'mail_link');
		return left.accountId;
	});
}

/**
 * The same for someone who left and signed in since: their session says who they are. Gives the id of their account.
 * Throws NotFound.
 */
export async function comeBackAs(where: InNetwork, accountId: string): Promise<string> {
	return inNetwork(where, async (db) => {
		const left = await db
			.selectFrom('leaving')
			.selectAll()
			.where('accountId', '=', accountId)
			.where('forgottenAt', '>', new Date())
			.executeTakeFirst();
		if (!left) throw new NotFound('Came back or was forgotten since');
		await restore(db, where, left, 'page');
		return accountId;
	});
}

async function restore(db: Db, where: InNetwork, left: Left, how: 'mail_link' | 'page'): Promise<void> {
	const { networkId } = where;
	const { personId, accountId, roles, joinedAt } = left;
	await db.insertInto('membership').values({ networkId, personId, accountId, roles, joinedAt }).execute();
	const { numDeletedRows } = await db
		.deleteFrom('leaving')
		.where('personId', '=', personId)
		.executeTakeFirst();
	if (numDeletedRows === 0n) throw new NotFound('Used since');
	await db
		.updateTable('contact')
		.set({ doNotContact: left.didNotWantMail })
		.where('personId', '=', personId)
		.execute();
	await setConsents(db, where, personId, left.consents as Purpose[], undefined, sourceOf(how, '/stay', ''));
	await writeAudit(db, { networkId, personId }, 'me.came_back', personId);
	await leaveJob(db, 'person.spoke', { networkId, personId });
	await leaveStandingChanged(db, where);
}

/** Forgets what is kept of someone who left, so that they can join anew. */
export async function forgetLeaving(db: Db, personId: string): Promise<void> {
	await db.deleteFrom('leaving').where('personId', '=', personId).execute();
}

/** Forgets the accounts of those who did not come back within a week. */
export async function endLeavings(where: InNetwork): Promise<void> {
	await inNetwork(where, (db) => sql`delete from leaving where forgotten_at < now()`.execute(db));
}
