import type { SendMailOptions } from 'nodemailer';
import { inNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { config, originAt } from '#platform/config/config.ts';
import { claimMail, leaveSending, noteOutcome, type Claimed } from './claiming.server.ts';
import { senderIn } from './sender.server.ts';
import { handOver } from './smtp.server.ts';
import { unsubscribeToken } from './unsubscribe.ts';

const halfAnHour = 1800;

/**
 * Sends one waiting mail over SMTP and then deletes its body, which may hold a one-time link. It claims the mail, sends it
 * outside any transaction, and notes how that ended: a server that hangs holds nothing but its own mail. A second run
 * finds it sent or claimed and does nothing. What does not work now is tried again, at most every half an hour, for five
 * days. If the connection or this process is lost when the whole mail has gone out, it goes once more under the same
 * Message-ID; the next time the desk is asked. An address that does not exist gets no more mail.
 */
export async function sendMail({ networkId, mailId }: InNetwork & { mailId: string }): Promise<void> {
	const where = { networkId };
	const url = config().SMTP_URL;
	const claimed = await inNetwork(where, async (db) => {
		if (!url) return leaveSending(db, where, { mailId, kind: '' }, halfAnHour);
		const mail = await claimMail(db, where, mailId);
		return mail && { mail, message: await messageOf(db, mail) };
	});
	if (!claimed || !url) return;
	const outcome = await handOver(url, claimed.message);
	await inNetwork(where, (db) => noteOutcome(db, where, claimed.mail, outcome));
}

/**
 * Leaves jobs for mails that were tried before and have none.
 */
export async function lookAfterMails(where: InNetwork): Promise<void> {
	await inNetwork(where, async (db) => {
		const waiting = await db
			.selectFrom('mail')
			.select(['mailId', 'kind'])
			.where('status', '=', 'waiting')
			.where('tries', '>', 0)
			.orderBy('notBefore')
			.limit(1000)
			.execute();
		for (const mail of waiting) await leaveSending(db, where, mail, halfAnHour);
	});
}

async function messageOf(db: Db, mail: Claimed): Promise<SendMailOptions> {
	const invitation = {
		method: mail.calendarMethod ?? 'REQUEST',
		content: mail.calendar ?? '',
		filename: 'okaeri.ics'
	};
	const { domain, ...sender } = await senderIn(db);
	return {
		...(mail.list ? await listOf(db, mail) : {}),
		...sender,
		messageId: `<${mail.mailId}@${domain}>`,
		to: { name: '', address: mail.address }, // which quotes what SMTP wants quoted
		subject: mail.subject,
		text: mail.bodyText ?? '',
		html: mail.bodyHtml ?? '',
		...(mail.calendar ? { icalEvent: invitation } : {})
	};
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
			...(mail.list === 'invitation' ? {} : { help: { url: `${origin}/me/notifications` } })
		}
	};
}
