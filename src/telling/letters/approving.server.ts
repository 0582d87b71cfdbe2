import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { memberIsExecutive } from '#access/policy/roles.server.ts';
import { hashOf, makeLink } from '#people/invitations/invitation.ts';
import { nameFields } from '#people/persons/names.server.ts';
import { inNetwork, readNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { NotFound } from '#platform/http/failures.ts';
import { momentWished } from '#telling/holding/hold.server.ts';
import { leaveApprovalMail } from './approval-mail.server.ts';
import { lockLetter } from './letters.server.ts';
import { holdLetter } from './publishing.server.ts';

/**
 * Sends a draft to the person who signs it, with a link under which one press publishes it. A link that was sent before
 * stops working. Once approved it goes out at the day and hour wished for, by the network's clock, or as soon as the
 * hold is over. Throws NotFound, Stale, or Invalid where the signer has no address or the wish is too far ahead.
 */
export async function askApproval(
	actor: Actor,
	letterId: string,
	revision: number,
	wishedFor: string | null = null
): Promise<void> {
	authorize(actor, 'letter.write');
	await inNetwork(actor, async (db) => {
		const letter = await lockLetter(db, letterId, revision, ['draft', 'asked']);
		const moment = await momentWished(db, wishedFor);
		const { token, hash } = makeLink();
		await leaveApprovalMail(db, actor, letter, token);
		await db
			.updateTable('letter')
			.set({
				status: 'asked',
				linkHash: hash,
				askedAt: new Date(),
				wishedFor: moment,
				saidBack: '',
				revision: revision + 1
			})
			.where('letterId', '=', letterId)
			.execute();
		await writeAudit(db, actor, 'letter.ask', letterId);
	});
}

/**
 * The letter that a link asks approval for. Throws NotFound where no such link exists, where it was used, or where the
 * letter was changed since, or the person who signs it is of management no more.
 */
export async function letterToApprove(where: InNetwork, token: string) {
	return readNetwork(where, (db) => findByLink(db, token));
}

async function findByLink(db: Db, token: string) {
	const letter = await db
		.selectFrom('letter as l')
		.innerJoin('person as p', (join) =>
			join.onRef('p.networkId', '=', 'l.networkId').onRef('p.personId', '=', 'l.executiveId')
		)
		.innerJoin('membership as m', (join) =>
			join.onRef('m.networkId', '=', 'l.networkId').onRef('m.personId', '=', 'l.executiveId')
		)
		.select([
			'l.letterId',
			'l.title',
			'l.words',
			'l.language',
			'l.executiveTitle',
			'l.executiveId',
			'l.repliesTo',
			'l.wishedFor',
			...nameFields('p')
		])
		.where('l.linkHash', '=', hashOf(token))
		.where('l.status', '=', 'asked')
		.where(memberIsExecutive('m'))
		.executeTakeFirst();
	if (!letter) throw new NotFound('No such letter to approve');
	return letter;
}

/**
 * The person who signs the letter approves it. It goes out when the hold is over, or when the desk wished. Until then
 * the desk can stop it. Gives when it goes out. Throws NotFound.
 */
export async function approveLetter(where: InNetwork, token: string): Promise<Date> {
	const { networkId } = where;
	return inNetwork(where, async (db) => {
		const { letterId, executiveId, wishedFor } = await findByLink(db, token);
		const goesOutAt = await holdLetter(db, { networkId, letterId }, wishedFor);
		await writeAudit(db, { networkId, personId: executiveId }, 'letter.approve', letterId);
		return goesOutAt;
	});
}

/** Gives the letter back to the desk as a draft, with what the person who signs it wants changed. Throws NotFound. */
export async function sendLetterBack(where: InNetwork, token: string, saidBack: string): Promise<void> {
	await inNetwork(where, async (db) => {
		const { letterId } = await findByLink(db, token);
		await db
			.updateTable('letter')
			.set((by) => ({
				status: 'draft',
				linkHash: null,
				askedAt: null,
				saidBack,
				revision: by('revision', '+', 1)
			}))
			.where('letterId', '=', letterId)
			.execute();
	});
}
