import { sql } from 'kysely';
import * as m from '#locales/messages.ts';
import { whenToMail } from '#people/contacts/addressee.server.ts';
import { namePairs } from '#people/persons/names.server.ts';
import { fullName, type Named } from '#people/persons/person.ts';
import { undoHours } from '#platform/clock/undoing.ts';
import { originAt } from '#platform/config/config.ts';
import type { Db, InNetwork } from '#platform/database/network.server.ts';
import { asReader } from '#platform/locale/reader.server.ts';
import * as f from '#platform/locale/format.ts';
import type { Locale } from '#platform/locale/reader.ts';
import { leaveMail } from '#platform/mail/mail.server.ts';
import { letter, type Block } from '#platform/mail/template.ts';
import { rulesFor, rulesText, type OwnRules } from '../meeting-rules/meeting-rules.ts';
import { calendarFile, organizer } from './calendar.ts';
import { wayName, type Way } from './talk.ts';

type Party = Named & { personId: string; email: string | null; locale: Locale; timeZone: string };
type Mailed = OwnRules & {
	talkId: string;
	startsAt: Date;
	endsAt: Date;
	undoUntil: Date | null;
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
/** What there is to tell of a talk. */
export type TalkNews =
	'booked' | 'moved' | 'placed' | 'cancelled' | 'reminder' | 'put_back' | 'missed' | 'after';

const changesCalendar: ReadonlySet<TalkNews> = new Set([
	'booked',
	'moved',
	'placed',
	'cancelled',
	'put_back'
]);

const subjects: Record<TalkNews, (names: { other: string }) => string> = {
	booked: m.talk_mail_booked,
	moved: m.talk_mail_moved,
	placed: m.talk_mail_placed,
	cancelled: m.talk_mail_cancelled,
	put_back: m.talk_mail_put_back,
	reminder: m.talk_mail_reminder,
	missed: m.talk_mail_missed,
	after: m.talk_mail_after
};

/** A person `x` with their contact `c`, as one to be told of a talk. */
const party = sql`jsonb_build_object(
	'personId', x.person_id, 'email', c.email, 'locale', x.locale, 'timeZone', x.time_zone, ${namePairs('x')}
)`;

/** Until when a talk `k` that was called off can be put back; null where it is not. */
export const undoUntil = sql<Date | null>`case
	when k.canceller_id is not null
		and least(k.starts_at, k.cancelled_at + make_interval(hours => ${undoHours})) > now()
	then least(k.starts_at, k.cancelled_at + make_interval(hours => ${undoHours}))
end`;

/**
 * Mails everyone who takes part in a talk, or one side, about it: each in their language and by their clock, with the
 * calendar entry if the news changes it. People without an address are left out.
 */
export async function mailTalk(
	db: Db,
	where: InNetwork,
	talkId: string,
	news: TalkNews,
	only?: 'hosts' | 'alumnus'
): Promise<void> {
	const talk = await talkToMail(db, talkId);
	const readers = [...(only === 'hosts' ? [] : [talk.alumnus]), ...(only === 'alumnus' ? [] : talk.hosts)];
	for (const reader of readers) {
		const { email } = reader;
		if (email) await mailTo(db, where, { talk, news, reader: { ...reader, email } });
	}
}

async function talkToMail(db: Db, talkId: string): Promise<Mailed> {
	const { rows } = await sql<Mailed>`
		select k.talk_id, k.starts_at, k.ends_at, k.wish, k.sequence, k.place, k.way,
			${undoUntil} as undo_until, n.name_ja, n.name_en, n.hosts as origins,
			n.meeting_rules_ja, n.meeting_rules_en, n.meeting_contact,
			(
				select ${party}
				from person x
				left join contact c using (network_id, person_id)
				where x.person_id = k.alumnus_id
			) as alumnus,
			(
				select jsonb_agg(${party} order by x.person_id)
				from casual_talk_host t
				join person x on x.person_id = t.host_id
				left join contact c on c.person_id = x.person_id
				where t.talk_id = k.talk_id
			) as hosts
		from casual_talk k
		join network n on n.network_id = k.network_id
		where k.talk_id = ${talkId}::uuid
	`.execute(db);
	return rows[0]!;
}

type Mail = { talk: Mailed; news: TalkNews; reader: Party & { email: string } };

/** What can wait for the end of someone's quiet hours. */
const canWait: ReadonlySet<TalkNews> = new Set(['after']);

async function mailTo(db: Db, where: InNetwork, mail: Mail): Promise<string> {
	const { talk, news, reader } = mail;
	const notBefore = canWait.has(news) ? await whenToMail(db, reader) : undefined;
	return asReader({ locale: reader.locale, timeZone: reader.timeZone }, () => {
		const isHost = reader.personId !== talk.alumnus.personId;
		const san = (person: Named) => m.person_san({ name: fullName(person, reader.locale) });
		const other = isHost ? san(talk.alumnus) : f.list(talk.hosts.map(san));
		const network = reader.locale === 'ja' ? talk.nameJa : talk.nameEn;
		return leaveMail(db, where, {
			kind: 'talk',
			personId: reader.personId,
			address: reader.email,
			letter: letter(subjects[news]({ other }), blocks(mail, other, isHost), {
				network,
				why: `${m.talk_mail_why()} ${m.why_mail({ address: `${originAt(talk.origins)}/me/why#talk` })}`
			}),
			...(notBefore ? { notBefore } : {}),
			...(changesCalendar.has(news) ? { calendar: calendarOf(mail, other) } : {})
		});
	});
}

const pageOf = (talk: Mailed) => `${originAt(talk.origins)}/talks/${talk.talkId}`;

function calendarOf({ talk, news, reader }: Mail, other: string) {
	const method = news === 'cancelled' ? ('CANCEL' as const) : ('REQUEST' as const);
	const text = calendarFile(method, {
		talkId: talk.talkId,
		sequence: talk.sequence,
		startsAt: new Date(talk.startsAt),
		endsAt: new Date(talk.endsAt),
		title: m.talk_calendar_title({ other }),
		details: `${m.talk_is_no_selection()}\n${pageOf(talk)}\n\n${rulesText(rulesFor(talk, reader.locale))}`,
		place: talk.place,
		organizer: organizer(),
		attendees: [{ name: fullName(reader, reader.locale), email: reader.email }]
	});
	return { text, method };
}

function blocks({ talk, news, reader }: Mail, other: string, isHost: boolean): Block[] {
	switch (news) {
		case 'cancelled':
			return [
				{ say: m.talk_mail_cancelled({ other }) },
				factsOf({ talk, news, reader }, other, isHost),
				{ quiet: isHost ? m.talk_cancelled_host() : m.talk_cancelled_alumnus() },
				...undoOf(talk)
			];
		case 'missed':
			return [
				{ say: m.talk_missed({ other }) },
				isHost
					? { quiet: m.talk_missed_host() }
					: { button: m.talk_missed_button(), href: `${originAt(talk.origins)}/come-back/talk` }
			];
		case 'after':
			return [
				{ say: m.talk_after_host({ other }) },
				{ quiet: m.talk_after_host_help() },
				{ button: m.talk_after_button(), href: `${pageOf(talk)}#thanks` }
			];
		default:
			return [
				{ say: introductionOf(news, other, isHost) },
				factsOf({ talk, news, reader }, other, isHost),
				{ quiet: m.talk_is_no_selection() },
				{ button: isHost ? m.talk_mail_button_host() : m.talk_mail_button(), href: pageOf(talk) },
				...rulesOf(talk, reader, isHost)
			];
	}
}

/** The rules of meeting and whom to turn to; an alumnus also learns where to report something in confidence. */
function rulesOf(talk: Mailed, { locale }: Party, isHost: boolean): Block[] {
	const { words, contact } = rulesFor(talk, locale);
	const report = `${originAt(talk.origins)}/concern?talk=${talk.talkId}`;
	return [
		{ part: m.rules_title() },
		{ quiet: words },
		{ quiet: m.rules_contact({ contact }) },
		...(isHost ? [] : [{ quiet: m.concern_mail_link({ page: report }) }])
	];
}

/** Until when whoever called it off can put it back. They find the button on the talk's page. */
function undoOf({ undoUntil }: Mailed): Block[] {
	if (!undoUntil) return [];
	return [
		{ quiet: m.talk_cancelled_undo({ until: `${f.day(undoUntil, 'medium')} ${f.time(undoUntil)}` }) }
	];
}

function introductionOf(news: TalkNews, other: string, isHost: boolean): string {
	if (news === 'reminder') return m.talk_reminder({ other });
	if (news === 'put_back') return m.talk_put_back({ other });
	if (news === 'placed') return m.talk_placed_says();
	return isHost ? m.talk_intro_host({ other }) : m.talk_intro_alumnus({ other });
}

/** What to do where a talk has no place yet. By telephone the number is all that it needs. */
function whereOpen({ way }: Mailed, isHost: boolean): string {
	if (way === 'telephone') return '';
	return isHost ? m.talk_where_open_host() : m.talk_where_open();
}

/** When, with whom, how, where and about what a talk is. */
function factsOf({ talk, news, reader }: Mail, other: string, isHost: boolean): Block {
	const { timeZone } = reader;
	const { startsAt, endsAt } = talk;
	const time = `${f.day(startsAt, 'full')} ${f.time(startsAt)}–${f.time(endsAt)}`;
	const facts: [string, string][] = [
		[m.talk_when(), `${time}\n${f.zoneName(timeZone, startsAt)}`],
		[m.talk_with(), other],
		[m.talk_way(), wayName[talk.way]()]
	];
	const where = talk.place || (news === 'cancelled' ? '' : whereOpen(talk, isHost));
	if (where) facts.push([m.talk_where(), where]);
	if (talk.wish) facts.push([m.talk_wish(), talk.wish]);
	return { facts };
}
