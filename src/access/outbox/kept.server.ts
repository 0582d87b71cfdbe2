import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { config } from '#platform/config/config.ts';
import { inNetwork } from '#platform/database/network.server.ts';
import { Invalid } from '#platform/http/failures.ts';
import * as kept from '#platform/mail/kept.server.ts';

/** The desk sends kept mails. Gives how many. Throws Invalid while no mail server is set. */
export async function sendKeptMails(actor: Actor, which: kept.Which): Promise<number> {
	authorize(actor, 'outbox.send');
	if (!config().SMTP_URL) throw new Invalid('no_mail_server');
	return inNetwork(actor, async (db) => {
		const mails = await kept.sendKept(db, actor, which);
		if (mails > 0) await writeAudit(db, actor, 'outbox.send_kept', undefined, { mails });
		return mails;
	});
}

/** The desk drops kept mails: they are never sent, and their bodies are forgotten. Gives how many. */
export async function dropKeptMails(actor: Actor, which: kept.Which): Promise<number> {
	authorize(actor, 'outbox.send');
	return inNetwork(actor, async (db) => {
		const mails = await kept.dropKept(db, which);
		if (mails > 0) await writeAudit(db, actor, 'outbox.drop_kept', undefined, { mails });
		return mails;
	});
}
