import type { Selectable } from 'kysely';
import type { Db, InNetwork } from '#platform/database/network.server.ts';
import type { Mail } from '#platform/database/tables.ts';
import { leaveJob } from '#platform/jobs/jobs.server.ts';
import { log } from '#platform/log/log.server.ts';
import { countMail } from '#platform/metrics/metrics.server.ts';
import { daysOfTrying, enhancedStatus, secondsToNextTry, type Outcome } from './outcome.ts';
import { stopMailTo } from './stops.server.ts';
import { isUnwanted } from './wishes.server.ts';

export type Claimed = Selectable<Mail>;
type Trouble = Exclude<Outcome, { kind: 'sent' }>;

/** A claim holds for longer than any try takes. One that ran out belonged to a process that died or froze. */
const claimSeconds = 180;
const dayMs = 86_400_000;
const noBody = { bodyText: null, bodyHtml: null, calendar: null };

/** Leaves the job that sends a mail, after so many seconds. A mail that someone sits and waits for goes before the others. */
export async function leaveSending(
	db: Db,
	{ networkId }: InNetwork,
	mail: { mailId: string; kind: string },
	after = 0
): Promise<void> {
	const job = mail.kind === 'sign_in' ? 'mail.send_at_once' : 'mail.send';
	await leaveJob(db, job, { networkId, mailId: mail.mailId }, { key: `mail:${mail.mailId}`, after });
}

/**
 * Claims a waiting mail, so that nobody else sends it until the claim runs out. Undefined where there is nothing to send
 * now: it is sent, too old, not wanted any more, or someone else's claim still holds, after which another job looks again.
 */
export async function claimMail(db: Db, where: InNetwork, mailId: string): Promise<Claimed | undefined> {
	const mail = await db
		.selectFrom('mail')
		.selectAll()
		.where('mailId', '=', mailId)
		.where('status', '=', 'waiting')
		.forUpdate()
		.executeTakeFirst();
	if (!mail) return undefined;
	const now = Date.now();
	if (mail.expiresAt && mail.expiresAt.getTime() <= now) return setMail(db, mailId, 'expired', noBody);
	const heldFor = mail.claimedUntil ? mail.claimedUntil.getTime() - now : 0;
	if (heldFor > 0) {
		await leaveSending(db, where, mail, heldFor / 1000);
		return undefined;
	}
	if (await isUnwanted(db, where, mail))
		return setMail(db, mailId, 'stopped', { ...noBody, claimedUntil: null });
	const lost = mail.lost + (mail.claimedUntil ? 1 : 0);
	if (lost > 1) return askDesk(db, where, mail, 'The worker ended twice while it sent this mail');
	const claim = {
		tries: mail.tries + 1,
		lost,
		claimedUntil: new Date(now + claimSeconds * 1000),
		triedAt: new Date(now),
		nextTryAt: null,
		isKept: false
	};
	await db.updateTable('mail').set(claim).where('mailId', '=', mailId).execute();
	return { ...mail, ...claim };
}

/** Notes how a try ended, and what follows. A try that someone else took over says only that the mail was sent. */
export async function noteOutcome(db: Db, where: InNetwork, mail: Claimed, outcome: Outcome): Promise<void> {
	countMail(mail.kind, outcome.kind);
	if (outcome.kind === 'sent') {
		const sent = { ...noBody, status: 'sent', sentAt: new Date(), claimedUntil: null, failure: null };
		await db.updateTable('mail').set(sent).where('mailId', '=', mail.mailId).execute();
		return;
	}
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
async function askDesk(db: Db, where: InNetwork, { mailId }: Claimed, said: string): Promise<undefined> {
	await setMail(db, mailId, 'unsure', { failure: said, claimedUntil: null });
	await tellDesk(db, where, mailId);
}

async function tellDesk(db: Db, { networkId }: InNetwork, mailId: string): Promise<void> {
	await leaveJob(db, 'mail.trouble', { networkId, mailId }, { key: `mail.trouble:${mailId}` });
}

type Further = Partial<
	Pick<Claimed, 'bodyText' | 'bodyHtml' | 'calendar' | 'failure' | 'claimedUntil' | 'lost'>
>;

async function setMail(db: Db, mailId: string, status: string, further: Further = {}): Promise<undefined> {
	await db
		.updateTable('mail')
		.set({ status, ...further })
		.where('mailId', '=', mailId)
		.execute();
}
