import * as m from '#locales/messages.ts';
import { letterhead } from '#people/contacts/letterhead.server.ts';
import { calledName, type Named } from '#people/persons/person.ts';
import type { Db, InNetwork } from '#platform/database/network.server.ts';
import { asReader } from '#platform/locale/reader.server.ts';
import type { Locale } from '#platform/locale/reader.ts';
import { leaveMail } from '#platform/mail/mail.server.ts';
import { letter } from '#platform/mail/template.ts';

type Told = Named & { locale: Locale; timeZone: string; email: string | null };

/** Tells a member by mail when their data is going to be erased, and where they take that back. Without days of grace there is nothing to take back. */
export async function tellOfErasure(db: Db, where: InNetwork, personId: string, dueAt: Date): Promise<void> {
	const person = (await db
		.selectFrom('person as p')
		.leftJoin('contact as c', (join) =>
			join.onRef('c.networkId', '=', 'p.networkId').onRef('c.personId', '=', 'p.personId')
		)
		.select([
			'p.familyName',
			'p.givenName',
			'p.familyKana',
			'p.givenKana',
			'p.locale',
			'p.timeZone',
			'c.email'
		])
		.where('p.personId', '=', personId)
		.executeTakeFirstOrThrow()) as Told;
	const { locale, timeZone, email } = person;
	if (!email) return;
	const { nameIn, origin } = await letterhead(db);
	const isAtOnce = dueAt <= new Date();
	const written = asReader({ locale, timeZone }, () =>
		letter(
			m.erase_mail_subject(),
			[
				{ say: m.own_data_mail_hello({ name: calledName(person, locale) }) },
				...(isAtOnce
					? [{ say: m.erase_mail_due_now() }, { say: m.security_mail_ask_desk() }]
					: [
							{ say: m.erase_mail_due({ at: dueAt }) },
							{ say: m.erase_mail_undo() },
							{ button: m.erase_mail_button(), href: `${origin}/me/data` }
						])
			],
			{ network: nameIn(locale), why: m.erase_mail_why() }
		)
	);
	await leaveMail(db, where, { kind: 'erasure', personId, address: email, letter: written });
}
