import nodemailer from 'nodemailer';
import { inNetwork, type InNetwork } from '#platform/database/network.server.ts';
import { config } from '#platform/config/config.ts';

let transport: ReturnType<typeof nodemailer.createTransport> | undefined;

/**
 * Sends one waiting mail over SMTP and then forgets its body, which may hold a one-time link. A second run finds it sent
 * and does nothing; should the process die between the server's answer and ours, the mail goes again under the same
 * Message-ID. Throws what the server said, so that the job is tried again.
 */
export async function sendMail({ networkId, mailId }: InNetwork & { mailId: string }): Promise<void> {
	const url = config().SMTP_URL;
	if (!url) throw new Error('SMTP_URL is not set; the mail stays in the outbox');
	transport ??= nodemailer.createTransport(url);
	await inNetwork({ networkId }, async (db) => {
		const mail = await db.selectFrom('mail').selectAll().where('mailId', '=', mailId).where('status', '=', 'waiting').forUpdate().skipLocked().executeTakeFirst();
		if (!mail) return;
		await transport!.sendMail({
			messageId: `<${mail.mailId}@okaeri>`,
			from: config().MAIL_FROM,
			to: mail.address,
			subject: mail.subject,
			text: mail.bodyText ?? '',
			html: mail.bodyHtml ?? '',
			...(mail.calendar ? { icalEvent: { method: mail.calendarMethod ?? 'REQUEST', content: mail.calendar, filename: 'okaeri.ics' } } : {})
		});
		await db.updateTable('mail').set({ status: 'sent', sentAt: new Date(), bodyText: null, bodyHtml: null, calendar: null }).where('mailId', '=', mailId).execute();
	});
}
