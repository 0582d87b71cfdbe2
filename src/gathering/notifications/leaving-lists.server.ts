import { kinds } from '#gathering/notifications/notification.ts';
import { consentsOf, setConsents } from '#people/consents/consents.server.ts';
import type { Purpose } from '#people/consents/consent.ts';
import { sourceOf } from '#people/consents/source.ts';
import { hasOptedOut, optOut, takeBackOptOut } from '#people/invitations/opting-out.server.ts';
import { inNetwork, readNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { leaveJob } from '#platform/jobs/jobs.server.ts';
import type { MailList } from '#platform/mail/mail.server.ts';
import { mailOfToken } from '#platform/mail/unsubscribe.ts';
import { stopMailsOfList } from '#platform/mail/wishes.server.ts';
import { NotFound } from '#platform/http/failures.ts';

type OfList = { personId: string; list: MailList; address: string };

/**
 * The list, and the person on it, that the token in an unsubscribe address stands for. `hasLeft`: no invitation goes to
 * the address any more. Throws NotFound for an unknown token.
 */
export async function listBy(where: InNetwork, token: string): Promise<OfList & { hasLeft: boolean }> {
	return readNetwork(where, async (db) => {
		const found = await find(db, token);
		const hasLeft = found.list === 'invitation' && (await hasOptedOut(db, where, found.address));
		return { ...found, hasLeft };
	});
}

async function find(db: Db, token: string): Promise<OfList> {
	const mailId = mailOfToken(token);
	const mail =
		mailId &&
		(await db
			.selectFrom('mail')
			.select(['personId', 'list', 'address'])
			.where('mailId', '=', mailId)
			.where('list', '<>', '')
			.executeTakeFirst());
	if (!mail || !mail.personId) throw new NotFound('No such mail');
	return { personId: mail.personId, list: mail.list as MailList, address: mail.address };
}

/**
 * Leaves the list, at once and without signing in (RFC 8058): the digest, the pulse, mail about returning (its consent is
 * withdrawn), mails of notifications, or invitations, which someone leaves for good who is no member.
 */
export async function leaveList(where: InNetwork, token: string): Promise<MailList> {
	return inNetwork(where, async (db) => {
		const { personId, list, address } = await find(db, token);
		if (list === 'invitation') await optOut(db, where, address);
		else await setList(db, where, personId, list, false);
		return list;
	});
}

/** Takes that back, for someone who pressed by mistake. */
export async function rejoinList(where: InNetwork, token: string): Promise<MailList> {
	return inNetwork(where, async (db) => {
		const { personId, list, address } = await find(db, token);
		if (list === 'invitation') await takeBackOptOut(db, where, address);
		else await setList(db, where, personId, list, true);
		return list;
	});
}

async function setList(
	db: Db,
	{ networkId }: InNetwork,
	personId: string,
	list: Exclude<MailList, 'invitation'>,
	isOn: boolean
): Promise<void> {
	if (!isOn) await stopMailsOfList(db, personId, list);
	if (list === 'digest')
		await db.updateTable('contact').set({ wantsDigest: isOn }).where('personId', '=', personId).execute();
	else if (list === 'pulse')
		await db.updateTable('contact').set({ wantsPulse: isOn }).where('personId', '=', personId).execute();
	else if (list === 'match') {
		const given = new Set<Purpose>((await consentsOf(db, personId)) as Purpose[]);
		if (isOn) given.add('return_mail');
		else given.delete('return_mail');
		const source = sourceOf('mail_link', '/unsubscribe', '');
		await setConsents(db, { networkId }, personId, [...given], undefined, source);
		await leaveJob(db, 'person.spoke', { networkId, personId });
	} else if (isOn)
		await db
			.deleteFrom('notificationWish')
			.where('personId', '=', personId)
			.where('channel', '=', 'mail')
			.execute();
	else
		await db
			.insertInto('notificationWish')
			.values(kinds.map((kind) => ({ networkId, personId, kind, channel: 'mail', isOn: false })))
			.onConflict((conflict) =>
				conflict.columns(['networkId', 'personId', 'kind', 'channel']).doUpdateSet({ isOn: false })
			)
			.execute();
}
