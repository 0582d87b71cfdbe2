import { sql } from 'kysely';
import type { Db, InNetwork } from '#platform/database/network.server.ts';

type Leaving = {
	personId: string | null;
	address: string;
	list: string;
	purpose: string | null;
	heedsWishes: boolean;
};
type Asked = { isUnwanted: boolean };

/**
 * Has a mail become unwanted since it was written? It is asked in the transaction that claims the mail, so that whatever was
 * withdrawn, left or stopped before that moment holds, also in the middle of a send of many: the consent it rests on is
 * withdrawn, its reader left its list or wants no contact, or its address is stopped.
 */
export async function isUnwanted(db: Db, { networkId }: InNetwork, mail: Leaving): Promise<boolean> {
	const { personId, address, list, purpose, heedsWishes } = mail;
	const { rows } = await sql<Asked>`
		select exists (
				select from mail_stop s
				where s.address = ${address}
			)
			or ${list === 'invitation'} and exists (
				select from opt_out o
				where o.address_mark = address_mark(${networkId}::uuid, ${address})
			)
			or ${purpose}::text is not null and not exists (
				select from consent n
				where n.person_id = ${personId}::uuid
					and n.purpose = ${purpose}::text
					and n.withdrawn_at is null
			)
			or ${heedsWishes} and exists (
				select from contact c
				where c.person_id = ${personId}::uuid
					and (
						c.do_not_contact
						or ${list === 'digest'} and not c.wants_digest
						or ${list === 'pulse'} and not c.wants_pulse
					)
			)
			as is_unwanted
	`.execute(db);
	return rows[0]!.isUnwanted;
}

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
