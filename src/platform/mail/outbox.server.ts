import type { InNetwork } from '#platform/database/network.server.ts';
import { inNetwork, readNetwork } from '#platform/database/network.server.ts';
import { NotFound } from '#platform/http/failures.ts';

export const mailsAtOnce = 50;

/** Which mails of the outbox: those not sent yet, those that something is wrong with, or those that went out. */
export const mailFilters = ['waiting', 'trouble', 'sent'] as const;
export type MailFilter = (typeof mailFilters)[number];

/** Mails, newest first; paged by the last one seen. */
export async function mails(where: InNetwork, before?: string, filter?: MailFilter) {
	return readNetwork(where, (db) => {
		let query = db
			.selectFrom('mail')
			.select([
				'mailId',
				'kind',
				'address',
				'subject',
				'status',
				'failure',
				'createdAt',
				'sentAt',
				'notBefore',
				'tries',
				'nextTryAt',
				'expiresAt',
				'isKept'
			])
			.orderBy('mailId', 'desc')
			.limit(mailsAtOnce);
		if (before) query = query.where('mailId', '<', before);
		if (filter === 'waiting') query = query.where('status', '=', 'waiting');
		if (filter === 'sent') query = query.where('status', '=', 'sent');
		if (filter === 'trouble')
			query = query.where((mail) =>
				mail.or([
					mail('status', 'in', ['failed', 'unsure', 'stopped']),
					mail.and([mail('status', '=', 'waiting'), mail('failure', 'is not', null)])
				])
			);
		return query.execute();
	});
}

/** One mail with its body, as far as it is kept. Throws NotFound. */
export async function mail(where: InNetwork, mailId: string) {
	const found = await inNetwork(where, (db) =>
		db.selectFrom('mail').selectAll().where('mailId', '=', mailId).executeTakeFirst()
	);
	if (!found) throw new NotFound('No such mail');
	return found;
}
