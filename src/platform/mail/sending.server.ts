import type { SendMailOptions } from 'nodemailer';
import { inNetwork, writeAtOnce, type InNetwork } from '#platform/database/network.server.ts';
import { config, originAt } from '#platform/config/config.ts';
import {
	claimAtOnce,
	claimMail,
	leaveSending,
	leaveSendings,
	noteSent,
	noteTrouble,
	type Claimed
} from './claiming.server.ts';
import { connections } from './connections.server.ts';
import { senderOf } from './sender.server.ts';
import { handOverKept } from './smtp.server.ts';
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
	if (!url) return inNetwork(where, (db) => leaveSending(db, where, { mailId, kind: '' }, halfAnHour));
	const mail =
		(await writeAtOnce(where, (db) => claimAtOnce(db, mailId))) ??
		(await inNetwork(where, (db) => claimMail(db, where, mailId)));
	if (!mail) return;
	const outcome = await handOverKept(connections, url, messageOf(mail));
	if (outcome.kind === 'sent') await writeAtOnce(where, (db) => noteSent(db, mail));
	else await inNetwork(where, (db) => noteTrouble(db, where, mail, outcome));
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
		await leaveSendings(
			db,
			where,
			waiting.map((mail) => ({ ...mail, after: halfAnHour }))
		);
	});
}

function messageOf(mail: Claimed): SendMailOptions {
	const invitation = {
		method: mail.calendarMethod ?? 'REQUEST',
		content: mail.calendar ?? '',
		filename: 'okaeri.ics'
	};
	const { domain, ...sender } = senderOf(mail);
	return {
		...(mail.list ? listOf(mail) : {}),
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
function listOf(mail: Claimed) {
	const { hosts, slug } = mail;
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
