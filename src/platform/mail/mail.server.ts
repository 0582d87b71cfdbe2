import { sql } from 'kysely';
import type { Db, InNetwork } from '#platform/database/network.server.ts';
import { newId } from '#platform/database/id.ts';
import { config } from '#platform/config/config.ts';
import { unsubscribeToken } from './unsubscribe.ts';
import { leaveSendings } from './claiming.server.ts';
import type { Imprint } from './imprint.ts';
import { imprintIn } from './imprint.server.ts';
import type { Letter } from './template.ts';

export type MailKind =
	| 'invitation'
	| 'sign_in'
	| 'match'
	| 'talk'
	| 'application'
	| 'notification'
	| 'owed'
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

export type NewMail = {
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
};

/**
 * Leaves a mail in the running transaction, signed with who sends it. With SMTP_URL the worker sends it, not before
 * `notBefore`; without, it is kept in the outbox until the desk sends or drops it. A mail of a list is given its own
 * address to unsubscribe at. An address that refused our mail before, or complained, gets nothing: the mail is kept as
 * stopped. So is one that nobody asked for, to someone who does not want to be contacted. Gives
 * its id.
 */
export async function leaveMail(db: Db, network: InNetwork, mail: NewMail): Promise<string> {
	const [mailId] = await leaveMails(db, network, [mail]);
	return mailId!;
}

/** The same for many mails, with as many statements as for one. Gives their ids, in the same order. */
export async function leaveMails(db: Db, network: InNetwork, mails: readonly NewMail[]): Promise<string[]> {
	if (mails.length === 0) return [];
	const [imprint, stopped] = await Promise.all([imprintIn(db), stoppedOf(db, network, mails)]);
	const rows = mails.map((mail, at) => rowOf(mail, imprint, stopped.has(at)));
	const leaving = config().SMTP_URL ? rows.filter(({ status }) => status === 'waiting') : [];
	const sendings = leaving.map(({ mailId, kind, notBefore }) => ({
		mailId,
		kind,
		after: until(notBefore)
	}));
	await Promise.all([insertMails(db, network, rows), leaveSendings(db, network, sendings)]);
	return rows.map(({ mailId }) => mailId);
}

type Row = ReturnType<typeof rowOf>;

/** The row of a mail in the table `mail`, signed. */
function rowOf(mail: NewMail, imprint: Imprint, isStopped: boolean) {
	const mailId = mail.mailId ?? newId();
	const letter =
		typeof mail.letter === 'function'
			? mail.letter(`${mail.list?.origin ?? config().origin}/unsubscribe/${unsubscribeToken(mailId)}`)
			: mail.letter;
	const { text, html } = letter.signedBy(imprint);
	return {
		mailId,
		list: mail.list?.name ?? '',
		purpose: mail.purpose,
		heedsWishes: !answering.includes(mail.kind),
		status: isStopped ? 'stopped' : 'waiting',
		personId: mail.personId,
		kind: mail.kind,
		address: mail.address,
		subject: letter.subject,
		bodyText: text,
		bodyHtml: html,
		calendar: mail.calendar?.text,
		calendarMethod: mail.calendar?.method,
		expiresAt: mail.expiresAt,
		touchKind: mail.touch?.kind,
		touchSubject: mail.touch?.subjectId,
		isKept: !config().SMTP_URL && !isStopped,
		notBefore: mail.notBefore
	};
}

const until = (notBefore: Date | undefined) =>
	notBefore ? Math.max(0, (notBefore.getTime() - Date.now()) / 1000) : 0;

async function insertMails(db: Db, { networkId }: InNetwork, rows: readonly Row[]): Promise<void> {
	await sql`
		insert into mail (
			network_id, mail_id, list, purpose, heeds_wishes, status, person_id, kind,
			address, subject, body_text, body_html, calendar, calendar_method,
			expires_at, touch_kind, touch_subject, is_kept, not_before
		)
		select ${networkId}::uuid, "mailId", list, purpose, "heedsWishes", status, "personId", kind,
			address, subject, "bodyText", "bodyHtml", calendar, "calendarMethod",
			"expiresAt", "touchKind", "touchSubject", "isKept", coalesce("notBefore", now())
		from json_to_recordset(${JSON.stringify(rows)}::json) m(
			"mailId" uuid, list text, purpose text, "heedsWishes" boolean, status text, "personId" uuid, kind text,
			address text, subject text, "bodyText" text, "bodyHtml" text, calendar text, "calendarMethod" text,
			"expiresAt" timestamptz, "touchKind" text, "touchSubject" uuid, "isKept" boolean, "notBefore" timestamptz
		)
	`.execute(db);
}

type Stopped = { at: number };

/**
 * Which of these mails are stopped from the start, by their place: to an address that is stopped, or of a kind that
 * heeds wishes to someone who wants no contact. Anybody can ask for the proof of any address: one whose owner wants no
 * invitations gets none. The arrays stand in brackets so that PostgreSQL takes them for a few whatever they hold, and
 * plans once for all calls.
 */
async function stoppedOf(
	db: Db,
	{ networkId }: InNetwork,
	mails: readonly NewMail[]
): Promise<ReadonlySet<number>> {
	const { rows } = await sql<Stopped>`
		select m.at
		from unnest(
			(select ${mails.map((_, at) => at)}::int[]),
			(select ${mails.map(({ address }) => address)}::text[]),
			(select ${mails.map(whomOf)}::uuid[]),
			(select ${mails.map(({ kind }) => kind === 'claim_proof')}::boolean[])
		) m(at, address, whom, proves)
		where exists (
				select from mail_stop s
				where s.address = m.address
			)
			or m.whom is not null and exists (
				select from contact c
				where c.person_id = m.whom
					and c.do_not_contact
			)
			or m.proves and exists (
				select from opt_out o
				where o.address_mark = address_mark(${networkId}::uuid, m.address)
			)
	`.execute(db);
	return new Set(rows.map(({ at }) => at));
}

/** Whose wishes a mail heeds, if anybody's. */
const whomOf = ({ kind, personId }: NewMail) => (answering.includes(kind) ? null : (personId ?? null));

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
