import { sql } from 'kysely';
import type { Db } from '#platform/database/network.server.ts';

/**
 * Has a mail (`m`) become unwanted since it was written? It is asked by the statement that claims the mail, so that whatever
 * was withdrawn, left or stopped before that moment holds, also in the middle of a send of many: the consent it rests on is
 * withdrawn, its reader left its list or wants no contact, or its address is stopped.
 */
export const isUnwanted = sql<boolean>`(
	exists (
		select from mail_stop s
		where s.address = m.address
	)
	or m.list = 'invitation' and exists (
		select from opt_out o
		where o.address_mark = address_mark(m.network_id, m.address)
	)
	or m.purpose is not null and not exists (
		select from consent n
		where n.person_id = m.person_id
			and n.purpose = m.purpose
			and n.withdrawn_at is null
	)
	or m.heeds_wishes and exists (
		select from contact c
		where c.person_id = m.person_id
			and (
				c.do_not_contact
				or m.list = 'digest' and not c.wants_digest
				or m.list = 'pulse' and not c.wants_pulse
			)
	)
)`;

const stopped = { status: 'stopped', isKept: false, bodyText: null, bodyHtml: null, calendar: null };

/** Stops the mails that wait for someone and rest on consents that they have withdrawn. */
export async function stopMailsResting(db: Db, personId: string, purposes: readonly string[]): Promise<void> {
	await db
		.updateTable('mail')
		.set(stopped)
		.where('personId', '=', personId)
		.where('status', '=', 'waiting')
		.where('purpose', 'in', purposes)
		.where((mail) => mail.or([mail('claimedUntil', 'is', null), mail('claimedUntil', '<', new Date())]))
		.execute();
}

/** Stops the mails of a list that wait for someone who has left it. */
export async function stopMailsOfList(db: Db, personId: string, list: string): Promise<void> {
	await db
		.updateTable('mail')
		.set(stopped)
		.where('personId', '=', personId)
		.where('status', '=', 'waiting')
		.where('list', '=', list)
		.where((mail) => mail.or([mail('claimedUntil', 'is', null), mail('claimedUntil', '<', new Date())]))
		.execute();
}

/** Stops the invitations that wait for people who may not be written to any more. Gives how many. */
export async function stopInvitationMails(db: Db, people: readonly string[]): Promise<number> {
	const { numUpdatedRows } = await db
		.updateTable('mail')
		.set(stopped)
		.where('personId', 'in', people)
		.where('status', '=', 'waiting')
		.where('list', '=', 'invitation')
		.where((mail) => mail.or([mail('claimedUntil', 'is', null), mail('claimedUntil', '<', new Date())]))
		.executeTakeFirst();
	return Number(numUpdatedRows);
}
