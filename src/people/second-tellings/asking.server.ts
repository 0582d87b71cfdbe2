import { sql } from 'kysely';
import { memberIsAlumnus } from '#access/policy/roles.server.ts';
import * as m from '#locales/messages.ts';
import { afterQuietHours } from '#people/contacts/contact.ts';
import { letterhead, type Letterhead } from '#people/contacts/letterhead.server.ts';
import { mayNotMail } from '#people/contacts/reach.server.ts';
import { makeLink } from '#people/invitations/invitation.ts';
import { nameColumns } from '#people/persons/names.server.ts';
import { calledName, type Named } from '#people/persons/person.ts';
import { isEmployed } from '#people/tenures/employed.server.ts';
import { inNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { asReader } from '#platform/locale/reader.server.ts';
import type { Locale } from '#platform/locale/reader.ts';
import { leaveMail } from '#platform/mail/mail.server.ts';
import { letter, type Letter } from '#platform/mail/template.ts';
import { daysOfGrace, linkDays, type Months } from './second-telling.ts';

const atOnce = 100;

type Due = Named & {
	personId: string;
	tenureId: string;
	months: Months;
	email: string;
	locale: Locale;
	timeZone: string;
	quietFrom: string;
	quietUntil: string;
};

/**
 * Asks everyone whose three or six months are over since they left, a hundred to a transaction: alumni who agree to be in
 * the network, and leavers without an account who agreed to it on leaving. Someone who may not be written to just now is
 * tried again each night, for thirty days.
 */
export async function askSecondTellings(where: InNetwork): Promise<void> {
	while ((await inNetwork(where, (db) => askNext(db, where))) === atOnce) continue;
}

async function askNext(db: Db, where: InNetwork): Promise<number> {
	const head = await letterhead(db);
	const due = await dueToday(db);
	for (const person of due) await ask(db, where, person, head);
	return due.length;
}

const agrees = sql`exists (
	select from consent n
	where n.person_id = d.person_id
		and n.purpose = 'network'
		and n.withdrawn_at is null
)`;

/** A member is asked as an alumnus; so is somebody without an account. */
const isNoColleague = sql`not exists (
	select from membership mb
	where mb.person_id = d.person_id
		and not ${memberIsAlumnus('mb')}
)`;

async function dueToday(db: Db): Promise<Due[]> {
	const { rows } = await sql<Due>`
		select
			d.person_id, d.tenure_id, a.months, c.email, c.quiet_from, c.quiet_until,
			p.locale, p.time_zone, ${nameColumns('p')}
		from departure d
		cross join (values (3), (6)) a(months)
		join person p using (network_id, person_id)
		join contact c using (network_id, person_id)
		where d.is_latest
			and (d.left_on + make_interval(months => a.months))::date
				between network_today() - ${daysOfGrace}::int and network_today()
			and not exists (
				select from second_telling s
				where s.tenure_id = d.tenure_id
					and s.months = a.months
			)
			and c.wants_pulse
			and ${agrees}
			and ${isNoColleague}
			and not ${isEmployed('d')}
			and ${mayNotMail(sql`c.person_id`)} is null
		order by d.left_on, d.tenure_id
		limit ${atOnce}
		for update of d skip locked
	`.execute(db);
	return rows;
}

async function ask(db: Db, where: InNetwork, person: Due, { nameIn, origin }: Letterhead): Promise<void> {
	const { personId, tenureId, months, email, locale, timeZone } = person;
	const { networkId } = where;
	const { token, hash } = makeLink();
	const expiresAt = new Date(Date.now() + linkDays * 86_400_000);
	await db
		.insertInto('secondTelling')
		.values({ networkId, personId, tenureId, months, linkHash: hash, expiresAt })
		.execute();
	const links = { network: nameIn(locale), origin, token };
	await leaveMail(db, where, {
		kind: 'second_telling',
		personId,
		address: email,
		letter: (unsubscribe) =>
			asReader({ locale, timeZone }, () => askingLetter(person, { ...links, unsubscribe })),
		list: { name: 'pulse', origin },
		notBefore: afterQuietHours(new Date(), timeZone, {
			from: person.quietFrom,
			until: person.quietUntil
		}),
		expiresAt
	});
}

type Links = { network: string; origin: string; token: string; unsubscribe: string };

function askingLetter(person: Due, { network, origin, token, unsubscribe }: Links): Letter {
	return letter(
		m.telling_mail_subject({ network }),
		[
			{ say: m.match_mail_greeting({ name: calledName(person, person.locale) }) },
			{ say: m.telling_mail_body({ months: person.months }) },
			{ button: m.telling_mail_button(), href: `${origin}/telling/${token}` },
			{ quiet: m.telling_mail_confidence({ days: linkDays }) }
		],
		{ network, why: m.match_mail_why({ address: `${origin}/me` }), unsubscribe }
	);
}
