import { sql } from 'kysely';
import * as m from '#locales/messages.ts';
import { afterQuietHours } from '#people/contacts/contact.ts';
import { mayNotMail } from '#people/contacts/reach.server.ts';
import { makeLink } from '#people/invitations/invitation.ts';
import { calledName } from '#people/persons/person.ts';
import type { Quadrant } from '#people/standings/standing.ts';
import { originAt } from '#platform/config/config.ts';
import { inNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { asReader } from '#platform/locale/reader.server.ts';
import type { Locale } from '#platform/locale/reader.ts';
import { leaveMail } from '#platform/mail/mail.server.ts';
import { letter, type Block } from '#platform/mail/template.ts';
import { pulseChoices, pulseDays } from './pulse.ts';
import { putOff } from './pulses.server.ts';

const atOnce = 100;

/** Asks by mail whose turn it is, a hundred to a transaction: members who agreed to mail about returning and have not come back. Who may not be written to just now is put off a week. */
export async function askPulses(where: InNetwork): Promise<void> {
	while ((await inNetwork(where, (db) => askNext(db, where))) === atOnce) continue;
}

type Due = {
	personId: string;
	email: string;
	locale: Locale;
	timeZone: string;
	familyName: string;
	givenName: string;
	familyKana: string;
	givenKana: string;
	quietFrom: string;
	quietUntil: string;
	quadrant: Quadrant;
	unanswered: number;
	mayNot: string | null;
};

async function askNext(db: Db, { networkId }: InNetwork): Promise<number> {
	const network = await db
		.selectFrom('network')
		.select(['nameJa', 'nameEn', 'hosts'])
		.executeTakeFirstOrThrow();
	const { rows } = await sql<Due>`
		select c.person_id, c.email, p.locale, p.time_zone, p.family_name, p.given_name, p.family_kana, p.given_kana, c.quiet_from, c.quiet_until, coalesce(s.quadrant, 'unknown') as quadrant,
			(select count(*)::int from pulse q where q.person_id = c.person_id and q.used_at is null and q.asked_at > coalesce(s.said_at, '-infinity')) as unanswered,
			case when not exists (select from membership mb where mb.person_id = c.person_id and 'alumnus' = any (mb.roles))
				or not exists (select from consent n where n.person_id = c.person_id and n.purpose = 'return_mail' and n.withdrawn_at is null)
				or exists (select from tenure t where t.person_id = c.person_id and t.ended_on is null) then 'no_consent' when s.said_at > now() - interval '60 days' then 'said' else ${mayNotMail(sql`c.person_id`)} end as may_not
		from (select * from contact where wants_pulse and pulse_due_on <= current_date order by pulse_due_on limit ${atOnce} for update skip locked) c
		join person p using (network_id, person_id) left join standing s on s.person_id = c.person_id and s.is_current`.execute(
		db
	);
	for (const one of rows) {
		if (one.mayNot) {
			await sql`update contact set pulse_due_on = current_date + 7 where person_id = ${one.personId}`.execute(
				db
			);
			continue;
		}
		const { token, hash } = makeLink();
		await db
			.insertInto('pulse')
			.values({
				networkId,
				personId: one.personId,
				linkHash: hash,
				expiresAt: new Date(Date.now() + pulseDays * 86_400_000)
			})
			.execute();
		await putOff(db, one.personId, one.quadrant, one.unanswered + 1);
		const origin = originAt(network.hosts);
		const name = one.locale === 'ja' ? network.nameJa : network.nameEn;
		const written = (unsubscribe: string) =>
			asReader({ locale: one.locale, timeZone: one.timeZone }, () =>
				letter(
					m.pulse_mail_subject({ network: name }),
					[
						{ say: m.match_mail_greeting({ name: calledName(one, one.locale) }) },
						{ say: m.pulse_mail_intro() },
						...pulseChoices.map((choice): Block => ({
							item: choice.label(),
							words: '',
							href: `${origin}/pulse/${token}?say=${choice.key}`
						})),
						{ quiet: m.pulse_mail_confidence({ days: pulseDays }) }
					],
					{ network: name, why: m.match_mail_why({ address: `${origin}/me` }), unsubscribe }
				)
			);
		const notBefore = afterQuietHours(new Date(), one.timeZone, {
			from: one.quietFrom,
			until: one.quietUntil
		});
		await leaveMail(
			db,
			{ networkId },
			{
				kind: 'pulse',
				personId: one.personId,
				address: one.email,
				letter: written,
				list: { name: 'pulse', origin },
				notBefore
			}
		);
	}
	return rows.length;
}
