import type { Db, InNetwork } from '#platform/database/network.server.ts';
import { leaveSending } from './claiming.server.ts';

const fresh = () => ({ status: 'waiting', tries: 0, lost: 0, claimedUntil: null, notBefore: new Date() });

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
		.set({ status: 'sent', sentAt: new Date(), bodyText: null, bodyHtml: null, calendar: null })
		.where('mailId', '=', mailId)
		.where('status', '=', 'unsure')
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
	for (const mail of mails) await leaveSending(db, where, mail);
	return mails;
}
