import nodemailer from 'nodemailer';
import { inNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { config, originAt } from '#platform/config/config.ts';
import { log } from '#platform/log/log.server.ts';
import { stopMailTo } from './stops.server.ts';
import { unsubscribeToken } from './unsubscribe.ts';

let transport: ReturnType<typeof nodemailer.createTransport> | undefined;

/**
 * Sends one waiting mail over SMTP and then forgets its body, which may hold a one-time link. A second run finds it sent
 * and does nothing; should the process die between the server's answer and ours, the mail goes again under the same
 * Message-ID. What the server refuses for good (5xx for the address) stops mail to it; throws whatever else it said, so that the job is tried again.
 */
export async function sendMail({ networkId, mailId }: InNetwork & { mailId: string }): Promise<void> {
	const url = config().SMTP_URL;
	if (!url) throw new Error('SMTP_URL is not set; the mail stays in the outbox');
	transport ??= nodemailer.createTransport(url);
	await inNetwork({ networkId }, async (db) => {
		const mail = await db
			.selectFrom('mail')
			.selectAll()
			.where('mailId', '=', mailId)
			.where('status', '=', 'waiting')
			.forUpdate()
			.skipLocked()
			.executeTakeFirst();
		if (!mail) return;
		const refused = await transport!
			.sendMail({
				...(mail.list ? await listOf(db, mail) : {}),
				messageId: `<${mail.mailId}@okaeri>`,
				from: config().MAIL_FROM,
				to: mail.address,
				subject: mail.subject,
				text: mail.bodyText ?? '',
				html: mail.bodyHtml ?? '',
				...(mail.calendar
					? {
							icalEvent: {
								method: mail.calendarMethod ?? 'REQUEST',
								content: mail.calendar,
								filename: 'okaeri.ics'
							}
						}
					: {})
			})
			.then(() => undefined, refusalOf);
		if (refused) {
			log.warn({ mailId, said: refused }, 'A mail was refused for good');
			await stopMailTo(db, { networkId }, mail.address, 'bounce', refused);
			await db
				.updateTable('mail')
				.set({ status: 'failed', failure: refused, bodyText: null, bodyHtml: null, calendar: null })
				.where('mailId', '=', mailId)
				.execute();
			return;
		}
		await db
			.updateTable('mail')
			.set({ status: 'sent', sentAt: new Date(), bodyText: null, bodyHtml: null, calendar: null })
			.where('mailId', '=', mailId)
			.execute();
	});
}

type Refusal = { responseCode?: number; command?: string; response?: string };

/** What a server said that will never take mail for an address. Throws all that may pass. */
function refusalOf(error: unknown): string {
	const { responseCode = 0, command, response = '' } = error as Refusal;
	if (responseCode >= 500 && command === 'RCPT TO') return response.slice(0, 300);
	throw error;
}

/** The headers by which mail programs show a way out (RFC 2369, RFC 8058) and keep lists apart (RFC 2919). */
async function listOf(db: Db, mail: { mailId: string; list: string }) {
	const { hosts, slug } = await db
		.selectFrom('network')
		.select(['hosts', 'slug'])
		.executeTakeFirstOrThrow();
	const origin = originAt(hosts);
	return {
		headers: { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click', Precedence: 'bulk' },
		list: {
			id: { url: `${mail.list}.${slug}.okaeri`, comment: slug },
			unsubscribe: { url: `${origin}/unsubscribe/${unsubscribeToken(mail.mailId)}` },
			help: { url: `${origin}/me/notifications` }
		}
	};
}
