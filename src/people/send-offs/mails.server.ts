import * as m from '#locales/messages.ts';
import { addresseeOf, whenToMail, type Addressee } from '#people/contacts/addressee.server.ts';
import { letterhead } from '#people/contacts/letterhead.server.ts';
import { calledName } from '#people/persons/person.ts';
import type { Db, InNetwork } from '#platform/database/network.server.ts';
import { asReader } from '#platform/locale/reader.server.ts';
import { leaveMail } from '#platform/mail/mail.server.ts';
import { letter, type Block } from '#platform/mail/template.ts';

type Written = { subject: string; blocks: Block[] };
type Here = { network: string; origin: string };

/** Leaves a mail about somebody's own send-off, at one of their addresses, in their language. */
async function leaveToThem(
	db: Db,
	where: InNetwork,
	person: Addressee,
	written: (here: Here) => Written,
	when: { expiresAt?: Date; notBefore?: Date }
): Promise<void> {
	const { nameIn, origin } = await letterhead(db);
	const network = nameIn(person.locale);
	const mail = asReader(person, () => {
		const { subject, blocks } = written({ network, origin });
		const greeting = { say: m.match_mail_greeting({ name: calledName(person, person.locale) }) };
		return letter(subject, [greeting, ...blocks], { network, why: m.send_off_mail_why() });
	});
	await leaveMail(db, where, {
		kind: 'send_off',
		personId: person.personId,
		address: person.email,
		letter: mail,
		...when
	});
}

/** Mails the leaver the link to their own page. False where we have no address of theirs. */
export async function leavePageLink(
	db: Db,
	where: InNetwork,
	personId: string,
	link: { token: string; lastOn: string; expiresAt: Date }
): Promise<boolean> {
	const person = await addresseeOf(db, personId);
	if (!person) return false;
	const written = ({ network, origin }: Here): Written => ({
		subject: m.send_off_link_subject({ network }),
		blocks: [
			{ say: m.send_off_link_body({ network, lastOn: link.lastOn }) },
			{ button: m.send_off_link_button(), href: `${origin}/leaving/${link.token}` },
			{ quiet: m.send_off_link_until({ until: link.expiresAt }) },
			{ quiet: m.send_off_confidence() }
		]
	});
	await leaveToThem(db, where, person, written, { expiresAt: link.expiresAt });
	return true;
}

/** Mails the link that proves a private address, to that address. */
export async function leaveAddressProof(
	db: Db,
	where: InNetwork,
	personId: string,
	proof: { address: string; token: string; expiresAt: Date }
): Promise<void> {
	const person = await addresseeOf(db, personId);
	if (!person) return;
	const written = ({ network, origin }: Here): Written => ({
		subject: m.send_off_proof_subject({ network }),
		blocks: [
			{ say: m.send_off_proof_body({ network }) },
			{ button: m.address_proof_button(), href: `${origin}/leaving/address/${proof.token}` },
			{ quiet: m.address_proof_until({ until: proof.expiresAt }) }
		]
	});
	await leaveToThem(db, where, { ...person, email: proof.address }, written, {
		expiresAt: proof.expiresAt
	});
}

/** The day after the last one: what stays, and by which address they come in from now on. */
export async function leaveFarewell(db: Db, where: InNetwork, personId: string): Promise<void> {
	const person = await addresseeOf(db, personId);
	if (!person) return;
	const written = ({ network, origin }: Here): Written => ({
		subject: m.send_off_farewell_subject({ network }),
		blocks: [
			{ say: m.send_off_farewell_body({ network, address: person.email }) },
			{ button: m.send_off_farewell_button(), href: `${origin}/home` }
		]
	});
	// A send-off is completed when the day begins, while they sleep.
	await leaveToThem(db, where, person, written, { notBefore: await whenToMail(db, person) });
}
