import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { inNetwork } from '#platform/database/network.server.ts';
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
