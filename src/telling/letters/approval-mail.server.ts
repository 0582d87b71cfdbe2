import * as m from '#locales/messages.ts';
import { addresseeOf, type Addressee } from '#people/contacts/addressee.server.ts';
import { letterhead } from '#people/contacts/letterhead.server.ts';
import { calledName } from '#people/persons/person.ts';
import type { Db, InNetwork } from '#platform/database/network.server.ts';
import { Invalid } from '#platform/http/failures.ts';
import { asReader } from '#platform/locale/reader.server.ts';
import { leaveMail } from '#platform/mail/mail.server.ts';
import { letter as mailLetter, type Letter } from '#platform/mail/template.ts';

export type LetterToApprove = {
	executiveId: string;
	executiveTitle: string;
	title: string;
	words: string;
};

/**
 * Leaves the mail that asks a letter's signer to approve it, with the whole letter and a link that holds `token`.
 * Throws Invalid where the signer has no address.
 */
export async function leaveApprovalMail(
	db: Db,
	where: InNetwork,
	letter: LetterToApprove,
	token: string
): Promise<void> {
	const signer = await addresseeOf(db, letter.executiveId);
	if (!signer) throw new Invalid('no_address', 'form');
	const { nameIn, origin } = await letterhead(db);
	const link = `${origin}/approve/${token}`;
	await leaveMail(db, where, {
		kind: 'letter_approval',
		personId: signer.personId,
		address: signer.email,
		letter: asReader(signer, () => approvalMail(signer, letter, nameIn(signer.locale), link))
	});
}

function approvalMail(signer: Addressee, letter: LetterToApprove, network: string, link: string): Letter {
	const signature = [letter.executiveTitle, `${signer.familyName} ${signer.givenName}`];
	return mailLetter(
		m.letter_ask_subject({ title: letter.title }),
		[
			{ say: m.match_mail_greeting({ name: calledName(signer, signer.locale) }) },
			{ say: m.letter_ask_intro({ network }) },
			{ part: letter.title },
			{ quote: letter.words, by: signature.filter(Boolean).join(' ') },
			{ button: m.letter_ask_button(), href: link },
			{ quiet: m.letter_ask_note() }
		],
		{ network, why: m.letter_ask_why() }
	);
}

/** Leaves the mail that tells a letter's signer that it was stopped before it went out, where they have an address. */
export async function leaveStopMail(
	db: Db,
	where: InNetwork,
	{ executiveId, title }: Pick<LetterToApprove, 'executiveId' | 'title'>
): Promise<void> {
	const signer = await addresseeOf(db, executiveId);
	if (!signer) return;
	const { nameIn } = await letterhead(db);
	const network = nameIn(signer.locale);
	await leaveMail(db, where, {
		kind: 'letter_approval',
		personId: signer.personId,
		address: signer.email,
		letter: asReader(signer, () =>
			mailLetter(
				m.letter_stopped_subject({ title }),
				[
					{ say: m.match_mail_greeting({ name: calledName(signer, signer.locale) }) },
					{ say: m.letter_stopped_intro({ network, title }) }
				],
				{ network, why: m.letter_ask_why() }
			)
		)
	});
}
