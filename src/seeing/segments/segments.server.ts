import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize, may } from '#access/policy/policy.ts';
import { nameFields } from '#people/persons/names.server.ts';
import type { Named } from '#people/persons/person.ts';
import { inNetwork, readNetwork, type Db } from '#platform/database/network.server.ts';
import { Invalid, NotFound, Stale } from '#platform/http/failures.ts';
import { freshenRows } from '#people/persons/refreshing.server.ts';
import {
	addressOf,
	countFitting,
	fitsSegment,
	noteLook,
	refuseRestricted,
	segmentIn
} from './asking.server.ts';
import { countOfSegment, type Countable } from './counting.server.ts';
import { fieldsFor, segmentFields } from './fields.server.ts';
import { sentenceOf, shownFields } from './saying.server.ts';
import type { CountedSegment, SegmentAsked, SegmentCount, ShownField } from './segment.ts';

const segmentsAtMost = 100;

type Kept = Required<Named> & Countable & { called: string; madeAt: Date; used: number };
type Segment = Omit<Kept, keyof CountedSegment> & CountedSegment & { sentence: string };
/** A question as it is built: its fields, its sentence, and whom it has now. */
export type Built = SegmentCount & { fields: ShownField[]; sentence: string; address: string };

/** How many letters and surveys name the segment `g`. Letters that were withdrawn and surveys that are closed do not count. */
const usedBy = sql<number>`(
	(
		select count(*)
		from letter l
		where l.segment_id = g.segment_id
			and l.status <> 'withdrawn'
	) + (
		select count(*)
		from survey s
		where s.segment_id = g.segment_id
			and s.status <> 'closed'
	)
)::int`;

async function keptSegments(db: Db, segmentId?: string): Promise<Kept[]> {
	return db
		.selectFrom('segment as g')
		.innerJoin('person as p', (join) =>
			join.onRef('p.networkId', '=', 'g.networkId').onRef('p.personId', '=', 'g.madeBy')
		)
		.select(['g.segmentId', 'g.revision', 'g.called', 'g.madeAt', ...nameFields('p')])
		.select(['g.people', 'g.members', 'g.reachable', 'g.countedAt'])
		.select((by) => [by.ref('g.asked').$castTo<SegmentAsked>().as('asked'), usedBy.as('used')])
		.$if(segmentId !== undefined, (query) => query.where('g.segmentId', '=', segmentId!))
		.orderBy('g.called')
		.limit(segmentsAtMost)
		.execute();
}

/** Segments that ask where people stand are there only for who may read that. */
const mayOpen = (actor: Actor) => (segment: Kept) =>
	!segment.asked['quadrant'] || may(actor, 'quadrants.people');

/** All segments of the network with whom each has now. What they ask in confidence is noted as one look. */
export async function segmentsAtDesk(actor: Actor): Promise<Segment[]> {
	authorize(actor, 'segment.keep');
	await freshenRows(actor);
	return inNetwork(actor, async (db) => {
		const kept = (await keptSegments(db)).filter(mayOpen(actor));
		await noteLook(
			db,
			actor,
			kept.map(({ asked }) => asked)
		);
		const all: Segment[] = [];
		for (const segment of kept) all.push(await shown(db, actor, segment));
		return all;
	});
}

/** Names of the segments that someone may use, for a choice. */
export async function segmentNames(actor: Actor): Promise<{ segmentId: string; called: string }[]> {
	authorize(actor, 'segment.keep');
	const kept = await readNetwork(actor, (db) => keptSegments(db));
	return kept.filter(mayOpen(actor)).map(({ segmentId, called }) => ({ segmentId, called }));
}

/** One segment, with whom it has now. Throws NotFound. */
export async function segmentAtDesk(actor: Actor, segmentId: string): Promise<Segment> {
	authorize(actor, 'segment.keep');
	await freshenRows(actor);
	return inNetwork(actor, async (db) => {
		const [segment] = await keptSegments(db, segmentId);
		if (!segment) throw new NotFound('No such segment');
		await noteLook(db, actor, [segment.asked], segmentId);
		return shown(db, actor, segment);
	});
}

async function shown(db: Db, actor: Actor, segment: Kept): Promise<Segment> {
	const count = await countOfSegment(db, actor, segment);
	return { ...segment, ...count, sentence: await sentenceOf(db, fieldsFor(actor), segment.asked) };
}

async function nowOf(
	db: Db,
	actor: Actor,
	asked: SegmentAsked
): Promise<SegmentCount & { sentence: string }> {
	const fields = fieldsFor(actor);
	const count = await countFitting(db, fitsSegment(fields, asked));
	return { ...count, sentence: await sentenceOf(db, fields, asked) };
}

/** A question while it is built, from an address or as a segment has it. */
export async function buildSegment(actor: Actor, query: URLSearchParams): Promise<Built> {
	authorize(actor, 'segment.keep');
	await freshenRows(actor);
	const fields = fieldsFor(actor);
	const asked = segmentIn(query, fields);
	return inNetwork(actor, async (db) => {
		await noteLook(db, actor, [asked]);
		return {
			...(await nowOf(db, actor, asked)),
			fields: await shownFields(db, fields, asked),
			address: addressOf(asked, fields)
		};
	});
}

