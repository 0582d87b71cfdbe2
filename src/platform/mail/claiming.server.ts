import { sql, type Selectable } from 'kysely';
import type { Db, InNetwork } from '#platform/database/network.server.ts';
import type { Mail } from '#platform/database/tables.ts';
import { leaveJob, leaveJobs } from '#platform/jobs/jobs.server.ts';
import { log } from '#platform/log/log.server.ts';
import { countMail } from '#platform/metrics/metrics.server.ts';
import { daysOfTrying, enhancedStatus, secondsToNextTry, type Outcome } from './outcome.ts';
import type { SendingNetwork } from './sender.server.ts';
import { stopMailTo } from './stops.server.ts';
import { isUnwanted } from './wishes.server.ts';

/** A mail, with what its network says of itself. */
export type Claimed = Selectable<Mail> & SendingNetwork & { hosts: string[]; slug: string };
type Trouble = Exclude<Outcome, { kind: 'sent' }>;

/** A claim holds for longer than any try takes. One that ran out belonged to a process that died or froze. */
const claimSeconds = 180;
const dayMs = 86_400_000;
const noBody = { bodyText: null, bodyHtml: null, calendar: null };

type ToSend = { mailId: string; kind: string; after?: number };

/** Leaves the job that sends a mail, after so many seconds. A mail that someone sits and waits for goes before the others. */
export async function leaveSending(db: Db, where: InNetwork, mail: ToSend, after = 0): Promise<void> {
	await leaveSendings(db, where, [{ ...mail, after }]);
}

/** The same for many mails, in a statement for those that someone waits for, and one for the others. */
export async function leaveSendings(
	db: Db,
	{ networkId }: InNetwork,
	mails: readonly ToSend[]
): Promise<void> {
	const byJob = Map.groupBy(mails, ({ kind }) => (kind === 'sign_in' ? 'mail.send_at_once' : 'mail.send'));
	await Promise.all(
		[...byJob].map(([job, group]) =>
			leaveJobs(
				db,
				job,
				group.map(({ mailId, after }) => ({
					job: { networkId, mailId },
					key: `mail:${mailId}`,
					after: after ?? 0
				}))
			)
		)
	);
}

/**
 * Claims a waiting mail that nobody has claimed before and gives it, in one statement. Nobody else sends it until the claim
 * runs out. Undefined where it is not as simple: `claimMail` then looks closer.
 */
export async function claimAtOnce(db: Db, mailId: string): Promise<Claimed | undefined> {
	const now = Date.now();
	const { rows } = await sql<Claimed>`
		with claimed as (
			update mail m
			set tries = m.tries + 1,
				claimed_until = ${new Date(now + claimSeconds * 1000)},
				tried_at = ${new Date(now)},
				next_try_at = null,
				is_kept = false
			where m.mail_id = ${mailId}::uuid
				and m.status = 'waiting'
				and m.claimed_until is null
				and (m.expires_at is null or m.expires_at > ${new Date(now)})
				and not ${isUnwanted}
			returning m.*
		)
		select claimed.*,
			n.hosts, n.slug, n.sender_name, n.reply_address, n.name_ja, n.name_en, n.locale
		from claimed
		join network n using (network_id)
	`.execute(db);
	return rows[0];
}

type Waiting = Selectable<Mail> & { isUnwanted: boolean };

/**
 * Claims a waiting mail, or sees to what keeps it from being sent. Undefined where there is nothing to send now: it is
 * sent, too old, not wanted any more, or someone else's claim still holds, after which another job looks again.
 */
export async function claimMail(db: Db, where: InNetwork, mailId: string): Promise<Claimed | undefined> {
	const { rows } = await sql<Waiting>`
		select m.*, ${isUnwanted} as is_unwanted
		from mail m
		where m.mail_id = ${mailId}::uuid
			and m.status = 'waiting'
		for update of m
	`.execute(db);
	const [mail] = rows;
	if (!mail) return undefined;
	const now = Date.now();
	if (mail.expiresAt && mail.expiresAt.getTime() <= now) return setMail(db, mailId, 'expired', noBody);
	const heldFor = mail.claimedUntil ? mail.claimedUntil.getTime() - now : 0;
	if (heldFor > 0) {
		await leaveSending(db, where, mail, heldFor / 1000);
		return undefined;
	}
	if (mail.isUnwanted) return setMail(db, mailId, 'stopped', { ...noBody, claimedUntil: null });
	const lost = mail.lost + (mail.claimedUntil ? 1 : 0);
	if (lost > 1) return askDesk(db, where, mail, 'The worker ended twice while it sent this mail');
	await setMail(db, mailId, 'waiting', { lost, claimedUntil: null });
	return claimAtOnce(db, mailId);
}

