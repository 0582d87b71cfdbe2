import { sql } from 'kysely';
import { memberIsAlumnus } from '#access/policy/roles.server.ts';
import { afterQuietHours } from '#people/contacts/contact.ts';
import { letterhead, type Letterhead } from '#people/contacts/letterhead.server.ts';
import { mayNotMail } from '#people/contacts/reach.server.ts';
import { nameColumns } from '#people/persons/names.server.ts';
import type { Named } from '#people/persons/person.ts';
import { inNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { asReader } from '#platform/locale/reader.server.ts';
import type { Locale } from '#platform/locale/reader.ts';
import { leaveMails, type NewMail } from '#platform/mail/mail.server.ts';
import { digestLetter } from './digest-letter.ts';
import { isWorthIt, type DigestOf, type Tellings } from './digest.ts';
import { digestsFor } from './gathering-digest.server.ts';

/** What a later room has to tell some of these people, by their id. */
export type TellingsFor = (db: Db, people: readonly string[]) => Promise<Map<string, Tellings>>;

const atOnce = 200;

type Addressee = Named & {
	personId: string;
	locale: Locale;
	timeZone: string;
	email: string;
	quietFrom: string;
	quietUntil: string;
	mayNot: string | null;
	isAlumnus: boolean;
};

/**
 * Writes this week's digest to every alumnus, and every employee who reads along, who wants one and whose day it is; what
 * alumni did comes first. Someone for whom
 * nothing is worth a mail gets none. Each batch marks those it looked at, so that a second run continues where the first
 * stopped and nobody gets two in six days.
 */
export async function sendDigests(where: InNetwork, tellings: TellingsFor): Promise<void> {
	while ((await inNetwork(where, (db) => sendNext(db, where, tellings))) === atOnce) continue;
}

/** Gives how many people it looked at. */
async function sendNext(db: Db, where: InNetwork, tellingsFor: TellingsFor): Promise<number> {
	const [head, due] = await Promise.all([letterhead(db), nextDue(db)]);
	const people = due.filter((person) => !person.mayNot);
	if (people.length === 0) return due.length;
	const alumni = people.filter((person) => person.isAlumnus);
	const [digests, tellings] = await Promise.all([
		digestsFor(db, people.map(idOf)),
		tellingsFor(db, alumni.map(idOf))
	]);
	const mails = people.flatMap((person) => {
		const digest = digests.get(person.personId)!;
		const told = tellings.get(person.personId) ?? { answers: [], voices: [] };
		return isWorthIt(digest, told.answers.length) ? [digestMail(person, digest, told, head)] : [];
	});
	await leaveMails(db, where, mails);
	return due.length;
}

const idOf = ({ personId }: Addressee) => personId;

/** Marks the next people whose digest is due today, and gives them. */
async function nextDue(db: Db): Promise<Addressee[]> {
	const { rows } = await sql<Addressee>`
		with due as (
			update contact
			set digested_at = now()
			where person_id in (
				select c.person_id
				from contact c
				join membership mb using (network_id, person_id)
				where c.wants_digest
					and c.digest_weekday = extract(isodow from (select network_today()))
					and (c.digested_at is null or c.digested_at < now() - interval '6 days')
					and (${memberIsAlumnus('mb')} or mb.let_in_as is not null)
				order by c.person_id
				limit ${atOnce}
				for update of c skip locked
			)
			returning *
		)
		select c.person_id, c.email, c.quiet_from, c.quiet_until,
			p.locale, p.time_zone, ${nameColumns('p')},
			${mayNotMail(sql`c.person_id`)} as may_not,
			${memberIsAlumnus('mb')} as is_alumnus
		from due c
		join person p using (network_id, person_id)
		join membership mb using (network_id, person_id)
	`.execute(db);
	return rows;
}

function digestMail(
	person: Addressee,
	digest: DigestOf,
	told: Tellings,
	{ nameIn, origin }: Letterhead
): NewMail {
	const { locale, timeZone, quietFrom, quietUntil } = person;
	const network = nameIn(locale);
	return {
		kind: 'digest',
		personId: person.personId,
		address: person.email,
		letter: (unsubscribe) =>
			asReader({ locale, timeZone }, () =>
				digestLetter(person, digest, told, { network, origin, unsubscribe })
			),
		list: { name: 'digest', origin },
		...(told.answers.length + told.voices.length > 0 ? { purpose: 'return_mail' } : {}),
		notBefore: afterQuietHours(new Date(), timeZone, { from: quietFrom, until: quietUntil })
	};
}
