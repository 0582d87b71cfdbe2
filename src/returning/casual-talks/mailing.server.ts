import { sql } from 'kysely';
import * as m from '#locales/messages.ts';
import { fullName } from '#people/persons/person.ts';
import { originAt } from '#platform/config/config.ts';
import type { Db, InNetwork } from '#platform/database/network.server.ts';
import { asReader } from '#platform/locale/reader.server.ts';
import { day, time, zoneName } from '#platform/locale/format.ts';
import type { Locale } from '#platform/locale/reader.ts';
import { leaveMail } from '#platform/mail/mail.server.ts';
import { letter, type Block } from '#platform/mail/template.ts';
import { calendarFile, organizer } from './calendar.ts';

type Party = { personId: string; email: string | null; locale: Locale; timeZone: string; familyName: string; givenName: string; familyKana: string; givenKana: string };
type Mailed = { startsAt: Date; endsAt: Date; wish: string; sequence: number; place: string; nameJa: string; nameEn: string; hosts: string[]; host: Party; alumnus: Party };
export type TalkNews = 'booked' | 'moved' | 'cancelled';

/** Tells both sides about a talk, each in their language and at their clock, with the calendar entry. */
export async function mailTalk(db: Db, where: InNetwork, talkId: string, news: TalkNews): Promise<void> {
	const party = (id: 'k.host_id' | 'k.alumnus_id') => sql`(select jsonb_build_object('personId', x.person_id, 'email', c.email, 'locale', x.locale, 'timeZone', x.time_zone, 'familyName', x.family_name,
		'givenName', x.given_name, 'familyKana', x.family_kana, 'givenKana', x.given_kana) from person x left join contact c using (network_id, person_id) where x.person_id = ${sql.raw(id)})`;
	const { rows } = await sql<Mailed>`select k.starts_at, k.ends_at, k.wish, k.sequence, h.place, n.name_ja, n.name_en, n.hosts, ${party('k.host_id')} as host, ${party('k.alumnus_id')} as alumnus
		from casual_talk k join host h on h.person_id = k.host_id join network n on n.network_id = k.network_id where k.talk_id = ${talkId}`.execute(db);
	const talk = rows[0]!;
	for (const reader of [talk.alumnus, talk.host]) {
		if (!reader.email) continue;
		const isHost = reader === talk.host;
		await asReader({ locale: reader.locale, timeZone: reader.timeZone }, () => {
			const other = fullName(isHost ? talk.alumnus : talk.host, reader.locale);
			const network = reader.locale === 'ja' ? talk.nameJa : talk.nameEn;
			const written = letter(subject(news, other), blocks(talk, talkId, news, other, isHost), { network, why: m.talk_mail_why() });
			const method = news === 'cancelled' ? 'CANCEL' : 'REQUEST';
			const text = calendarFile(method, {
				uid: `${talkId}@okaeri`, sequence: talk.sequence, startsAt: new Date(talk.startsAt), endsAt: new Date(talk.endsAt), title: m.talk_calendar_title({ other }), details: m.talk_is_no_selection(), place: talk.place,
				organizer: organizer(),
				attendees: [{ name: fullName(reader, reader.locale), email: reader.email! }]
			});
			return leaveMail(db, where, { kind: 'talk', personId: reader.personId, address: reader.email!, letter: written, calendar: { text, method } });
		});
	}
}

function subject(news: TalkNews, other: string): string {
	if (news === 'booked') return m.talk_mail_booked({ other });
	return news === 'moved' ? m.talk_mail_moved({ other }) : m.talk_mail_cancelled({ other });
}

function blocks(talk: Mailed, talkId: string, news: TalkNews, other: string, isHost: boolean): Block[] {
	const when = `${day(talk.startsAt, 'full')} ${time(talk.startsAt)}–${time(talk.endsAt)}\n${zoneName(isHost ? talk.host.timeZone : talk.alumnus.timeZone, talk.startsAt)}`;
	const facts: Block = { facts: [[m.talk_when(), when], [m.talk_with(), other], ...(talk.place ? [[m.talk_where(), talk.place] as [string, string]] : []), ...(talk.wish ? [[m.talk_wish(), talk.wish] as [string, string]] : [])] };
	if (news === 'cancelled') return [{ say: m.talk_mail_cancelled({ other }) }, facts, { quiet: isHost ? m.talk_cancelled_host() : m.talk_cancelled_alumnus() }];
	return [
		{ say: isHost ? m.talk_intro_host({ other }) : m.talk_intro_alumnus({ other }) },
		facts,
		{ quiet: m.talk_is_no_selection() },
		{ button: m.talk_mail_button(), href: `${originAt(talk.hosts)}/talks/${talkId}` }
	];
}
