import * as m from '#locales/messages.ts';
import type { Actor } from '#access/actor/actor.server.ts';
import { sendToOneself, type Tested } from '#access/outbox/checking.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { readNetwork, type Db } from '#platform/database/network.server.ts';
import { asReader } from '#platform/locale/reader.server.ts';
import type { Locale } from '#platform/locale/reader.ts';
import type { Forms } from '#platform/mail/block.ts';
import { imprintIn } from '#platform/mail/imprint.server.ts';
import type { Letter } from '#platform/mail/template.ts';
import { invitationLetter } from './invitation-letter.ts';
import { inviterFor, stationeryIn } from './mailing.server.ts';

export type OwnWords = { subject: string; words: string };

/** The invitation with these words as the actor would get it, signed. */
export async function previewInvitation(
	actor: Actor,
	locale: Locale,
	own: OwnWords
): Promise<{ subject: string } & Forms> {
	const written = await writtenFor(actor, locale, own);
	const imprint = await readNetwork(actor, imprintIn);
	return { subject: written.subject, ...written.signedBy(imprint) };
}

/** The invitation with these words, to the actor. Its links lead to the page where the words are written. */
async function writtenFor(actor: Actor, locale: Locale, own: OwnWords): Promise<Letter> {
	authorize(actor, 'invitation.send');
	const [stationery, company] = await readNetwork(
		actor,
		async (db) => [await stationeryIn(db), await parentCompany(db)] as const
	);
	const { settings, head } = stationery;
	const here = `${head.origin}/desk/invitations/words`;
	const expiresAt = new Date(Date.now() + settings.invitationDays * 86_400_000);
	return asReader({ locale, timeZone: actor.timeZone }, () =>
		invitationLetter(
			{
				...actor,
				isEmployed: false,
				company: locale === 'ja' ? company.nameJa : company.nameEn,
				basis: null,
				basisOn: null,
				importedOn: null
			},
			{ ...inviterFor(locale, stationery), subject: own.subject, words: own.words },
			{ join: here, expiresAt, unsubscribe: here }
		)
	);
}

/** Sends the invitation with these words to the actor's own address, marked as a test. */
export async function testInvitation(actor: Actor, locale: Locale, own: OwnWords): Promise<Tested> {
	const written = await writtenFor(actor, locale, own);
	const subject = asReader({ locale, timeZone: actor.timeZone }, () =>
		m.invitation_subject_test({ subject: written.subject })
	);
	return sendToOneself(actor, 'invitation.send', { ...written, subject });
}

async function parentCompany(db: Db): Promise<{ nameJa: string; nameEn: string }> {
	const company = await db
		.selectFrom('company')
		.select(['nameJa', 'nameEn'])
		.where('parentId', 'is', null)
		.orderBy('companyId')
		.executeTakeFirst();
	return company ?? { nameJa: '', nameEn: '' };
}
