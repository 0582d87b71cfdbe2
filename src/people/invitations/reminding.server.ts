import { sql } from 'kysely';
import { afterQuietHours } from '#people/contacts/contact.ts';
import { inNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import {
	inviteeColumns,
	mailInvitation,
	mayStillBeWritten,
	stationeryIn,
	type Invitee,
	type Stationery
} from './mailing.server.ts';

const atOnce = 50;

/**
 * Reminds once those whose wave asked for it: their invitation went out so many days ago, and they neither joined nor
 * asked to be left alone. The reminder waits for the end of their quiet hours.
 */
export async function remindInvited({ networkId }: InNetwork): Promise<void> {
	const where = { networkId };
	while ((await inNetwork(where, (db) => remindNext(db, where))) === atOnce) continue;
}

/** Gives how many it reminded. */
async function remindNext(db: Db, where: InNetwork): Promise<number> {
	const stationery = await stationeryIn(db);
	const waiting = await toRemind(db);
	for (const invitee of waiting) await remind(db, where, invitee, stationery);
	return waiting.length;
}

/**
 * The next people to remind; their invitations are locked. Only a mail that really went out has a reminder, and only
 * where the address is still the one that it went to. A stopped wave reminds nobody.
 */
async function toRemind(db: Db): Promise<Invitee[]> {
	const { rows } = await sql<Invitee>`
		select ${inviteeColumns}
		from invitation i
		join invitation_wave w using (network_id, wave_id)
		join mail ml using (network_id, mail_id)
		join person p on p.network_id = i.network_id
			and p.person_id = i.person_id
		join contact c on c.network_id = i.network_id
			and c.person_id = i.person_id
		where i.used_at is null
			and i.reminded_at is null
			and i.mail_id is not null
			and i.address = c.email
			and w.state <> 'stopped'
			and ml.status = 'sent'
			and ml.sent_at <= now() - make_interval(days => w.remind_after)
			and ${mayStillBeWritten}
		order by i.invitation_id
		limit ${atOnce}
		for update of i
	`.execute(db);
	return rows;
}

async function remind(db: Db, where: InNetwork, invitee: Invitee, stationery: Stationery): Promise<void> {
	const quiet = { from: invitee.quietFrom, until: invitee.quietUntil };
	const notBefore = afterQuietHours(new Date(), invitee.timeZone, quiet);
	const { hash, expiresAt } = await mailInvitation(db, where, invitee, stationery, {
		isReminder: true,
		notBefore
	});
	await db
		.updateTable('invitation')
		.set({ reminderHash: hash, remindedAt: new Date(), expiresAt })
		.where('invitationId', '=', invitee.invitationId)
		.execute();
}
