import * as m from '#locales/messages.ts';
import { calledName, type Named } from '#people/persons/person.ts';
import { reader } from '#platform/locale/reader.ts';
import { letter, type Block, type Letter } from '#platform/mail/template.ts';

/** Who is invited, and why this address. */
export type Recipient = Named & {
	isEmployed: boolean;
	/** The company that they left last, or work at. */
	company: string;
	basis: string | null;
	basisOn: string | null;
	/** The day of the import that brought the address; null where another way did. */
	importedOn: Date | null;
};

/** Who invites, and what they say. */
export type Inviter = {
	network: string;
	/** The network's own words; '' for ours. */
	subject: string;
	words: string;
	/** Whom to ask, and where. */
	contact: string;
	replyAddress: string;
};

export type InvitationLinks = { join: string; expiresAt: Date; unsubscribe: string };

/**
 * An invitation as its reader gets it, in their language. It says who sends it, why it comes, where the address is from,
 * whom to ask and how to stop it.
 */
export function invitationLetter(
	recipient: Recipient,
	inviter: Inviter,
	{ join, expiresAt, unsubscribe }: InvitationLinks,
	isReminder = false
): Letter {
	const { network } = inviter;
	const facts = whomToAsk(inviter);
	return letter(
		subjectOf(recipient, inviter, isReminder),
		[
			...bodyOf(recipient, inviter, isReminder),
			{ button: m.invitation_button(), href: join },
			{ quiet: m.invitation_valid({ until: expiresAt }) },
			...(facts ? [facts] : [])
		],
		{ network, why: whyOf(recipient), unsubscribe }
	);
}

/** Own words name the company or the network, or the network's name is put before them. */
function subjectOf(
	{ isEmployed, company }: Recipient,
	{ network, subject }: Inviter,
	isReminder: boolean
): string {
	const own = !isEmployed && subject;
	const named = own && (own.includes(network) || own.includes(company)) ? own : own && `${network}: ${own}`;
	const written = named || m.invitation_subject({ network, company });
	return isReminder ? m.invitation_subject_again({ subject: written }) : written;
}

function bodyOf(recipient: Recipient, { network, words }: Inviter, isReminder: boolean): Block[] {
	const { isEmployed, company } = recipient;
	const name = calledName(recipient, reader().locale);
	const again = isReminder ? [{ say: m.invitation_again() }] : [];
	if (isEmployed)
		return [
			{ say: m.invitation_greeting_employee({ name }) },
			...again,
			{ say: m.invitation_body_employee({ network }) }
		];
	if (words) return [{ say: m.invitation_greeting_own({ name }) }, ...again, { say: words }];
	return [
		{ say: m.invitation_greeting({ name }) },
		...again,
		{ say: m.invitation_body({ network, company }) }
	];
}

/** Whom to ask stands in the foot of every mail. Where the network names nobody, it is whoever reads the answers. */
function whomToAsk({ contact, replyAddress }: Inviter): Block | undefined {
	return contact || !replyAddress ? undefined : { facts: [[m.invitation_contact(), replyAddress]] };
}

/** Why this mail comes to this address, and how to stop it. */
function whyOf({ isEmployed, company, basis, basisOn, importedOn }: Recipient): string {
	const bases: Record<string, (on: { on: string }) => string> = {
		consent_on_leaving: m.invitation_basis_consent,
		notice: m.invitation_basis_notice,
		told_desk: m.invitation_basis_told
	};
	const sentences = [
		isEmployed ? m.invitation_why_employee({ company }) : m.invitation_why({ company }),
		importedOn
			? m.invitation_address_imported({ company, on: importedOn })
			: m.invitation_address_recorded({ company }),
		!isEmployed && basis && basisOn ? bases[basis]?.({ on: basisOn }) : undefined,
		m.invitation_stop()
	];
	return sentences.filter(Boolean).join(m.sentence_gap());
}
