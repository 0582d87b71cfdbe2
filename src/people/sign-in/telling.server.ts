import { sql } from 'kysely';
import * as m from '#locales/messages.ts';
import { letterhead } from '#people/contacts/letterhead.server.ts';
import { nameColumns } from '#people/persons/names.server.ts';
import { calledName, type Named } from '#people/persons/person.ts';
import type { Db, InNetwork } from '#platform/database/network.server.ts';
import { asReader } from '#platform/locale/reader.server.ts';
import type { Locale } from '#platform/locale/reader.ts';
import { leaveMail } from '#platform/mail/mail.server.ts';
import { letter } from '#platform/mail/template.ts';

type Told = Named & { locale: Locale; timeZone: string; email: string | null };

/** What happened to someone's way of signing in, as the mail says it. `what` names a device or a passkey. */
const happenings = {
	new_device: (what: string) => m.security_mail_new_device({ what: what || m.security_some_device() }),
	passkey_added: (what: string) => m.security_mail_passkey_added({ what }),
	passkey_removed: (what: string) => m.security_mail_passkey_removed({ what }),
	codes_set: () => m.security_mail_codes_set(),
	codes_removed: () => m.security_mail_codes_removed(),
	recovery_made: () => m.security_mail_recovery_made(),
	recovery_used: () => m.security_mail_recovery_used(),
	sessions_ended: () => m.security_mail_sessions_ended(),
	reset: () => m.security_mail_reset()
} as const satisfies Record<string, (what: string) => string>;
export type Happening = keyof typeof happenings;

/** Mails a person what happened to their way of signing in, when, and what to do if it was not them. */
export async function tellOfSecurity(
	db: Db,
	where: InNetwork,
	personId: string,
	happening: Happening,
	what = ''
): Promise<void> {
	const { rows } = await sql<Told>`
		select ${nameColumns('p')}, p.locale, p.time_zone, c.email
		from person p
		left join contact c using (network_id, person_id)
		where p.person_id = ${personId}
	`.execute(db);
	const [person] = rows;
	if (!person?.email) return;
	const { nameIn, origin } = await letterhead(db);
	const { locale, timeZone } = person;
	const network = nameIn(locale);
	const isOthersDoing = happening === 'reset' || happening === 'sessions_ended';
	const written = asReader({ locale, timeZone }, () =>
		letter(
			happening === 'new_device'
				? m.security_mail_subject_device({ network })
				: m.security_mail_subject({ network }),
			[
				{ say: m.match_mail_greeting({ name: calledName(person, locale) }) },
				{ say: happenings[happening](what) },
				{ say: m.security_mail_when({ at: new Date() }) },
				{ say: isOthersDoing ? m.security_mail_ask_desk() : m.security_mail_unexpected() },
				{ button: m.security_mail_button(), href: `${origin}/me/security` }
			],
			{ network, why: m.security_mail_why() }
		)
	);
	await leaveMail(db, where, { kind: 'password', personId, address: person.email, letter: written });
}
