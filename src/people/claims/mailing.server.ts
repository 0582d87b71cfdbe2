import * as m from '#locales/messages.ts';
import { letterhead } from '#people/contacts/letterhead.server.ts';
import { calledName, type Named } from '#people/persons/person.ts';
import type { Db, InNetwork } from '#platform/database/network.server.ts';
import { asReader } from '#platform/locale/reader.server.ts';
import type { Locale } from '#platform/locale/reader.ts';
import { leaveMail } from '#platform/mail/mail.server.ts';
import { letter, type Block } from '#platform/mail/template.ts';

/** Whoever asked to join, as mails call them: by what they wrote, never by the file. */
export type Claimant = Named & { address: string; locale: Locale };

/** Mails the link that proves the address of a claim. It says the same to everybody. */
export async function leaveClaimProof(
	db: Db,
	where: InNetwork,
	claimant: Claimant,
	token: string,
	expiresAt: Date
): Promise<void> {
	await leave(db, where, claimant, { kind: 'claim_proof', expiresAt }, (network, origin) => ({
		subject: m.claim_proof_subject({ network }),
		why: m.claim_proof_why(),
		blocks: [
			{ say: m.claim_proof_body({ network }) },
			{ button: m.claim_proof_button(), href: `${origin}/claim/${token}` },
			{ quiet: m.claim_proof_until({ until: expiresAt }) }
		]
	}));
}

type LetIn = { personId: string; invitationId: string; token: string; expiresAt: Date };

/** Mails the link by which somebody whose claim was accepted joins. */
export async function leaveLetIn(
	db: Db,
	where: InNetwork,
	claimant: Claimant,
	{ personId, invitationId, token, expiresAt }: LetIn
): Promise<string> {
	const touch = { kind: 'invited', subjectId: invitationId };
	return leave(db, where, claimant, { kind: 'claim', personId, expiresAt, touch }, (network, origin) => ({
		subject: m.claim_let_in_subject({ network }),
		why: m.claim_why(),
		blocks: [
			{ say: m.claim_let_in_body({ network }) },
			{ button: m.invitation_button(), href: `${origin}/join/${token}` },
			{ quiet: m.invitation_valid({ until: expiresAt }) }
		]
	}));
}

/** Tells kindly that the desk could not accept a claim. It does not say why: not even whether there is a record. */
export async function leaveDeclined(db: Db, where: InNetwork, claimant: Claimant): Promise<void> {
	await leave(db, where, claimant, { kind: 'claim' }, (network) => ({
		subject: m.claim_declined_subject({ network }),
		why: m.claim_why(),
		blocks: [{ say: m.claim_declined_body({ network }) }, { say: m.claim_declined_ask() }]
	}));
}

/** Whoever reads the address of an account asked to join again: they only need to sign in. */
export async function leaveIsMember(
	db: Db,
	where: InNetwork,
	claimant: Claimant,
	personId: string
): Promise<void> {
	await leave(db, where, claimant, { kind: 'claim', personId }, (network, origin) => ({
		subject: m.claim_is_member_subject({ network }),
		why: m.claim_why(),
		blocks: [
			{ say: m.claim_is_member_body({ network }) },
			{ button: m.sign_in_title(), href: `${origin}/sign-in` }
		]
	}));
}

/** Tells the address in the file that somebody asked to join as its owner from another address. */
export async function leaveOtherAddress(
	db: Db,
	where: InNetwork,
	owner: Claimant,
	personId: string
): Promise<void> {
	await leave(db, where, owner, { kind: 'address_notice', personId }, (network) => ({
		subject: m.claim_other_address_subject(),
		why: m.address_notice_why(),
		blocks: [{ say: m.claim_other_address_body({ network }) }, { say: m.claim_other_address_help() }]
	}));
}

type Written = { subject: string; why: string; blocks: Block[] };
type Kind = {
	kind: 'claim_proof' | 'claim' | 'address_notice';
	personId?: string;
	expiresAt?: Date;
	touch?: { kind: string; subjectId: string };
};

async function leave(
	db: Db,
	where: InNetwork,
	{ address, locale, ...named }: Claimant,
	mail: Kind,
	write: (network: string, origin: string) => Written
): Promise<string> {
	const { nameIn, origin } = await letterhead(db);
	const { timeZone } = await db.selectFrom('network').select('timeZone').executeTakeFirstOrThrow();
	const network = nameIn(locale);
	const written = asReader({ locale, timeZone }, () => {
		const { subject, why, blocks } = write(network, origin);
		const greeting = { say: m.match_mail_greeting({ name: calledName(named, locale) }) };
		return letter(subject, [greeting, ...blocks], { network, why });
	});
	return leaveMail(db, where, { ...mail, address, letter: written });
}
