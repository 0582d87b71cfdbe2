import { sql } from 'kysely';
import * as m from '#locales/messages.ts';
import { fullName, type Named } from '#people/persons/person.ts';
import { originAt } from '#platform/config/config.ts';
import type { Db, InNetwork } from '#platform/database/network.server.ts';
import { asReader } from '#platform/locale/reader.server.ts';
import * as f from '#platform/locale/format.ts';
import type { Locale } from '#platform/locale/reader.ts';
import { leaveMail } from '#platform/mail/mail.server.ts';
import { letter, type Block } from '#platform/mail/template.ts';
import { calendarFile, organizer } from './calendar.ts';
import { wayName, type Way } from './talk.ts';

type Party = Named & { personId: string; email: string | null; locale: Locale; timeZone: string };
type Mailed = {
	startsAt: Date;
	endsAt: Date;
	wish: string;
	sequence: number;
	place: string;
	way: Way;
	nameJa: string;
	nameEn: string;
	origins: string[];
	hosts: Party[];
	alumnus: Party;
};
/** What there is to tell of a talk. Of these, the first three change the calendar. */
export type TalkNews = 'booked' | 'moved' | 'cancelled' | 'reminder' | 'missed' | 'after';

const subjects: Record<TalkNews, (said: { other: string }) => string> = {
	booked: m.talk_mail_booked,
	moved: m.talk_mail_moved,
	cancelled: m.talk_mail_cancelled,
	reminder: m.talk_mail_reminder,
	missed: m.talk_mail_missed,
	after: m.talk_mail_after
};

/** Tells everyone who takes part (or one side) about a talk, each in their language and at their clock, with the calendar entry where it changes. */
export async function mailTalk(
	db: Db,
	where: InNetwork,
	talkId: string,
	news: TalkNews,
	only?: 'hosts' | 'alumnus'
): Promise<void> {
	const party = sql`jsonb_build_object('personId', x.person_id, 'email', c.email, 'locale', x.locale, 'timeZone', x.time_zone, 'familyName', x.family_name, 'givenName', x.given_name, 'familyKana', x.family_kana, 'givenKana', x.given_kana)`;
	const { rows } =
		await sql<Mailed>`select k.starts_at, k.ends_at, k.wish, k.sequence, k.place, k.way, n.name_ja, n.name_en, n.hosts as origins,
		(select ${party} from person x left join contact c using (network_id, person_id) where x.person_id = k.alumnus_id) as alumnus,
		(select jsonb_agg(${party} order by x.person_id) from casual_talk_host t join person x on x.person_id = t.host_id left join contact c on c.person_id = x.person_id where t.talk_id = k.talk_id) as hosts
		from casual_talk k join network n on n.network_id = k.network_id where k.talk_id = ${talkId}::uuid`.execute(
			db
		);
	const talk = rows[0]!;
	const readers = [...(only === 'hosts' ? [] : [talk.alumnus]), ...(only === 'alumnus' ? [] : talk.hosts)];
	for (const reader of readers)
		if (reader.email)
			await mailOne(db, where, { talkId, talk, news, reader: { ...reader, email: reader.email } });
}

type One = { talkId: string; talk: Mailed; news: TalkNews; reader: Party & { email: string } };

function mailOne(db: Db, where: InNetwork, { talkId, talk, news, reader }: One): Promise<void> {
	return asReader({ locale: reader.locale, timeZone: reader.timeZone }, () => {
		const isHost = reader.personId !== talk.alumnus.personId;
		const san = (person: Named) => m.person_san({ name: fullName(person, reader.locale) });
		const other = isHost ? san(talk.alumnus) : f.list(talk.hosts.map(san));
		const network = reader.locale === 'ja' ? talk.nameJa : talk.nameEn;
		const written = letter(
			subjects[news]({ other }),
			blocks({ talkId, talk, news, reader }, other, isHost),
			{ network, why: m.talk_mail_why() }
		);
		const method = news === 'cancelled' ? 'CANCEL' : 'REQUEST';
		const entry = {
			talkId,
			sequence: talk.sequence,
			startsAt: new Date(talk.startsAt),
			endsAt: new Date(talk.endsAt),
			title: m.talk_calendar_title({ other }),
			details: `${m.talk_is_no_selection()}\n${originAt(talk.origins)}/talks/${talkId}`,
			place: talk.place
		};
		const hasCalendar = news === 'booked' || news === 'moved' || news === 'cancelled';
		const calendar = hasCalendar
			? ({
					text: calendarFile(method, {
						...entry,
						organizer: organizer(),
						attendees: [{ name: fullName(reader, reader.locale), email: reader.email }]
					}),
					method
				} as const)
			: undefined;
		return leaveMail(db, where, {
			kind: 'talk',
			personId: reader.personId,
			address: reader.email,
			letter: written,
			...(calendar ? { calendar } : {})
		});
	});
}

function blocks({ talkId, talk, news, reader }: One, other: string, isHost: boolean): Block[] {
	const page = `${originAt(talk.origins)}/talks/${talkId}`;
	const when = `${f.day(talk.startsAt, 'full')} ${f.time(talk.startsAt)}–${f.time(talk.endsAt)}\n${f.zoneName(reader.timeZone, talk.startsAt)}`;
	const facts: Block = {
		facts: [
			[m.talk_when(), when],
			[m.talk_with(), other],
			[m.talk_way(), wayName[talk.way]()],
			...(talk.place ? [[m.talk_where(), talk.place] as [string, string]] : []),
			...(talk.wish ? [[m.talk_wish(), talk.wish] as [string, string]] : [])
		]
	};
	if (news === 'cancelled')
		return [
			{ say: m.talk_mail_cancelled({ other }) },
			facts,
			{ quiet: isHost ? m.talk_cancelled_host() : m.talk_cancelled_alumnus() }
		];
	if (news === 'missed')
		return [
			{ say: m.talk_missed({ other }) },
			isHost
				? { quiet: m.talk_missed_host() }
				: { button: m.talk_missed_button(), href: `${originAt(talk.origins)}/come-back/talk` }
		];
	if (news === 'after')
		return [
			{ say: m.talk_after_host({ other }) },
			{ quiet: m.talk_after_host_help() },
			{ button: m.talk_after_button(), href: `${page}#thanks` }
		];
	return [
		{
			say:
				news === 'reminder'
					? m.talk_reminder({ other })
					: isHost
						? m.talk_intro_host({ other })
						: m.talk_intro_alumnus({ other })
		},
		facts,
		{ quiet: m.talk_is_no_selection() },
		{ button: isHost ? m.talk_mail_button_host() : m.talk_mail_button(), href: page }
	];
}
