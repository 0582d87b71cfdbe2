import { memberIsDesk } from '#access/policy/roles.server.ts';
import { sql } from 'kysely';
import { inNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { notify } from './notify.server.ts';

/**
 * Tells the desk that a mail could not be sent, in the mail server's words: which mails wait or were given up, at most once
 * a day; that a mail may or may not have arrived, for each such mail.
 */
export async function tellOfMailTrouble({
	networkId,
	mailId
}: InNetwork & { mailId: string }): Promise<void> {
	const where = { networkId };
	await inNetwork(where, async (db) => {
		const mail = await db
			.selectFrom('mail')
			.select(['status', 'subject', 'failure'])
			.where('mailId', '=', mailId)
			.where('status', 'in', ['waiting', 'failed', 'unsure'])
			.executeTakeFirst();
		if (!mail) return;
		const isUnsure = mail.status === 'unsure';
		if (!isUnsure && (await wasToldToday(db))) return;
		await notify(db, where, {
			kind: isUnsure ? 'mail_unsure' : 'mail_ill',
			to: await desk(db),
			by: null,
			subjectId: isUnsure ? mailId : networkId,
			path: `/desk/outbox/${mailId}`,
			about: isUnsure ? mail.subject : (mail.failure ?? '')
		});
	});
}

async function wasToldToday(db: Db): Promise<boolean> {
	const { rows } = await sql`
		select from notification
		where kind = 'mail_ill'
			and happened_at > now() - interval '1 day'
		limit 1
	`.execute(db);
	return rows.length > 0;
}

type Someone = { personId: string };

async function desk(db: Db): Promise<string[]> {
	const { rows } = await sql<Someone>`
		select person_id
		from membership
		where ${memberIsDesk('membership')}
	`.execute(db);
	return rows.map(({ personId }) => personId);
}
