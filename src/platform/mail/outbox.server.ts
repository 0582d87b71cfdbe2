import type { InNetwork } from '#platform/database/network.server.ts';
import { inNetwork, readNetwork } from '#platform/database/network.server.ts';
import { NotFound } from '#platform/http/failures.ts';
import { isInState, type MailState } from './states.server.ts';

export const mailsAtOnce = 50;

/** The mails of the outbox, or those of one state, newest first; paged by the last one seen. */
export async function mails(where: InNetwork, before?: string, state?: MailState) {
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
		if (state) query = query.where(isInState[state]);
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
