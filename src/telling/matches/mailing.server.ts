import { sql } from 'kysely';
import * as m from '#locales/messages.ts';
import { afterQuietHours } from '#people/contacts/contact.ts';
import { mayNotMail } from '#people/contacts/reach.server.ts';
import { reasonName } from '#people/departures/reason.ts';
import { calledName } from '#people/persons/person.ts';
import { recordTouchpoint } from '#people/touchpoints/touchpoints.server.ts';
import { originAt } from '#platform/config/config.ts';
import { inNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { asReader } from '#platform/locale/reader.server.ts';
import type { Locale } from '#platform/locale/reader.ts';
import { leaveMail } from '#platform/mail/mail.server.ts';
import { letter, type Block, type Letter } from '#platform/mail/template.ts';

const atOnce = 100;

/** Writes the mails of a change's matches, a hundred to a transaction; who gets none is noted with the reason. Who had a mail over the same reason in the last 30 days finds it on Home. */
export async function mailMatches(where: InNetwork & { changeId: string }): Promise<void> {
	while ((await inNetwork(where, (db) => mailNext(db, where))) === atOnce) continue;
}

type Addressee = {
	personId: string;
	reason: string;
	weight: number;
	email: string | null;
	locale: Locale;
	timeZone: string;
	familyName: string;
	givenName: string;
	familyKana: string;
	givenKana: string;
	quietFrom: string;
	quietUntil: string;
	mayNot: 'no_consent' | 'no_basis' | 'do_not_contact' | 'cap' | 'told_lately' | null;
};

async function mailNext(db: Db, { networkId, changeId }: InNetwork & { changeId: string }): Promise<number> {
	const change = await db
		.selectFrom('change')
		.selectAll()
		.where('changeId', '=', changeId)
		.where('status', '=', 'published')
		.executeTakeFirst();
	if (!change) return 0;
	const network = await db
		.selectFrom('network')
		.select(['nameJa', 'nameEn', 'hosts'])
		.executeTakeFirstOrThrow();
	const { rows } = await sql<Addressee>`
		select mt.person_id, mt.reason, mt.weight, c.email, p.locale, p.time_zone, p.family_name, p.given_name, p.family_kana, p.given_kana, c.quiet_from, c.quiet_until,
			case when not exists (select from consent n where n.person_id = mt.person_id and n.purpose = 'return_mail' and n.withdrawn_at is null) then 'no_consent'
				when ${mayNotMail(sql`mt.person_id`)} is not null then ${mayNotMail(sql`mt.person_id`)}
				when exists (select from match o where o.person_id = mt.person_id and o.reason = mt.reason and o.mailed_at > now() - interval '30 days') then 'told_lately' end as may_not
		from (select network_id, person_id, reason, weight from match where change_id = ${changeId} and mailed_at is null and not_mailed is null order by person_id limit ${atOnce} for update) mt
		join person p using (network_id, person_id) left join contact c using (network_id, person_id)`.execute(db);
	for (const one of rows) {
		if (one.mayNot || !one.email) {
			await db
				.updateTable('match')
				.set({ notMailed: one.mayNot ?? 'no_basis' })
				.where('changeId', '=', changeId)
				.where('personId', '=', one.personId)
				.execute();
			continue;
		}
		const origin = originAt(network.hosts);
		const written = (unsubscribe: string) =>
			asReader({ locale: one.locale, timeZone: one.timeZone }, () =>
				matchLetter(
					one,
					change,
					one.locale === 'ja' ? network.nameJa : network.nameEn,
					origin,
					unsubscribe
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
				kind: 'match',
				personId: one.personId,
				address: one.email,
				letter: written,
				list: { name: 'match', origin },
				notBefore
			}
		);
		await db
			.updateTable('match')
			.set({ mailedAt: new Date() })
			.where('changeId', '=', changeId)
			.where('personId', '=', one.personId)
			.execute();
		await recordTouchpoint(db, { networkId }, one.personId, 'told', changeId);
	}
	return rows.length;
}

type Told = {
	changeId: string;
	title: string;
	thenWords: string;
	nowWords: string;
	voiceWords: string;
	voiceTitle: string;
	voiceName: string;
};

function matchLetter(
	person: Addressee,
	change: Told,
	network: string,
	origin: string,
	unsubscribe: string
): Letter {
	const voice: Block[] = change.voiceWords
		? [{ quote: change.voiceWords, by: [change.voiceTitle, change.voiceName].filter(Boolean).join(' ') }]
		: [];
	return letter(
		change.title,
		[
			{ say: m.match_mail_greeting({ name: calledName(person, person.locale) }) },
			{ say: m.match_mail_intro({ title: change.title }) },
			{ was: change.thenWords, now: change.nowWords },
			...voice,
			{
				quiet:
					person.weight === 2
						? m.match_because_if({ reason: reasonName(person.reason) })
						: m.match_because({ reason: reasonName(person.reason) })
			},
			{ button: m.match_mail_button(), href: `${origin}/since/${change.changeId}` }
		],
		{ network, why: m.match_mail_why({ address: `${origin}/me` }), unsubscribe }
	);
}
