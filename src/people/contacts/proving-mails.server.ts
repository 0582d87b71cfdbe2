import * as m from '#locales/messages.ts';
import { nameFields } from '#people/persons/names.server.ts';
import { calledName, type Named } from '#people/persons/person.ts';
import type { Db, InNetwork } from '#platform/database/network.server.ts';
import { asReader } from '#platform/locale/reader.server.ts';
import type { Locale } from '#platform/locale/reader.ts';
import { leaveMail } from '#platform/mail/mail.server.ts';
import { letter } from '#platform/mail/template.ts';
import { letterhead } from './letterhead.server.ts';

type Reader = Named & { locale: Locale; timeZone: string };

type ProofMail = {
	personId: string;
	address: string;
	token: string;
	/** When the link begins to work; null: at once. */
	opensLater: Date | null;
	expiresAt: Date;
};

/** Mails the link that proves an address, to that address. */
export async function leaveProof(
	db: Db,
	where: InNetwork,
	{ personId, address, token, opensLater, expiresAt }: ProofMail
): Promise<void> {
	const [{ nameIn, origin }, person] = [await letterhead(db), await readerOf(db, personId)];
	const network = nameIn(person.locale);
	const written = asReader(person, () =>
		letter(
			m.address_proof_subject({ network }),
			[
				{ say: m.match_mail_greeting({ name: calledName(person, person.locale) }) },
				{ say: m.address_proof_body({ network, address }) },
				{ button: m.address_proof_button(), href: `${origin}/address/${token}` },
				{
					quiet: opensLater
						? m.address_proof_between({ from: opensLater, until: expiresAt })
						: m.address_proof_until({ until: expiresAt })
				}
			],
			{ network, why: m.address_proof_why() }
		)
	);
	await leaveMail(db, where, { kind: 'address_proof', personId, address, letter: written, expiresAt });
}

/**
 * Tells the address that someone signed in by until now that another one was asked for, with the link that stops it, or
 * has taken its place.
 */
export async function leaveNotice(
	db: Db,
	where: InNetwork,
	personId: string,
	address: string,
	what: { stopToken: string } | 'changed'
): Promise<void> {
	const [{ nameIn, origin }, person] = [await letterhead(db), await readerOf(db, personId)];
	const network = nameIn(person.locale);
	const written = asReader(person, () =>
		letter(
			what === 'changed' ? m.address_notice_changed_subject() : m.address_notice_asked_subject(),
			[
				{ say: m.match_mail_greeting({ name: calledName(person, person.locale) }) },
				{
					say:
						what === 'changed'
							? m.address_notice_changed({ network })
							: m.address_notice_asked({ network })
				},
				...(what === 'changed'
					? []
					: [{ button: m.address_stop_button(), href: `${origin}/address/${what.stopToken}` }]),
				{ quiet: m.address_notice_not_you({ page: origin }) }
			],
			{ network, why: m.address_notice_why() }
		)
	);
	await leaveMail(db, where, { kind: 'address_notice', personId, address, letter: written });
}

async function readerOf(db: Db, personId: string): Promise<Reader> {
	const person = await db
		.selectFrom('person')
		.select(['locale', 'timeZone', ...nameFields('person')])
		.where('personId', '=', personId)
		.executeTakeFirstOrThrow();
	return { ...person, locale: person.locale as Locale };
}
