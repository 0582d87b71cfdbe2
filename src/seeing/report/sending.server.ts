import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { memberMay } from '#access/policy/roles.server.ts';
import * as m from '#locales/messages.ts';
import { whenToMail } from '#people/contacts/addressee.server.ts';
import { letterhead, type Letterhead } from '#people/contacts/letterhead.server.ts';
import { nameColumns } from '#people/persons/names.server.ts';
import { calledName, type Named } from '#people/persons/person.ts';
import { networkToday } from '#platform/clock/network-today.server.ts';
import { inNetwork, readNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import * as f from '#platform/locale/format.ts';
import { asReader } from '#platform/locale/reader.server.ts';
import type { Locale } from '#platform/locale/reader.ts';
import { leaveMail } from '#platform/mail/mail.server.ts';
import { letter, type Letter } from '#platform/mail/template.ts';
import { Invalid } from '#platform/http/failures.ts';
import { makeReport } from './making.server.ts';
import { isSendingDay, monthBefore, type Report } from './report.ts';
import { keptReport } from './reports.server.ts';
import { mainFigures } from './words.ts';

/**
 * Sends the report on the month before, on the first working day of a month or soon after, to whom the desk chose. It is
 * sent once. Where nobody is chosen, none is made.
 */
export async function sendDueReport(where: InNetwork): Promise<void> {
	await inNetwork(where, async (db) => {
		const today = await networkToday(db);
		if (!isSendingDay(today)) return;
		const month = monthBefore(today);
		if ((await keptReport(db, month))?.sentAt) return;
		await send(db, where, month, { atOnce: false });
	});
}

/**
 * Sends the report on the last month now; those who got it already get it again, with the same figures. Gives to how many
 * it went. Throws Invalid where nobody is chosen.
 */
export async function sendReportNow(actor: Actor): Promise<number> {
	authorize(actor, 'report.send');
	return inNetwork(actor, async (db) => {
		const month = monthBefore(await networkToday(db));
		const people = await send(db, actor, month, { atOnce: true });
		if (people === 0) throw new Invalid('no_readers', 'form');
		await writeAudit(db, actor, 'report.send', undefined, { month, people });
		return people;
	});
}

type To = Required<Named> & { personId: string; email: string; locale: Locale; timeZone: string };

/** Leaves the mails of a report; where nobody asked for it just now, for the end of each reader's quiet hours. */
async function send(
	db: Db,
	{ networkId }: InNetwork,
	month: string,
	{ atOnce }: { atOnce: boolean }
): Promise<number> {
	const readers = await chosenReaders(db);
	if (readers.length === 0) return 0;
	const report = (await keptReport(db, month))?.report ?? (await makeReport(db, month));
	await sql`
		insert into monthly_report (network_id, month, figures, sent_at)
		values (${networkId}::uuid, ${month}::date, ${JSON.stringify(report)}::jsonb, now())
		on conflict (network_id, month) do update
		set sent_at = excluded.sent_at
	`.execute(db);
	const head = await letterhead(db);
	for (const reader of readers)
		await leaveMail(
			db,
			{ networkId },
			{
				kind: 'report',
				personId: reader.personId,
				address: reader.email,
				letter: asReader(reader, () => reportLetter(report, reader, head)),
				...(atOnce ? {} : { notBefore: await whenToMail(db, reader) })
			}
		);
	return readers.length;
}

/** Does the report go to somebody? Whoever reads it is told so, and to whom only who may choose. */
export async function isSentToSomebody(actor: Actor): Promise<boolean> {
	authorize(actor, 'report.see');
	return readNetwork(actor, async (db) => (await chosenReaders(db)).length > 0);
}

/** Those chosen who may still read it, and have an address. */
async function chosenReaders(db: Db): Promise<To[]> {
	const { rows } = await sql<To>`
		select r.person_id, c.email, p.locale, p.time_zone, ${nameColumns('p')}
		from report_reader r
		join membership mb on mb.person_id = r.person_id
			and ${memberMay('report.see', 'mb')}
		join person p on p.person_id = r.person_id
			and p.removed_at is null
		join contact c on c.person_id = r.person_id
		where c.email is not null
		order by r.person_id
	`.execute(db);
	return rows;
}

function reportLetter(report: Report, reader: To, { nameIn, origin }: Letterhead): Letter {
	const network = nameIn(reader.locale);
	const month = f.month(report.month);
	return letter(
		m.report_mail_subject({ network, month }),
		[
			{ say: m.match_mail_greeting({ name: calledName(reader, reader.locale) }) },
			{ say: m.report_mail_body({ network, month }) },
			{ facts: mainFigures(report).map(({ name, value }) => [name, value]) },
			{ quiet: m.report_mail_rule() },
			{ button: m.report_mail_button(), href: `${origin}/desk/report?month=${report.month}` }
		],
		{ network, why: m.report_mail_why() }
	);
}
