import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { inNetwork } from '#platform/database/network.server.ts';
import { mail, mails } from '#platform/mail/outbox.server.ts';

/** The desk looks at what was mailed. */
export async function mailsAtDesk(actor: Actor, before?: string) {
	authorize(actor, 'outbox.read');
	return mails(actor, before);
}

/** The desk reads one mail. It may hold someone's link, so the look is in the audit log. Throws NotFound. */
export async function readMail(actor: Actor, mailId: string) {
	authorize(actor, 'outbox.read');
	const found = await mail(actor, mailId);
	await inNetwork(actor, (db) => writeAudit(db, actor, 'outbox.read', mailId));
	return found;
}
