import type { InNetwork, Db } from '#platform/database/network.server.ts';
import * as m from '#locales/messages.ts';
import { addresseeOf } from '#people/contacts/addressee.server.ts';
import { letterhead } from '#people/contacts/letterhead.server.ts';
import { calledName } from '#people/persons/person.ts';
import { NotFound } from '#platform/http/failures.ts';
import { asReader } from '#platform/locale/reader.server.ts';
import { leaveMail } from '#platform/mail/mail.server.ts';
import { letter } from '#platform/mail/template.ts';

/** Tells a member that from now on they can sign in by an identity provider, so that nobody else does it unseen. */
export async function tellOfLink(
	db: Db,
	where: InNetwork,
	personId: string,
	provider: string
): Promise<void> {
	const person = await addresseeOf(db, personId);
	if (!person) throw new NotFound('Nobody has this id and an address');
	const { locale, timeZone, email } = person;
	const { nameIn, origin } = await letterhead(db);
	const network = nameIn(locale);
	const written = asReader({ locale, timeZone }, () =>
		letter(
			m.sign_on_mail_subject({ network }),
			[
				{ say: m.match_mail_greeting({ name: calledName(person, locale) }) },
				{ say: m.sign_on_mail_body({ provider, at: new Date() }) },
				{ say: m.sign_on_mail_unexpected() },
				{ button: m.door_sign_in(), href: `${origin}/sign-in` }
			],
			{ network, why: m.sign_on_mail_why() }
		)
	);
	await leaveMail(db, where, { kind: 'password', personId, address: email, letter: written });
}
