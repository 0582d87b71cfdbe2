import type { RawBuilder } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { leaveStandingChanged } from '#people/standings/changed.server.ts';
import { inNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { leaveJob } from '#platform/jobs/jobs.server.ts';
import { dueAt } from '#telling/holding/hold.server.ts';
import { notifyAlumni, type Notice } from '#telling/notices/notify-alumni.server.ts';
import { leaveStopMail } from './approval-mail.server.ts';
import { lockLetter } from './letters.server.ts';

type OfLetter = InNetwork & { letterId: string };

/** Holds an approved letter back until it is due, and gives when that is. */
export async function holdLetter(
	db: Db,
	{ networkId, letterId }: OfLetter,
	wishedFor: Date | null
): Promise<Date> {
	const { goesOutAt, after } = await dueAt(db, wishedFor);
	await db
		.updateTable('letter')
		.set((by) => ({
			status: 'scheduled',
			goesOutAt,
			linkHash: null,
			revision: by('revision', '+', 1)
		}))
		.where('letterId', '=', letterId)
		.execute();
	const key = `letter.due:${letterId}`;
	await leaveJob(db, 'letter.due', { networkId, letterId }, { key, after, isPutOff: true });
	return goesOutAt;
}

/**
 * Stops an approved letter that has not gone out yet. It is a draft again, and has to be approved anew; whoever had
 * approved it is told. Throws NotFound, Stale.
 */
export async function stopLetter(actor: Actor, letterId: string, revision: number): Promise<void> {
	authorize(actor, 'letter.write');
	await inNetwork(actor, async (db) => {
		const letter = await lockLetter(db, letterId, revision, ['scheduled']);
		await leaveStopMail(db, actor, letter);
		await db
			.updateTable('letter')
			.set({ status: 'draft', goesOutAt: null, askedAt: null, revision: revision + 1 })
			.where('letterId', '=', letterId)
			.execute();
		await writeAudit(db, actor, 'letter.stop', letterId);
	});
}

/** Lets an approved letter that waits go out at once. Throws NotFound, Stale. */
export async function sendLetterNow(actor: Actor, letterId: string, revision: number): Promise<void> {
	authorize(actor, 'letter.write');
	await inNetwork(actor, async (db) => {
		await lockLetter(db, letterId, revision, ['scheduled']);
		await goOut(db, { networkId: actor.networkId, letterId });
		await writeAudit(db, actor, 'letter.send_now', letterId);
	});
}

/** Lets a letter go out whose time has come. One that was stopped, or put off since, stays where it is. */
export async function sendDueLetter({ networkId, letterId }: OfLetter): Promise<void> {
	await inNetwork({ networkId }, async (db) => {
		const due = await db
			.selectFrom('letter')
			.select('letterId')
			.where('letterId', '=', letterId)
			.where('status', '=', 'scheduled')
			.where((by) => by('goesOutAt', '<=', by.fn<Date>('now')))
			.forUpdate()
			.executeTakeFirst();
		if (due) await goOut(db, { networkId, letterId });
	});
}

async function goOut(db: Db, { networkId, letterId }: OfLetter): Promise<void> {
	await db
		.updateTable('letter')
		.set((by) => ({
			status: 'published',
			publishedAt: by.fn('now'),
			goesOutAt: null,
			revision: by('revision', '+', 1)
		}))
		.where('letterId', '=', letterId)
		.execute();
	await leaveJob(db, 'letter.published', { networkId, letterId });
}

/** SQL: the ids of the people of a segment. What segments are is known further on in the house. */
type PeopleOf = (db: Db, segmentId: string) => Promise<RawBuilder<unknown>>;

/** Tells the alumni of a published letter; only those of its segment, where it has one. The boards count it then. */
export async function tellOfLetter({ networkId, letterId }: OfLetter, peopleOf: PeopleOf): Promise<void> {
	await notifyAlumni({ networkId }, (db) => noticeOf(db, letterId, peopleOf));
	await inNetwork({ networkId }, (db) => leaveStandingChanged(db, { networkId }));
}

async function noticeOf(db: Db, letterId: string, peopleOf: PeopleOf): Promise<Notice | undefined> {
	const letter = await db
		.selectFrom('letter')
		.select(['title', 'executiveId', 'segmentId'])
		.where('letterId', '=', letterId)
		.where('status', '=', 'published')
		.executeTakeFirst();
	return (
		letter && {
			kind: 'letter',
			by: letter.executiveId,
			subjectId: letterId,
			path: `/letters/${letterId}`,
			about: letter.title,
			among: letter.segmentId === null ? undefined : await peopleOf(db, letter.segmentId)
		}
	);
}
