import { sql } from 'kysely';
import * as m from '#locales/messages.ts';
import { letterhead, type Letterhead } from '#people/contacts/letterhead.server.ts';
import { nameColumns } from '#people/persons/names.server.ts';
import { calledName, type Named } from '#people/persons/person.ts';
import { isEmployed } from '#people/tenures/employed.server.ts';
import { recordTouchpoint } from '#people/touchpoints/touchpoints.server.ts';
import { inNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { asReader } from '#platform/locale/reader.server.ts';
import type { Locale } from '#platform/locale/reader.ts';
import { leaveMail } from '#platform/mail/mail.server.ts';
import { letter, type Letter } from '#platform/mail/template.ts';
import { invitationDays, makeLink } from './invitation.ts';

const atOnce = 50;

type Invitee = Named & {
	invitationId: string;
	personId: string;
	email: string;
	locale: Locale;
	timeZone: string;
	isEmployed: boolean;
};

/** Writes the mails of a wave, fifty to a transaction. Run again, it goes on with those not yet written. */
export async function sendInvitations(where: InNetwork & { waveId: string }): Promise<void> {
	while ((await inNetwork(where, (db) => sendNext(db, where))) === atOnce) continue;
}

/** Gives how many invitations it sent. */
async function sendNext(db: Db, where: InNetwork & { waveId: string }): Promise<number> {
	const head = await letterhead(db);
	const waiting = await waitingIn(db, where.waveId);
	for (const invitee of waiting) await send(db, where, invitee, head);
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
		select
			i.invitation_id, i.person_id,
			c.email, p.locale, p.time_zone,
			${nameColumns('p')},
			i.roles is not null or ${isEmployed('i')} as is_employed
		from invitation i
		join person p using (network_id, person_id)
		join contact c using (network_id, person_id)
		where i.wave_id = ${waveId}
			and i.invitation_id in ${released}
			and i.sent_at is null
			and not c.do_not_contact
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
	{ origin, nameIn }: Letterhead
): Promise<void> {
	const { invitationId, personId, email, locale, timeZone } = invitee;
	const { token, hash } = makeLink();
	const expiresAt = new Date(Date.now() + invitationDays * 86_400_000);
	await db
		.updateTable('invitation')
		.set({ linkHash: hash, address: email, sentAt: new Date(), expiresAt })
		.where('invitationId', '=', invitationId)
		.execute();
	await recordTouchpoint(db, { networkId }, personId, 'invited', invitationId);
	const written = asReader({ locale, timeZone }, () =>
		invitationLetter(invitee, nameIn(locale), `${origin}/join/${token}`, expiresAt)
	);
	await leaveMail(db, { networkId }, { kind: 'invitation', personId, address: email, letter: written });
}

function invitationLetter(invitee: Invitee, network: string, href: string, expiresAt: Date): Letter {
	const { isEmployed, locale } = invitee;
	const name = calledName(invitee, locale);
	const greeting = isEmployed ? m.invitation_greeting_employee({ name }) : m.invitation_greeting({ name });
	return letter(
		m.invitation_subject({ network }),
		[
			{ say: greeting },
			{ say: isEmployed ? m.invitation_body_employee({ network }) : m.invitation_body({ network }) },
			{ button: m.invitation_button(), href },
			{ quiet: m.invitation_valid({ until: expiresAt }) }
		],
		{ network, why: isEmployed ? m.invitation_why_employee() : m.invitation_why() }
	);
}
