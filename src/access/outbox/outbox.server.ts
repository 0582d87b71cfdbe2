import * as m from '#locales/messages.ts';
import type { Actor, Network } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { inNetwork, readNetwork } from '#platform/database/network.server.ts';
import { mail } from '#platform/mail/outbox.server.ts';
import { openMails, type OpenCounts } from '#platform/mail/states.server.ts';
import { withoutBearerLinks } from './bearer-links.ts';

/** How many mails something is still to come of, by state. */
export async function openMailsAtDesk(actor: Actor): Promise<OpenCounts> {
	authorize(actor, 'outbox.read');
	return readNetwork(actor, openMails);
}

/**
 * The desk reads one mail. It is someone else's letter, so the look is in the audit log, and a link that lets in whoever
 * holds it is replaced by words. Only in a demo network, whose people are nobody, the links stay. Throws NotFound.
 */
export async function readMail(actor: Actor, network: Pick<Network, 'isDemo'>, mailId: string) {
	authorize(actor, 'outbox.read');
	const found = await mail(actor, mailId);
	await inNetwork(actor, (db) => writeAudit(db, actor, 'outbox.read', mailId));
	if (network.isDemo) return { ...found, hidesLinks: false };
	const hide = (body: string | null) => body && withoutBearerLinks(body, m.outbox_link_hidden());
	const [bodyText, bodyHtml] = [hide(found.bodyText), hide(found.bodyHtml)];
	return { ...found, bodyText, bodyHtml, hidesLinks: bodyText !== found.bodyText };
}
