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
 * Writes the mails of a wave, fifty to a transaction. Run again, it goes on with those not yet written. A mail to someone who
 * left waits for the end of their quiet hours.
 */
export async function sendInvitations(where: InNetwork & { waveId: string }): Promise<void> {
	while ((await inNetwork(where, (db) => sendNext(db, where))) === atOnce) continue;
}

/** Gives how many invitations it sent. */
async function sendNext(db: Db, where: InNetwork & { waveId: string }): Promise<number> {
	const stationery = await stationeryIn(db);
	const waiting = await waitingIn(db, where.waveId);
	for (const invitee of waiting) await send(db, where, invitee, stationery);
	return waiting.length;
}

/** The next people of a wave's released batches who have no mail yet. Their invitations are locked. */
async function waitingIn(db: Db, waveId: string): Promise<Invitee[]> {
	const released = sql`(
		select invitation_id
		from invitation
		where wave_id = ${waveId}
		order by invitation_id
		limit (select released from invitation_wave where wave_id = ${waveId})
	)`;
	const { rows } = await sql<Invitee>`
		select ${inviteeColumns}
		from invitation i
		join person p using (network_id, person_id)
		join contact c using (network_id, person_id)
		where i.wave_id = ${waveId}
			and i.invitation_id in ${released}
			and i.sent_at is null
			and ${mayStillBeWritten}
		order by i.invitation_id
		limit ${atOnce}
		for update of i
	`.execute(db);
	return rows;
}

async function send(
	db: Db,
	{ networkId }: InNetwork,
	invitee: Invitee,
	stationery: Stationery
): Promise<void> {
	const { invitationId, email } = invitee;
	const when = { notBefore: whenFor(invitee, new Date()) };
	const { hash, expiresAt, mailId } = await mailInvitation(db, { networkId }, invitee, stationery, when);
	await db
		.updateTable('invitation')
		.set({ linkHash: hash, address: email, sentAt: new Date(), expiresAt, mailId })
		.where('invitationId', '=', invitationId)
		.execute();
}

/** Colleagues are invited at work, by name, while somebody sits and waits for them. Nobody else is written to at night. */
function whenFor({ isEmployed, timeZone, quietFrom, quietUntil }: Invitee, now: Date): Date {
	return isEmployed ? now : afterQuietHours(now, timeZone, { from: quietFrom, until: quietUntil });
}
