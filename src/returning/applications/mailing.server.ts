import { sql } from 'kysely';
import * as m from '#locales/messages.ts';
import { nameColumns } from '#people/persons/names.server.ts';
import { calledName, type Named } from '#people/persons/person.ts';
import { originAt } from '#platform/config/config.ts';
import type { Db, InNetwork } from '#platform/database/network.server.ts';
import { asReader } from '#platform/locale/reader.server.ts';
import type { Locale } from '#platform/locale/reader.ts';
import { leaveMail } from '#platform/mail/mail.server.ts';
import { letter, type Block } from '#platform/mail/template.ts';
import { kindWords, statusName, type Status } from './application.ts';

type Applicant = Named & {
	personId: string;
	email: string | null;
	locale: Locale;
	timeZone: string;
	title: string | null;
	nameJa: string;
	nameEn: string;
	hosts: string[];
};

/**
 * Mails the applicant about a step, in the desk's words or in the usual ones. No mail is sent when they withdraw
 * themselves, or when we have no address.
 */
export async function mailStep(
	db: Db,
	where: InNetwork,
	applicationId: string,
	status: Status,
	words: string
): Promise<void> {
	if (status === 'withdrawn') return;
	const applicant = await applicantOf(db, applicationId);
	const { email, title, locale, timeZone } = applicant;
	if (!email) return;
	await asReader({ locale, timeZone }, () => {
		const blocks: Block[] = [
			{ say: words || kindWords[status]({ name: calledName(applicant, locale) }) },
			...(title ? [factsOf(title, status)] : []),
			{
				button: m.application_follow(),
				href: `${originAt(applicant.hosts)}/applications/${applicationId}`
			}
		];
		const subject = title ? m.application_mail_about({ title }) : m.application_mail();
		const network = locale === 'ja' ? applicant.nameJa : applicant.nameEn;
		return leaveMail(db, where, {
			kind: 'application',
			personId: applicant.personId,
			address: email,
			letter: letter(subject, blocks, {
				network,
				why: `${m.application_mail_why()} ${m.why_mail({ address: `${originAt(applicant.hosts)}/me/why#application` })}`
			})
		});
	});
}

const factsOf = (title: string, status: Status): Block => ({
	facts: [
		[m.application_opening(), title],
		[m.column_state(), statusName[status]()]
	]
});

async function applicantOf(db: Db, applicationId: string): Promise<Applicant> {
	const { rows } = await sql<Applicant>`
		select p.person_id, ${nameColumns('p')}, p.locale, p.time_zone, c.email,
			o.title, n.name_ja, n.name_en, n.hosts
		from application a
		join person p using (network_id, person_id)
		join network n using (network_id)
		left join contact c on c.person_id = p.person_id
		left join opening o on o.opening_id = a.opening_id
		where a.application_id = ${applicationId}::uuid
	`.execute(db);
	return rows[0]!;
}
