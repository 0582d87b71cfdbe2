import { settingsIn } from '#access/settings/settings.server.ts';
import { lockContact } from '#people/contacts/addresses.server.ts';
import { makeLink } from '#people/invitations/invitation.ts';
import { networkToday } from '#platform/clock/network-today.server.ts';
import { newId } from '#platform/database/id.ts';
import type { Db, InNetwork } from '#platform/database/network.server.ts';
import { Invalid } from '#platform/http/failures.ts';
import type { Candidate, ClaimWish } from './claim.ts';
import { leaveLetIn, leaveOtherAddress, type Claimant } from './mailing.server.ts';

export type Proved = ClaimWish &
	Claimant & { claimId: string; passOnId: string | null; state: string; personId: string | null };

/**
 * Connects a claim to a record and mails the link to join to the proved address. An address that the record has gives way
 * to it, and is told. Nobody's account is touched. Throws Invalid where the person is a member by now.
 */
export async function letIn(
	db: Db,
	where: InNetwork,
	claim: Proved,
	person: Candidate,
	by: string | null
): Promise<void> {
	const { networkId } = where;
	const { personId } = person;
	const { email, isMember } = await lockContact(db, personId);
	if (isMember) throw new Invalid('claim_is_member', 'form');
	await writeContact(db, where, claim, personId, email);
	if (email !== null && email !== claim.address) await tellOtherAddress(db, where, claim, person);
	const { token, hash } = makeLink();
	const { invitationDays } = await settingsIn(db);
	const expiresAt = new Date(Date.now() + invitationDays * 86_400_000);
	const invitationId = newId();
	const mailId = await leaveLetIn(db, where, claim, { personId, invitationId, token, expiresAt });
	await db
		.insertInto('invitation')
		.values({
			networkId,
			invitationId,
			personId,
			linkHash: hash,
			address: claim.address,
			sentAt: new Date(),
			expiresAt,
			mailId,
			passOnId: claim.passOnId
		})
		.execute();
	await db
		.updateTable('claim')
		.set({ state: 'let_in', personId, settledAt: new Date(), settledBy: by })
		.where('claimId', '=', claim.claimId)
		.execute();
}

/** The address that was proved is the one at which the person is reached: they told it themselves. */
async function writeContact(
	db: Db,
	{ networkId }: InNetwork,
	{ address }: ClaimWish,
	personId: string,
	before: string | null
): Promise<void> {
	const told = { email: address, basis: 'told_desk', basisOn: await networkToday(db) };
	if (before === null)
		await db
			.insertInto('contact')
			.values({ networkId, personId, ...told })
			.execute();
	else if (before !== address)
		await db
			.updateTable('contact')
			.set({ ...told, hrImportId: null })
			.where('personId', '=', personId)
			.execute();
}

/** Tells the address in the file, where mail may go there. */
export async function tellOtherAddress(
	db: Db,
	where: InNetwork,
	{ locale }: Proved,
	{ personId, email, isMember, mayBeWritten, ...named }: Candidate
): Promise<void> {
	if (email === null || !(isMember || mayBeWritten)) return;
	const { familyName, givenName, familyKana, givenKana } = named;
	const owner = { familyName, givenName, familyKana, givenKana, address: email, locale };
	await leaveOtherAddress(db, where, owner, personId);
}
