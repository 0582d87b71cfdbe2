import * as m from '#locales/messages.ts';
import { addresseeOf } from '#people/contacts/addressee.server.ts';
import { letterhead } from '#people/contacts/letterhead.server.ts';
import { calledName } from '#people/persons/person.ts';
import type { Db, InNetwork } from '#platform/database/network.server.ts';
import { asReader } from '#platform/locale/reader.server.ts';
import { leaveMail } from '#platform/mail/mail.server.ts';
import { letter } from '#platform/mail/template.ts';

/** Tells a member by mail when their data is going to be erased, and where they take that back. Without days of grace there is nothing to take back. */
export async function tellOfErasure(db: Db, where: InNetwork, personId: string, dueAt: Date): Promise<void> {
	const person = await addresseeOf(db, personId);
	if (!person) return;
	const { locale, timeZone, email } = person;
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
