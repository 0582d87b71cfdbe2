import { sql } from 'kysely';
import type { Db, InNetwork } from '#platform/database/network.server.ts';
import { newId } from '#platform/database/id.ts';
import { config } from '#platform/config/config.ts';
import { unsubscribeToken } from './unsubscribe.ts';
import { leaveSending } from './claiming.server.ts';
import { imprintIn } from './imprint.server.ts';
import type { Letter } from './template.ts';

export type MailKind =
	| 'invitation'
	| 'sign_in'
	| 'match'
	| 'talk'
	| 'application'
	| 'notification'
	| 'digest'
	| 'pulse'
	| 'letter_approval'
	| 'interview'
	| 'outreach'
	| 'test'
	| 'role'
	| 'password'
	| 'address_proof'
	| 'address_notice'
	| 'send_off'
	| 'second_telling'
	| 'claim_proof'
	| 'claim'
	| 'leaving'
	| 'desk_notice'
	| 'own_data'
	| 'erasure'
	| 'report';

/**
 * Mails that someone asked for or that belong to what they are doing. They go to people who do not want to be contacted,
 * too; all others do not.
 */
const answering: readonly MailKind[] = [
	'sign_in',
	'talk',
	'application',
	'letter_approval',
	'outreach',
	'address_proof',
	'address_notice',
	'send_off',
	'claim_proof',
	'claim',
	'leaving',
	'desk_notice',
	'test',
	'role',
	'password',
	'own_data',
	'erasure',
	'report'
];

/**
 * A mail that nobody asked for belongs to a list. People leave a list with one click, and its mails count against their
 * cap, but for invitations, which come before there is one.
 */
export type MailList = 'match' | 'digest' | 'notification' | 'pulse' | 'invitation';

/**
 * Leaves a mail in the running transaction, signed with who sends it. With SMTP_URL the worker sends it, not before
 * `notBefore`; without, it is kept in the outbox until the desk sends or drops it. A mail of a list is given its own
 * address to unsubscribe at. An address that refused our mail before, or complained, gets nothing: the mail is kept as
 * stopped. So is one that nobody asked for, to someone who does not want to be contacted. Gives
 * its id.
 */
export async function leaveMail(
	db: Db,
	network: InNetwork,
	mail: {
		/** The id that it is to have. There is none of it yet: whoever leaves it looks first, in this transaction. */
		mailId?: string;
		kind: MailKind;
		personId?: string;
		address: string;
		letter: Letter | ((unsubscribe: string) => Letter);
		list?: { name: MailList; origin: string };
		/** The consent that it rests on. Whether it is in force is asked again when the mail is about to leave. */
		purpose?: string;
		calendar?: { text: string; method: 'REQUEST' | 'CANCEL' };
		notBefore?: Date;
		/** What it is for its reader once it went out. A mail that is never sent is no touchpoint. */
		touch?: { kind: string; subjectId: string };
		/** When what it says stops being of use. It is not sent after that. */
		expiresAt?: Date;
	}
): Promise<string> {
	const mailId = mail.mailId ?? newId();
	const letter =
		typeof mail.letter === 'function'
			? mail.letter(`${mail.list?.origin ?? config().origin}/unsubscribe/${unsubscribeToken(mailId)}`)
			: mail.letter;
	const [imprint, isRefused, isAlone, isBarred] = await Promise.all([
		imprintIn(db),
		refusesMail(db, mail.address),
		isLeftAlone(db, mail),
		mail.kind === 'claim_proof' && hasOptedOut(db, network, mail.address)
	]);
	const isStopped = isRefused || isAlone || isBarred;
	const { text, html } = letter.signedBy(imprint);
	await db
		.insertInto('mail')
		.values({
			mailId,
			list: mail.list?.name ?? '',
			purpose: mail.purpose ?? null,
			heedsWishes: !answering.includes(mail.kind),
			status: isStopped ? 'stopped' : 'waiting',
			networkId: network.networkId,
			personId: mail.personId ?? null,
			kind: mail.kind,
			address: mail.address,
			subject: letter.subject,
			bodyText: text,
			bodyHtml: html,
			calendar: mail.calendar?.text ?? null,
			calendarMethod: mail.calendar?.method ?? null,
			expiresAt: mail.expiresAt ?? null,
			touchKind: mail.touch?.kind ?? null,
			touchSubject: mail.touch?.subjectId ?? null,
			isKept: !config().SMTP_URL && !isStopped,
			...(mail.notBefore ? { notBefore: mail.notBefore } : {})
		})
		.execute();
	if (!config().SMTP_URL || isStopped) return mailId;
	const after = mail.notBefore ? Math.max(0, (mail.notBefore.getTime() - Date.now()) / 1000) : 0;
	await leaveSending(db, network, { mailId, kind: mail.kind }, after);
	return mailId;
}

async function refusesMail(db: Db, address: string): Promise<boolean> {
	const stop = await db
		.selectFrom('mailStop')
		.select('why')
		.where('address', '=', address)
		.executeTakeFirst();
	return stop !== undefined;
}

/** Anybody can ask for the proof of any address: one whose owner wants no invitations gets none. */
async function hasOptedOut(db: Db, { networkId }: InNetwork, address: string): Promise<boolean> {
	const { rows } = await sql`
		select from opt_out
		where address_mark = address_mark(${networkId}, ${address})
	`.execute(db);
	return rows.length > 0;
}

async function isLeftAlone(
	db: Db,
	{ kind, personId }: { kind: MailKind; personId?: string }
): Promise<boolean> {
	if (!personId || answering.includes(kind)) return false;
	const contact = await db
		.selectFrom('contact')
		.select('doNotContact')
		.where('personId', '=', personId)
		.executeTakeFirst();
	return contact?.doNotContact ?? false;
}

/** Stops the mails that wait for someone who does not want to be contacted any more. */
export async function stopMailsFor(db: Db, personId: string): Promise<void> {
	await db
		.updateTable('mail')
		.set({ status: 'stopped', bodyText: null, bodyHtml: null })
		.where('personId', '=', personId)
		.where('status', '=', 'waiting')
		.where('kind', 'not in', answering)
		.execute();
}
