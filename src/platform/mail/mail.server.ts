import type { Db, InNetwork } from '#platform/database/network.server.ts';
import { config } from '#platform/config/config.ts';
import { leaveJob } from '#platform/jobs/jobs.server.ts';
import type { Letter } from './template.ts';

export type MailKind = 'invitation' | 'sign_in' | 'match' | 'talk' | 'application';

/**
 * Leaves a mail in the running transaction. With SMTP_URL it is sent by the worker (not before `notBefore`);
 * without, it stays at the desk's outbox, where it can be read.
 */
export async function leaveMail(
	db: Db,
	where: InNetwork,
	mail: { kind: MailKind; personId?: string; address: string; letter: Letter; calendar?: { text: string; method: 'REQUEST' | 'CANCEL' }; notBefore?: Date }
): Promise<void> {
	const { mailId } = await db
		.insertInto('mail')
		.values({
			networkId: where.networkId,
			personId: mail.personId ?? null,
			kind: mail.kind,
			address: mail.address,
			subject: mail.letter.subject,
			bodyText: mail.letter.text,
			bodyHtml: mail.letter.html,
			calendar: mail.calendar?.text ?? null,
			calendarMethod: mail.calendar?.method ?? null,
			...(mail.notBefore ? { notBefore: mail.notBefore } : {})
		})
		.returning('mailId')
		.executeTakeFirstOrThrow();
	if (!config().SMTP_URL) return;
	const after = mail.notBefore ? Math.max(0, (mail.notBefore.getTime() - Date.now()) / 1000) : 0;
	await leaveJob(db, 'mail.send', { networkId: where.networkId, mailId }, { after });
}
