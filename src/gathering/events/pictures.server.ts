import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { isDesk } from '#access/policy/roles.ts';
import { mayRunEvent } from '#access/policy/rules.ts';
import { hold, type Upload } from '#gathering/uploads/uploads.server.ts';
import { notApart } from '#people/blocks/blocks.server.ts';
import { Forbidden, Invalid, NotFound } from '#platform/http/failures.ts';
import { inNetwork, type Db } from '#platform/database/network.server.ts';
import { tellLive } from '#platform/live/live.server.ts';
import { eventFor, type Event } from './events.server.ts';

export type EventPicture = Upload & { ownerId: string };
const picturesOfOne = 30;
export const picturesAtOnce = 60;

/** May the actor add pictures to an event? Who runs it may, and who was there, once it has begun. */
export async function mayAddPictures(db: Db, actor: Actor, event: Event): Promise<boolean> {
	if (event.state !== 'announced' || event.startsAt > new Date()) return false;
	if (mayRunEvent(actor, event)) return true;
	const was = await db
		.selectFrom('eventReply')
		.select('personId')
		.where('eventId', '=', event.eventId)
		.where('personId', '=', actor.personId)
		.where((by) => by.or([by('answer', '=', 'going'), by('cameAt', 'is not', null)]))
		.executeTakeFirst();
	return was !== undefined;
}

/** SQL: the picture `u` of an event may be shown to the actor: whoever added it is not apart from them. */
const isShown = (actor: Actor) => sql<boolean>`(
	u.owner_id = ${actor.personId}::uuid
	or ${isDesk(actor)}
	or ${notApart(sql`u.owner_id`, actor.personId)}
)`;

/**
 * The pictures of an event that the actor may see, in the order in which they were added, paged by the last one seen. The
 * caller checks that the actor may see the event.
 */
export async function picturesOf(
	db: Db,
	actor: Actor,
	eventId: string,
	{ after, most = picturesAtOnce }: { after?: string | undefined; most?: number } = {}
): Promise<EventPicture[]> {
	const { rows } = await sql<EventPicture>`
		select u.upload_id, u.owner_id, u.kind, u.name, u.size, u.width, u.height, u.alt
		from upload u
		where u.holder = 'event'
			and u.holder_id = ${eventId}
			and u.removed_at is null
			and ${isShown(actor)}
			and ${after ? sql`u.upload_id > ${after}::uuid` : sql`true`}
		order by u.upload_id
		limit ${most}
	`.execute(db);
	return rows;
}

/** How many pictures of an event the actor may see. */
export async function countPictures(db: Db, actor: Actor, eventId: string): Promise<number> {
	const { rows } = await sql<{ count: number }>`
		select count(*)::int as count
		from upload u
		where u.holder = 'event'
			and u.holder_id = ${eventId}
			and u.removed_at is null
			and ${isShown(actor)}
	`.execute(db);
	return rows[0]!.count;
}

/** Adds one's pictures to an event at which one was. Throws NotFound, Forbidden, and Invalid for none or too many. */
export async function addEventPictures(
	actor: Actor,
	eventId: string,
	uploads: readonly string[]
): Promise<void> {
	authorize(actor, 'event.reply');
	if (uploads.length === 0) throw new Invalid('required', 'pictures');
	await inNetwork(actor, async (db) => {
		const event = await eventFor(db, actor, eventId);
		if (!(await mayAddPictures(db, actor, event))) throw new Forbidden('event.pictures');
		await hold(db, actor, 'event', eventId, uploads);
		const own = await ownPictures(db, actor, eventId);
		if (own.length > picturesOfOne) throw new Invalid('too_many_of_event', 'pictures');
		await tellLive(db, { networkId: actor.networkId, topic: `event:${eventId}`, by: actor.personId });
	});
}

/** The pictures that the actor has added to an event. */
export async function ownPictures(db: Db, { personId }: Actor, eventId: string): Promise<Upload[]> {
	const rows = await db
		.selectFrom('upload')
		.select(['uploadId', 'kind', 'name', 'size', 'width', 'height', 'alt'])
		.where('holder', '=', 'event')
		.where('holderId', '=', eventId)
		.where('ownerId', '=', personId)
		.orderBy('uploadId')
		.execute();
	return rows as Upload[];
}

/** Describes one's own pictures of an event, and deletes those that are ticked. */
export async function keepEventPictures(
	actor: Actor,
	eventId: string,
	{ removed, alts }: { removed: readonly string[]; alts: Record<string, string> }
): Promise<void> {
	authorize(actor, 'event.reply');
	await inNetwork(actor, async (db) => {
		await eventFor(db, actor, eventId);
		const own = (await ownPictures(db, actor, eventId)).map(({ uploadId }) => uploadId);
		const kept = own.filter((id) => !removed.includes(id));
		await hold(db, actor, 'event', eventId, kept, alts);
		const gone = own.filter((id) => removed.includes(id));
		if (gone.length > 0) await db.deleteFrom('upload').where('uploadId', 'in', gone).execute();
		await tellLive(db, { networkId: actor.networkId, topic: `event:${eventId}`, by: actor.personId });
	});
}

/** Deletes a picture of an event: its owner's way, and that of those who run the event. Throws NotFound, Forbidden. */
export async function removeEventPicture(actor: Actor, eventId: string, uploadId: string): Promise<void> {
	authorize(actor, 'event.reply');
	await inNetwork(actor, async (db) => {
		const event = await eventFor(db, actor, eventId);
		const picture = await db
			.selectFrom('upload')
			.select('ownerId')
			.where('uploadId', '=', uploadId)
			.where('holder', '=', 'event')
			.where('holderId', '=', eventId)
			.executeTakeFirst();
		if (!picture) throw new NotFound('No such picture');
		if (picture.ownerId !== actor.personId && !mayRunEvent(actor, event))
			throw new Forbidden('event.pictures');
		await db.deleteFrom('upload').where('uploadId', '=', uploadId).execute();
		await tellLive(db, { networkId: actor.networkId, topic: `event:${eventId}`, by: actor.personId });
	});
}
