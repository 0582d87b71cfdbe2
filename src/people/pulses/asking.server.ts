import { sql } from 'kysely';
import { memberIsAlumnus } from '#access/policy/roles.server.ts';
import * as m from '#locales/messages.ts';
import { afterQuietHours } from '#people/contacts/contact.ts';
import { letterhead, type Letterhead } from '#people/contacts/letterhead.server.ts';
import { mayNotMail } from '#people/contacts/reach.server.ts';
import { makeLink } from '#people/invitations/invitation.ts';
import { nameColumns } from '#people/persons/names.server.ts';
import { calledName, type Named } from '#people/persons/person.ts';
import type { Quadrant } from '#people/standings/standing.ts';
import { isEmployed } from '#people/tenures/employed.server.ts';
import { inNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { asReader } from '#platform/locale/reader.server.ts';
import type { Locale } from '#platform/locale/reader.ts';
import { leaveMail } from '#platform/mail/mail.server.ts';
import { letter, type Block, type Letter } from '#platform/mail/template.ts';
import { pulseChoices, pulseDays } from './pulse.ts';
import { askAgainIn, putOff } from './pulses.server.ts';

const atOnce = 100;
/** Someone who may not be written to just now is looked at again after so many days. */
const daysUntilNextLook = 7;

type Due = Named & {
	personId: string;
	email: string;
	locale: Locale;
	timeZone: string;
	quietFrom: string;
	quietUntil: string;
	quadrant: Quadrant;
	unanswered: number;
	mayNot: string | null;
};

/**
 * Asks everyone whose turn it is by mail, a hundred to a transaction: members who agreed to mail about
 * returning and have not come back. Someone who may not be written to just now is put off for a week.
 */
export async function askPulses(where: InNetwork): Promise<void> {
	while ((await inNetwork(where, (db) => askNext(db, where))) === atOnce) continue;
}

/** Gives how many people were looked at. */
async function askNext(db: Db, where: InNetwork): Promise<number> {
	const head = await letterhead(db);
	const due = await dueToday(db);
	for (const person of due) {
		if (person.mayNot) await askAgainIn(db, person.personId, daysUntilNextLook);
		else await ask(db, where, person, head);
	}
	return due.length;
}

/** The questions since someone last said where they stand that they did not answer. */
const unanswered = sql`(
	select count(*)::int
	from pulse q
	where q.person_id = c.person_id
		and q.used_at is null
		and q.asked_at > coalesce(s.said_at, '-infinity')
)`;

const isAlumnus = sql`exists (
	select from membership mb
	where mb.person_id = c.person_id
		and ${memberIsAlumnus('mb')}
)`;

const agreesToReturnMail = sql`exists (
	select from consent n
	where n.person_id = c.person_id
		and n.purpose = 'return_mail'
		and n.withdrawn_at is null
)`;

/** Who left less than three months ago is asked nothing yet: the first question is why they left (`second-tellings`). */
const hasLeftLately = sql`exists (
	select from departure d
	where d.person_id = c.person_id
		and d.is_latest
		and d.left_on > (select network_today()) - 90
)`;

/** Why someone is not asked just now, else null. */
const mayNotAsk = sql`
	case
		when not ${isAlumnus} or not ${agreesToReturnMail} or ${isEmployed('c')} then 'no_consent'
		when s.said_at > now() - interval '60 days' then 'said'
		when ${hasLeftLately} then 'left_lately'
		else ${mayNotMail(sql`c.person_id`)}
	end
`;

/**
 * The next people whose turn it is. Their contacts are locked, and those that another worker has locked are
 * left out.
 */
async function dueToday(db: Db): Promise<Due[]> {
	const dueContacts = sql`(
		select *
		from contact
		where wants_pulse
			and pulse_due_on <= (select network_today())
		order by pulse_due_on
		limit ${atOnce}
		for update skip locked
	)`;
	const { rows } = await sql<Due>`
		select
			c.person_id, c.email, c.quiet_from, c.quiet_until,
			p.locale, p.time_zone, ${nameColumns('p')},
			coalesce(s.quadrant, 'unknown') as quadrant,
			${unanswered} as unanswered,
			${mayNotAsk} as may_not
		from ${dueContacts} c
		join person p using (network_id, person_id)
		left join standing s on s.person_id = c.person_id
			and s.is_current
	`.execute(db);
	return rows;
}

async function ask(
	db: Db,
	{ networkId }: InNetwork,
	person: Due,
	{ origin, nameIn }: Letterhead
): Promise<void> {
	const { personId, email, locale, timeZone } = person;
	const { token, hash } = makeLink();
	const expiresAt = new Date(Date.now() + pulseDays * 86_400_000);
	await db.insertInto('pulse').values({ networkId, personId, linkHash: hash, expiresAt }).execute();
	await putOff(db, personId, person.quadrant, person.unanswered + 1);
	const written = (unsubscribe: string) =>
		asReader({ locale, timeZone }, () =>
			pulseLetter(person, { network: nameIn(locale), origin, token, unsubscribe })
		);
	const quiet = { from: person.quietFrom, until: person.quietUntil };
	await leaveMail(
		db,
		{ networkId },
		{
			kind: 'pulse',
			personId,
			address: email,
			letter: written,
			list: { name: 'pulse', origin },
			purpose: 'return_mail',
			notBefore: afterQuietHours(new Date(), timeZone, quiet)
		}
	);
}

type Links = { network: string; origin: string; token: string; unsubscribe: string };

function pulseLetter(person: Due, { network, origin, token, unsubscribe }: Links): Letter {
	const choices = pulseChoices.map((choice): Block => ({
		item: choice.label(),
		words: '',
		href: `${origin}/pulse/${token}?say=${choice.key}`
	}));
	const why = `${m.match_mail_why({ address: `${origin}/me/notifications` })} ${m.why_mail({ address: `${origin}/me/why#pulse` })}`;
	return letter(
		m.pulse_mail_subject({ network }),
		[
			{ say: m.match_mail_greeting({ name: calledName(person, person.locale) }) },
			{ say: m.pulse_mail_intro() },
			...choices,
			{ quiet: m.pulse_mail_confidence({ days: pulseDays }) }
		],
		{ network, why, unsubscribe }
	);
}
