import { sql } from 'kysely';
import { afterQuietHours } from '#people/contacts/contact.ts';
import { letterhead, type Letterhead } from '#people/contacts/letterhead.server.ts';
import { mayNotMail } from '#people/contacts/reach.server.ts';
import { nameColumns } from '#people/persons/names.server.ts';
import type { Named } from '#people/persons/person.ts';
import { inNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { asReader } from '#platform/locale/reader.server.ts';
import type { Locale } from '#platform/locale/reader.ts';
import { leaveMail } from '#platform/mail/mail.server.ts';
import { agreesTo } from './agreeing.server.ts';
import { matchLetter, type Told } from './match-letter.ts';
import { wasToldLately } from './told-lately.server.ts';

type OfChange = InNetwork & { changeId: string };

const atOnce = 100;

/**
 * Writes the mails of a change's matches, a hundred in a transaction. Where someone gets no mail, the match says why.
 * People who had a mail over the same reason in the last 30 days get none, and find the change on Home.
 */
export async function mailMatches(where: OfChange): Promise<void> {
	while ((await inNetwork(where, (db) => mailNext(db, where))) === atOnce) continue;
}

export type WhyNoMail = 'no_consent' | 'no_basis' | 'do_not_contact' | 'cap' | 'told_lately';
type Addressee = Named & {
	personId: string;
	reason: string;
	weight: number;
	email: string | null;
	locale: Locale;
	timeZone: string;
	quietFrom: string;
	quietUntil: string;
	mayNot: WhyNoMail | null;
};

/** Handles the next hundred matches that are neither mailed nor refused, and gives how many those were. */
async function mailNext(db: Db, where: OfChange): Promise<number> {
	const change = await db
		.selectFrom('change')
		.selectAll()
		.where('changeId', '=', where.changeId)
		.where('status', '=', 'published')
		.executeTakeFirst();
	if (!change) return 0;
	const head = await letterhead(db);
	const addressees = await nextAddressees(db, where.changeId);
	for (const person of addressees) {
		if (person.mayNot || !person.email)
			await refuseMail(db, where.changeId, person.personId, person.mayNot ?? 'no_basis');
		else await mailMatch(db, where, { ...person, email: person.email }, change, head);
	}
	return addressees.length;
}

const whyNoMail = sql`
	case
		when not ${agreesTo('return_mail', sql`mt.person_id`)} then 'no_consent'
		when ${mayNotMail(sql`mt.person_id`)} is not null then ${mayNotMail(sql`mt.person_id`)}
		when ${wasToldLately(sql`mt.person_id`, sql`mt.reason`)} then 'told_lately'
	end
`;

async function nextAddressees(db: Db, changeId: string): Promise<Addressee[]> {
	const { rows } = await sql<Addressee>`
		select mt.person_id, mt.reason, mt.weight,
			c.email, c.quiet_from, c.quiet_until,
			p.locale, p.time_zone, ${nameColumns('p')},
			${whyNoMail} as may_not
		from (
			select network_id, person_id, reason, weight
			from match
			where change_id = ${changeId}
				and mail_written_at is null
				and not_mailed is null
			order by person_id
			limit ${atOnce}
			for update
		) mt
		join person p using (network_id, person_id)
		left join contact c using (network_id, person_id)
	`.execute(db);
	return rows;
}

async function refuseMail(db: Db, changeId: string, personId: string, why: WhyNoMail): Promise<void> {
	await db
		.updateTable('match')
		.set({ notMailed: why })
		.where('changeId', '=', changeId)
		.where('personId', '=', personId)
		.execute();
}

async function mailMatch(
	db: Db,
	{ networkId, changeId }: OfChange,
	person: Addressee & { email: string },
	change: Told,
	{ nameIn, origin }: Letterhead
): Promise<void> {
	const { personId, locale, timeZone } = person;
	const quietHours = { from: person.quietFrom, until: person.quietUntil };
	await leaveMail(
		db,
		{ networkId },
		{
			kind: 'match',
			personId,
			address: person.email,
			letter: (unsubscribe) =>
				asReader({ locale, timeZone }, () =>
					matchLetter(person, change, { network: nameIn(locale), origin, unsubscribe })
				),
			list: { name: 'match', origin },
			purpose: 'return_mail',
			touch: { kind: 'told', subjectId: changeId },
			notBefore: afterQuietHours(new Date(), timeZone, quietHours)
		}
	);
	await db
		.updateTable('match')
		.set({ mailWrittenAt: new Date() })
		.where('changeId', '=', changeId)
		.where('personId', '=', personId)
		.execute();
}
