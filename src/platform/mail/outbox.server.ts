import type { InNetwork } from '#platform/database/network.server.ts';
import { inNetwork, readNetwork } from '#platform/database/network.server.ts';
import { NotFound } from '#platform/http/failures.ts';

export const mailsAtOnce = 50;

/** Mails, newest first; paged by the last one seen. */
export async function mails(where: InNetwork, before?: string) {
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
				'notBefore'
			])
			.orderBy('mailId', 'desc')
			.limit(mailsAtOnce);
		if (before) query = query.where('mailId', '<', before);
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