/** The address that a segment's question is built from. */
export const segmentAddress = (actor: Actor, asked: SegmentAsked) => addressOf(asked, fieldsFor(actor));

/** Saves a question by name and gives its id. Throws Invalid where the name is taken or there are too many. */
export async function addSegment(actor: Actor, called: string, query: URLSearchParams): Promise<string> {
	authorize(actor, 'segment.keep');
	const asked = segmentIn(query, fieldsFor(actor));
	const { networkId, personId } = actor;
	return inNetwork(actor, async (db) => {
		const { count } = await db
			.selectFrom('segment')
			.select((by) => by.fn.countAll<string>().as('count'))
			.executeTakeFirstOrThrow();
		if (Number(count) >= segmentsAtMost) throw new Invalid('too_much', 'called');
		const made = await db
			.insertInto('segment')
			.values({ networkId, called, asked: JSON.stringify(asked), madeBy: personId })
			.onConflict((conflict) => conflict.columns(['networkId', 'called']).doNothing())
			.returning('segmentId')
			.executeTakeFirst();
		if (!made) throw new Invalid('segment_name_taken', 'called');
		await writeAudit(db, actor, 'segment.save', made.segmentId, { called, asked });
		return made.segmentId;
	});
}

/** Saves a segment anew. Whatever uses it then asks the new question. Throws NotFound, Stale, Invalid. */
export async function changeSegment(
	actor: Actor,
	segmentId: string,
	revision: number,
	called: string,
	query: URLSearchParams
): Promise<void> {
	authorize(actor, 'segment.keep');
	const asked = segmentIn(query, fieldsFor(actor));
	await inNetwork(actor, async (db) => {
		const segment = await lockSegment(db, actor, segmentId);
		if (segment.revision !== revision) throw new Stale();
		const taken = await db
			.selectFrom('segment')
			.select('segmentId')
			.where('called', '=', called)
			.where('segmentId', '<>', segmentId)
			.executeTakeFirst();
		if (taken) throw new Invalid('segment_name_taken', 'called');
		await db
			.updateTable('segment')
			.set({ called, asked: JSON.stringify(asked), revision: revision + 1, countedAt: null })
			.where('segmentId', '=', segmentId)
			.execute();
		await writeAudit(db, actor, 'segment.save', segmentId, { called, asked });
	});
}

/** Deletes a segment that nothing uses. Throws NotFound, and Invalid where a letter or a survey names it. */
export async function removeSegment(actor: Actor, segmentId: string): Promise<void> {
	authorize(actor, 'segment.keep');
	await inNetwork(actor, async (db) => {
		const { called } = await lockSegment(db, actor, segmentId);
		const [segment] = await keptSegments(db, segmentId);
		if (segment!.used > 0) throw new Invalid('segment_used', 'form');
		await db
			.updateTable('letter')
			.set({ segmentId: null })
			.where('segmentId', '=', segmentId)
			.where('status', '=', 'withdrawn')
			.execute();
		await db.deleteFrom('segment').where('segmentId', '=', segmentId).execute();
		await writeAudit(db, actor, 'segment.remove', segmentId, { called });
	});
}

async function lockSegment(db: Db, actor: Actor, segmentId: string) {
	const segment = await db
		.selectFrom('segment')
		.select(['called', 'revision'])
		.select((by) => by.ref('asked').$castTo<SegmentAsked>().as('asked'))
		.where('segmentId', '=', segmentId)
		.forUpdate()
		.executeTakeFirst();
	if (!segment) throw new NotFound('No such segment');
	if (segment.asked['quadrant']) authorize(actor, 'quadrants.people');
	return segment;
}

/** What a segment asks, as a sentence in the reader's language. Throws NotFound. */
export async function sentenceOfSegment(db: Db, actor: Actor, segmentId: string): Promise<string> {
	const { asked } = await lockSegment(db, actor, segmentId);
	return sentenceOf(db, fieldsFor(actor), asked);
}

/** The segments that a list is narrowed to, as conditions over its row `r`; each look at what is confidential is noted. */
export async function segmentsAsked(
	actor: Actor,
	segmentIds: readonly string[]
): Promise<{ called: string; segmentId: string; fits: RawBuilder<boolean> }[]> {
	if (segmentIds.length === 0) return [];
	authorize(actor, 'segment.keep');
	const fields = fieldsFor(actor);
	return inNetwork(actor, async (db) => {
		const kept = (await keptSegments(db)).filter(({ segmentId }) => segmentIds.includes(segmentId));
		await noteLook(
			db,
			actor,
			kept.map(({ asked }) => asked)
		);
		return kept.map(({ called, segmentId, asked }) => ({
			called,
			segmentId,
			fits: fitsSegment(fields, asked)
		}));
	});
}

/**
 * SQL: the ids of people who are in a segment now, for what the product does by itself with a segment that someone chose
 * who might. Throws NotFound where it is gone: nobody is told then.
 */
export async function peopleOfSegment(db: Db, segmentId: string): Promise<RawBuilder<unknown>> {
	const [segment] = await keptSegments(db, segmentId);
	if (!segment) throw new NotFound('No such segment');
	refuseRestricted(segment.asked);
	return sql`(
		select r.person_id
		from directory.person_row r
		where ${fitsSegment(segmentFields('ja', true), segment.asked)}
	)`;
}
