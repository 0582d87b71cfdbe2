import type { Selectable } from 'kysely';
import nodemailer from 'nodemailer';
import { inNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import type { Mail } from '#platform/database/tables.ts';
import { config, originAt } from '#platform/config/config.ts';
import { log } from '#platform/log/log.server.ts';
import { stopMailTo } from './stops.server.ts';
import { unsubscribeToken } from './unsubscribe.ts';

let transport: ReturnType<typeof nodemailer.createTransport> | undefined;

/**
 * Sends one waiting mail over SMTP and then deletes its body, which may hold a one-time link. A second run finds it sent
 * and does nothing. If the process dies between the server's answer and our commit, the mail goes again under the same
 * Message-ID. If the server refuses the address for good (5xx), no more mail goes to it. Throws any other refusal, so
 * that the job is tried again.
 */
export async function sendMail({ networkId, mailId }: InNetwork & { mailId: string }): Promise<void> {
	const url = config().SMTP_URL;
	if (!url) throw new Error('SMTP_URL is not set; the mail stays in the outbox');
	transport ??= nodemailer.createTransport(url);
	await inNetwork({ networkId }, async (db) => {
		const mail = await lockWaiting(db, mailId);
		if (!mail) return;
		const refused = await transport!.sendMail(await messageOf(db, mail)).then(() => undefined, refusalOf);
		if (refused) {
			log.warn({ mailId, said: refused }, 'A mail was refused for good');
			await stopMailTo(db, { networkId }, mail.address, 'bounce', refused);
		}
		await db
			.updateTable('mail')
			.set({ bodyText: null, bodyHtml: null, calendar: null })
			.set(refused ? { status: 'failed', failure: refused } : { status: 'sent', sentAt: new Date() })
			.where('mailId', '=', mailId)
			.execute();
	});
}

async function lockWaiting(db: Db, mailId: string): Promise<Selectable<Mail> | undefined> {
	return db
		.selectFrom('mail')
		.selectAll()
		.where('mailId', '=', mailId)
		.where('status', '=', 'waiting')
		.forUpdate()
		.skipLocked()
		.executeTakeFirst();
}

async function messageOf(db: Db, mail: Selectable<Mail>) {
	const invitation = {
		method: mail.calendarMethod ?? 'REQUEST',
		content: mail.calendar ?? '',
		filename: 'okaeri.ics'
	};
	return {
		...(mail.list ? await listOf(db, mail) : {}),
		messageId: `<${mail.mailId}@okaeri>`,
		from: config().MAIL_FROM,
		to: mail.address,
		subject: mail.subject,
		text: mail.bodyText ?? '',
		html: mail.bodyHtml ?? '',
		...(mail.calendar ? { icalEvent: invitation } : {})
	};
}

type Refusal = { responseCode?: number; command?: string; response?: string };

/** The words of a server that refuses an address for good. Throws any error that may pass. */
function refusalOf(error: unknown): string {
	const { responseCode = 0, command, response = '' } = error as Refusal;
	if (responseCode >= 500 && command === 'RCPT TO') return response.slice(0, 300);
	throw error;
}

/** The headers by which mail programs offer to unsubscribe (RFC 2369, RFC 8058) and tell lists apart (RFC 2919). */
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
