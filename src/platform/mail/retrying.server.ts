import type { Db, InNetwork } from '#platform/database/network.server.ts';
import { leaveSending, leaveSendings } from './claiming.server.ts';

const fresh = () => ({
	status: 'waiting',
	tries: 0,
	lost: 0,
	claimedUntil: null,
	nextTryAt: null,
	isKept: false,
	notBefore: new Date()
});
const noBody = { bodyText: null, bodyHtml: null, calendar: null };

/** Sends a mail again that was given up, or of which nobody knows whether it arrived. False if it is neither, or has no body. */
export async function sendAgain(db: Db, where: InNetwork, mailId: string): Promise<boolean> {
	const mail = await db
		.updateTable('mail')
		.set(fresh())
		.where('mailId', '=', mailId)
		.where('status', 'in', ['failed', 'unsure'])
		.where('bodyText', 'is not', null)
		.returning(['mailId', 'kind'])
		.executeTakeFirst();
	if (mail) await leaveSending(db, where, mail);
	return mail !== undefined;
}

/** Notes that an unsure mail has arrived, and forgets its body. False if it is not unsure. */
export async function noteArrived(db: Db, mailId: string): Promise<boolean> {
	const { numUpdatedRows } = await db
		.updateTable('mail')
		.set({ status: 'sent', sentAt: new Date(), ...noBody })
		.where('mailId', '=', mailId)
		.where('status', '=', 'unsure')
		.executeTakeFirst();
	return numUpdatedRows > 0n;
}

/** Tries a mail at once that waits for its next try. False if it does not wait, or is being sent. */
export async function tryNow(db: Db, where: InNetwork, mailId: string): Promise<boolean> {
	const mail = await db
		.updateTable('mail')
		.set({ nextTryAt: new Date() })
		.where('mailId', '=', mailId)
		.where('status', '=', 'waiting')
		.where('tries', '>', 0)
		.where((mail) => mail.or([mail('claimedUntil', 'is', null), mail('claimedUntil', '<', new Date())]))
		.returning(['mailId', 'kind'])
		.executeTakeFirst();
	if (mail) await leaveSending(db, where, mail);
	return mail !== undefined;
}

/** Takes a mail back that was not sent, and forgets its body. False if it was sent, or is being sent. */
export async function takeBack(db: Db, mailId: string): Promise<boolean> {
	const { numUpdatedRows } = await db
		.updateTable('mail')
		.set({ status: 'cancelled', nextTryAt: null, isKept: false, ...noBody })
		.where('mailId', '=', mailId)
		.where('status', 'in', ['waiting', 'failed', 'unsure'])
		.where((mail) => mail.or([mail('claimedUntil', 'is', null), mail('claimedUntil', '<', new Date())]))
		.executeTakeFirst();
	return numUpdatedRows > 0n;
}

export type GivenUp = { mailId: string; kind: string; failure: string | null };

/** Sends every mail again that was given up and still has its body. Gives them, with what was said of each. */
export async function sendGivenUpAgain(db: Db, where: InNetwork): Promise<GivenUp[]> {
	const mails = await db
		.updateTable('mail')
		.set(fresh())
		.where('status', '=', 'failed')
		.where('bodyText', 'is not', null)
		.returning(['mailId', 'kind', 'failure'])
		.execute();
	await leaveSendings(db, where, mails);
	return mails;
}
