import * as m from '#locales/messages.ts';
import { addresseeOf, type Addressee } from '#people/contacts/addressee.server.ts';
import { letterhead } from '#people/contacts/letterhead.server.ts';
import { calledName } from '#people/persons/person.ts';
import type { Db, InNetwork } from '#platform/database/network.server.ts';
import { asReader } from '#platform/locale/reader.server.ts';
import { leaveMail } from '#platform/mail/mail.server.ts';
import { letter as mailLetter, type Block, type Letter } from '#platform/mail/template.ts';
import type { Before } from '#telling/corrections/corrections.server.ts';

type Corrected = {
	letterId: string;
	executiveId: string;
	before: Before;
	words: { title: string; words: string };
};

/**
 * Leaves the mail that shows a letter's signer what the desk corrected in it: their name stands under words that they
 * had approved as they were. Without an address of theirs there is no mail, and the mistake is mended all the same.
 */
export async function leaveCorrectionMail(db: Db, where: InNetwork, corrected: Corrected): Promise<void> {
	const signer = await addresseeOf(db, corrected.executiveId);
	if (!signer) return;
	const { nameIn, origin } = await letterhead(db);
	const link = `${origin}/letters/${corrected.letterId}`;
	await leaveMail(db, where, {
		kind: 'letter_approval',
		personId: signer.personId,
		address: signer.email,
		letter: asReader(signer, () => correctionMail(signer, corrected, nameIn(signer.locale), link))
	});
}

function correctionMail(
	signer: Addressee,
	{ before, words }: Corrected,
	network: string,
	link: string
): Letter {
	const changed: Block[] = Object.entries(before).map(([field, was]) => ({
		facts: [
			[m.corrected_before(), was],
			[m.corrected_after(), words[field as keyof typeof words]]
		]
	}));
	return mailLetter(
		m.letter_corrected_subject({ title: words.title }),
		[
			{ say: m.match_mail_greeting({ name: calledName(signer, signer.locale) }) },
			{ say: m.letter_corrected_intro({ network }) },
			...changed,
			{ button: m.letter_see(), href: link },
			{ quiet: m.letter_corrected_note() }
		],
		{ network, why: m.letter_ask_why() }
	);
}
