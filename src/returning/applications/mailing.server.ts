import { sql } from 'kysely';
import * as m from '#locales/messages.ts';
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

/** Tells the applicant of a step in kind words: those of the desk, or the usual ones. Nothing is sent of their own withdrawal. */
export async function mailStep(
	db: Db,
	where: InNetwork,
	applicationId: string,
	status: Status,
	words: string
): Promise<void> {
	if (status === 'withdrawn') return;
	const { rows } =
		await sql<Applicant>`select p.person_id, c.email, p.locale, p.time_zone, p.family_name, p.given_name, p.family_kana, p.given_kana, o.title, n.name_ja, n.name_en, n.hosts
		from application a join person p using (network_id, person_id) join network n using (network_id) left join contact c on c.person_id = p.person_id left join opening o on o.opening_id = a.opening_id where a.application_id = ${applicationId}::uuid`.execute(
			db
		);
	const applicant = rows[0]!;
	if (!applicant.email) return;
	const { email } = applicant;
	await asReader({ locale: applicant.locale, timeZone: applicant.timeZone }, () => {
		const name = calledName(applicant, applicant.locale);
		const network = applicant.locale === 'ja' ? applicant.nameJa : applicant.nameEn;
		const blocks: Block[] = [
			{ say: words || kindWords[status]({ name }) },
			...(applicant.title
				? [
						{
							facts: [
								[m.application_opening(), applicant.title],
								[m.column_state(), statusName[status]()]
							] as [string, string][]
						}
					]
				: []),
			{
				button: m.application_follow(),
				href: `${originAt(applicant.hosts)}/applications/${applicationId}`
			}
		];
		return leaveMail(db, where, {
			kind: 'application',
			personId: applicant.personId,
			address: email,
			letter: letter(
				applicant.title ? m.application_mail_about({ title: applicant.title }) : m.application_mail(),
				blocks,
				{ network, why: m.application_mail_why() }
			)
		});
	});
}
