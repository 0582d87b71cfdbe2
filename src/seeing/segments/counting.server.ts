import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { inNetwork, type Db } from '#platform/database/network.server.ts';
import { leaveJob, type Job } from '#platform/jobs/jobs.server.ts';
import { countFitting, fitsSegment } from './asking.server.ts';
import { segmentFields } from './fields.server.ts';
import type { CountedSegment, SegmentAsked, SegmentCount } from './segment.ts';

/** In a network of more people a segment is not counted anew for each look: that takes a second for a million of them. */
const countedAnewUpTo = 10_000;
/** Seconds after which a look at a kept count has it counted again. */
const oldAfter = 3600;

/** A segment with what was counted of it last, if it was since it was saved. */
export type Countable = {
	segmentId: string;
	revision: number;
	asked: SegmentAsked;
	countedAt: Date | null;
} & { [K in keyof SegmentCount]: number | null };

/**
 * Whom the segment has: now, or in a very large network when it was counted last. What was never counted is counted at
 * once, and what is old is counted again in the background. `anewUpTo` is for tests.
 */
export async function countOfSegment(
	db: Db,
	actor: Actor,
	segment: Countable,
	anewUpTo = countedAnewUpTo
): Promise<CountedSegment> {
	if (!(await areMore(db, anewUpTo))) return { ...(await countAsked(db, segment.asked)), countedAt: null };
	const { segmentId, countedAt } = segment;
	if (!countedAt) return countAndKeep(db, segment);
	if (Date.now() - countedAt.getTime() > oldAfter * 1000) {
		const { networkId } = actor;
		await leaveJob(db, 'segment.count', { networkId, segmentId }, { key: `segment.count:${segmentId}` });
	}
	const { people, members, reachable } = segment;
	return { people: people ?? 0, members: members ?? 0, reachable: reachable ?? 0, countedAt };
}

/** Counts a segment again. One that is gone, or was saved anew meanwhile, is left alone. */
export async function recountSegment({ networkId, segmentId }: Job<'segment.count'>): Promise<void> {
	await inNetwork({ networkId }, async (db) => {
		const segment = await db
			.selectFrom('segment')
			.select(['segmentId', 'revision'])
			.select((by) => by.ref('asked').$castTo<SegmentAsked>().as('asked'))
			.where('segmentId', '=', segmentId)
			.executeTakeFirst();
		if (segment) await countAndKeep(db, segment);
	});
}

async function countAndKeep(
	db: Db,
	{ segmentId, revision, asked }: Pick<Countable, 'segmentId' | 'revision' | 'asked'>
): Promise<CountedSegment> {
	const counted = { ...(await countAsked(db, asked)), countedAt: new Date() };
	await db
		.updateTable('segment')
		.set(counted)
		.where('segmentId', '=', segmentId)
		.where('revision', '=', revision)
		.execute();
	return counted;
}

/** The question is the same in every language; who may not ask where people stand is refused before. */
const countAsked = (db: Db, asked: SegmentAsked) =>
	countFitting(db, fitsSegment(segmentFields('ja', true), asked));

/** Whether the desk knows more people than that. */
async function areMore(db: Db, than: number): Promise<boolean> {
	const { rows } = await sql<{ areMore: boolean }>`
		select count(*) > ${sql.lit(than)} as are_more
		from (
			select
			from directory.person_row
			limit ${sql.lit(than + 1)}
		) counted
	`.execute(db);
	return rows[0]!.areMore;
}
