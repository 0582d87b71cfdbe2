import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { inNetwork, type Db } from '#platform/database/network.server.ts';
import { Stale } from '#platform/http/failures.ts';
import * as retrying from '#platform/mail/retrying.server.ts';

/** The desk sends a mail again that was given up, or that may not have arrived. Throws Stale if someone has decided already. */
export async function sendMailAgain(actor: Actor, mailId: string): Promise<void> {
	authorize(actor, 'outbox.send');
	await inNetwork(actor, async (db) => {
		if (!(await retrying.sendAgain(db, actor, mailId))) throw new Stale('Decided already');
		await writeAudit(db, actor, 'outbox.send_again', mailId);
	});
}

/** The desk has a mail that waits for its next try sent at once. Throws Stale if it does not wait any more. */
export async function tryMailNow(actor: Actor, mailId: string): Promise<void> {
	authorize(actor, 'outbox.send');
	await inNetwork(actor, async (db) => {
		if (!(await retrying.tryNow(db, actor, mailId))) throw new Stale('Not waiting for a try');
		await writeAudit(db, actor, 'outbox.try_now', mailId);
	});
}

/** The desk takes a mail back before it is sent. Throws Stale if it was sent meanwhile, or is being sent. */
export async function cancelMail(actor: Actor, mailId: string): Promise<void> {
	authorize(actor, 'outbox.send');
	await inNetwork(actor, async (db) => {
		if (!(await retrying.takeBack(db, mailId))) throw new Stale('Sent, or being sent');
		await writeAudit(db, actor, 'outbox.cancel', mailId);
	});
}

/** The desk knows that a mail arrived, so that it is not sent again. Throws Stale if someone has decided already. */
export async function noteMailArrived(actor: Actor, mailId: string): Promise<void> {
	authorize(actor, 'outbox.send');
	await inNetwork(actor, async (db) => {
		if (!(await retrying.noteArrived(db, mailId))) throw new Stale('Decided already');
		await writeAudit(db, actor, 'outbox.arrived', mailId);
	});
}

/** The desk sends some mails again that were given up, or that may not have arrived. Gives how many. */
export async function sendMailsAgain(actor: Actor, mailIds: readonly string[]): Promise<number> {
	authorize(actor, 'outbox.send');
	return inNetwork(actor, (db) =>
		eachOf(db, actor, mailIds, 'outbox.send_again', (mailId) => retrying.sendAgain(db, actor, mailId))
	);
}

/** The desk takes some mails back that were not sent. Gives how many. */
export async function cancelMails(actor: Actor, mailIds: readonly string[]): Promise<number> {
	authorize(actor, 'outbox.send');
	return inNetwork(actor, (db) =>
		eachOf(db, actor, mailIds, 'outbox.cancel', (mailId) => retrying.takeBack(db, mailId))
	);
}

/** Does something with each mail with which it can be done, and puts that on record. Gives how many there were. */
async function eachOf(
	db: Db,
	actor: Actor,
	mailIds: readonly string[],
	act: 'outbox.send_again' | 'outbox.cancel',
	work: (mailId: string) => Promise<boolean>
): Promise<number> {
	let count = 0;
	for (const mailId of mailIds.toSorted()) {
		if (!(await work(mailId))) continue;
		await writeAudit(db, actor, act, mailId);
		count++;
	}
	return count;
}