/** Notes that a mail was sent, in one statement. */
export async function noteSent(db: Db, { mailId, kind }: Claimed): Promise<void> {
	countMail(kind, 'sent');
	await setMail(db, mailId, 'sent', { ...noBody, sentAt: new Date(), claimedUntil: null, failure: null });
}

/**
 * Notes how a try ended that did not send the mail, and what follows. A try that someone else took over says nothing.
 */
export async function noteTrouble(db: Db, where: InNetwork, mail: Claimed, outcome: Trouble): Promise<void> {
	countMail(mail.kind, outcome.kind);
	const { numUpdatedRows } = await db
		.updateTable('mail')
		.set({ claimedUntil: null, failure: outcome.said })
		.where('mailId', '=', mail.mailId)
		.where('status', '=', 'waiting')
		.where('tries', '=', mail.tries)
		.executeTakeFirst();
	if (numUpdatedRows === 0n) return;
	const { kind, said } = outcome;
	const { mailId, tries } = mail;
	log.warn({ mailId, tries, outcome: kind, status: enhancedStatus(said) }, 'A mail was not sent');
	await followUp(db, where, mail, outcome);
}

async function followUp(db: Db, where: InNetwork, mail: Claimed, { kind, said }: Trouble): Promise<void> {
	if (kind === 'no_address') {
		await setMail(db, mail.mailId, 'failed', noBody);
		return stopMailTo(db, where, mail.address, 'bounce', said);
	}
	if (kind === 'unsure' && mail.lost > 0) {
		await askDesk(db, where, mail, said);
		return;
	}
	if (kind === 'refused' || isTooOld(mail)) {
		await setMail(db, mail.mailId, 'failed');
		return tellDesk(db, where, mail.mailId);
	}
	if (kind === 'unsure') await setMail(db, mail.mailId, 'waiting', { lost: mail.lost + 1 });
	const seconds = secondsToNextTry(mail.tries);
	await db
		.updateTable('mail')
		.set({ nextTryAt: new Date(Date.now() + seconds * 1000) })
		.where('mailId', '=', mail.mailId)
		.execute();
	await leaveSending(db, where, mail, seconds);
	if (kind === 'ill' || mail.tries === triesUntilTold) await tellDesk(db, where, mail.mailId);
}

/** A server that cannot be reached is nothing to tell of at first. After about a quarter of an hour it is. */
const triesUntilTold = 7;

function isTooOld({ createdAt, notBefore }: Claimed): boolean {
	const due = Math.max(createdAt.getTime(), notBefore.getTime());
	return Date.now() - due > daysOfTrying * dayMs;
}

/** The mail may have arrived or not, twice: a person decides whether it goes again. */
async function askDesk(
	db: Db,
	where: InNetwork,
	{ mailId }: { mailId: string },
	said: string
): Promise<undefined> {
	await setMail(db, mailId, 'unsure', { failure: said, claimedUntil: null });
	await tellDesk(db, where, mailId);
}

async function tellDesk(db: Db, { networkId }: InNetwork, mailId: string): Promise<void> {
	await leaveJob(db, 'mail.trouble', { networkId, mailId }, { key: `mail.trouble:${mailId}` });
}

type Further = Partial<
	Pick<Claimed, 'bodyText' | 'bodyHtml' | 'calendar' | 'failure' | 'claimedUntil' | 'lost' | 'sentAt'>
>;

async function setMail(db: Db, mailId: string, status: string, further: Further = {}): Promise<undefined> {
	await db
		.updateTable('mail')
		.set({ status, ...further })
		.where('mailId', '=', mailId)
		.execute();
}
