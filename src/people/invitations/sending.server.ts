import { sql } from 'kysely';
import * as m from '#locales/messages.ts';
import { calledName } from '#people/persons/person.ts';
import { recordTouchpoint } from '#people/touchpoints/touchpoints.server.ts';
import { originAt } from '#platform/config/config.ts';
import { inNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { asReader } from '#platform/locale/reader.server.ts';
import type { Locale } from '#platform/locale/reader.ts';
import { leaveMail } from '#platform/mail/mail.server.ts';
import { letter } from '#platform/mail/template.ts';
import { isEmployed } from '#people/tenures/employed.server.ts';
import { invitationDays, makeLink } from './invitation.ts';

const atOnce = 50;

/** Writes the mails of a wave, fifty to a transaction. Run again, it goes on with those not yet written. */
export async function sendInvitations(where: InNetwork & { waveId: string }): Promise<void> {
	while ((await inNetwork(where, (db) => sendNext(db, where))) === atOnce) continue;
}

async function sendNext(db: Db, { networkId, waveId }: InNetwork & { waveId: string }): Promise<number> {
	const network = await db
		.selectFrom('network')
		.select(['nameJa', 'nameEn', 'hosts'])
		.executeTakeFirstOrThrow();
	const waiting = await db
		.selectFrom('invitation as i')
		.innerJoin('person as p', (join) =>
			join.onRef('p.networkId', '=', 'i.networkId').onRef('p.personId', '=', 'i.personId')
		)
		.innerJoin('contact as c', (join) =>
			join.onRef('c.networkId', '=', 'i.networkId').onRef('c.personId', '=', 'i.personId')
		)
		.select([
			'i.invitationId',
			'i.personId',
			'c.email',
			'p.locale',
			'p.timeZone',
			'p.familyName',
			'p.givenName',
			'p.familyKana',
			'p.givenKana'
		])
		.select(isEmployed('i').as('isEmployed'))
		.where('i.waveId', '=', waveId)
		.where(
			'i.invitationId',
			'in',
			sql<string>`(select invitation_id from invitation where wave_id = ${waveId} order by invitation_id limit (select released from invitation_wave where wave_id = ${waveId}))`
		)
		.where('i.sentAt', 'is', null)
		.where('c.doNotContact', '=', false)
		.orderBy('i.invitationId')
		.limit(atOnce)
		.forUpdate('i')
		.execute();
	const expiresAt = new Date(Date.now() + invitationDays * 86_400_000);
	for (const person of waiting) {
		const locale = person.locale as Locale;
		const { token, hash } = makeLink();
		await db
			.updateTable('invitation')
			.set({ linkHash: hash, sentAt: new Date(), expiresAt })
			.where('invitationId', '=', person.invitationId)
			.execute();
		await recordTouchpoint(db, { networkId }, person.personId, 'invited', person.invitationId);
		const written = asReader({ locale, timeZone: person.timeZone }, () => {
			const name = locale === 'ja' ? network.nameJa : network.nameEn;
			return letter(
				m.invitation_subject({ network: name }),
				[
					{ say: m.invitation_greeting({ name: calledName(person, locale) }) },
					{
						say: person.isEmployed
							? m.invitation_body_employee({ network: name })
							: m.invitation_body({ network: name })
					},
					{ button: m.invitation_button(), href: `${originAt(network.hosts)}/join/${token}` },
					{ quiet: m.invitation_valid({ until: expiresAt }) }
				],
				{ network: name, why: person.isEmployed ? m.invitation_why_employee() : m.invitation_why() }
			);
		});
		await leaveMail(
			db,
			{ networkId },
			{ kind: 'invitation', personId: person.personId, address: person.email, letter: written }
		);
	}
	return waiting.length;
}
