import type { InNetwork, Db } from '#platform/database/network.server.ts';
import * as m from '#locales/messages.ts';
import { letterhead } from '#people/contacts/letterhead.server.ts';
import { calledName } from '#people/persons/person.ts';
import { asReader } from '#platform/locale/reader.server.ts';
import type { Locale } from '#platform/locale/reader.ts';
import { leaveMail } from '#platform/mail/mail.server.ts';
import { letter } from '#platform/mail/template.ts';

/** Tells a member that from now on they can sign in by an identity provider, so that nobody else does it unseen. */
export async function tellOfLink(
	db: Db,
	where: InNetwork,
	personId: string,
	provider: string
): Promise<void> {
	const person = await db
		.selectFrom('person as p')
		.innerJoin('contact as c', (join) =>
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
		.executeTakeFirstOrThrow();
	const locale = person.locale as Locale;
	const { nameIn, origin } = await letterhead(db);
	const network = nameIn(locale);
	const written = asReader({ locale, timeZone: person.timeZone }, () =>
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
	await leaveMail(db, where, { kind: 'password', personId, address: person.email, letter: written });
}
