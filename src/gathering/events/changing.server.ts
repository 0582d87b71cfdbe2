import type { Actor } from '#access/actor/actor.server.ts';
import { notify, type Happening } from '#gathering/notifications/notify.server.ts';
import { hold } from '#gathering/uploads/uploads.server.ts';
import { readText, type Text } from '#gathering/writing/writing.server.ts';
import { Invalid, Stale } from '#platform/http/failures.ts';
import { inNetwork, type Db } from '#platform/database/network.server.ts';
import { tellLive } from '#platform/live/live.server.ts';
import { mustRun, timesOf, type Event, type EventWish } from './events.server.ts';
import { moveUp } from './waiting-list.server.ts';

/**
 * Changes an event. Tells those who replied if its time or place changed and it is not over, and gives out places that became free. Throws
 * NotFound, Forbidden, Stale, Invalid.
 */
export async function editEvent(
	actor: Actor,
	eventId: string,
	wish: EventWish & { revision: number }
): Promise<void> {
	const { startsAt, endsAt } = timesOf(wish);
	await inNetwork(actor, async (db) => {
		const event = await mustRun(db, actor, eventId);
		const text = await readText(db, actor, wish, { most: 4000, mayBeEmpty: true });
		const { words: _words, html: _html, revision, startsAt: _start, endsAt: _end, ...plain } = wish;
		const { numUpdatedRows } = await db
			.updateTable('event')
			.set((by) => ({
				...plain,
				words: text.words,
				html: text.html,
				startsAt,
				endsAt,
				revision: revision + 1,
				sequence: by('sequence', '+', 1)
			}))
			.where('eventId', '=', eventId)
			.where('revision', '=', revision)
			.executeTakeFirst();
		if (numUpdatedRows === 0n) throw new Stale('Edited elsewhere');
		const isMovedInTime = startsAt.getTime() !== event.startsAt.getTime();
		const isMoved =
			isMovedInTime ||
			endsAt.getTime() !== event.endsAt.getTime() ||
			wish.place !== event.place ||
			wish.url !== event.url;
		const isAhead = event.endsAt > new Date();
		if (isMoved && isAhead)
			await tellReplied(db, actor, event, { kind: 'event_changed', about: wish.title });
		if (isMovedInTime) await remindAgain(db, eventId);
		await moveUp(db, actor, eventId);
	});
}

async function remindAgain(db: Db, eventId: string): Promise<void> {
	await db.updateTable('eventReply').set({ remindedAt: null }).where('eventId', '=', eventId).execute();
}

/**
 * Calls an event off. Those who replied are told; it stays in their calendars as cancelled. Throws NotFound, Forbidden, and
 * Invalid for one that is over.
 */
export async function cancelEvent(actor: Actor, eventId: string): Promise<void> {
	await inNetwork(actor, async (db) => {
		const event = await mustRun(db, actor, eventId);
		if (event.state === 'cancelled') return;
		if (event.endsAt < new Date()) throw new Invalid('event_over', 'form');
		await db
			.updateTable('event')
			.set((by) => ({
				state: 'cancelled',
				sequence: by('sequence', '+', 1),
				revision: by('revision', '+', 1)
			}))
			.where('eventId', '=', eventId)
			.execute();
		await tellReplied(db, actor, event, { kind: 'event_cancelled', about: event.title });
	});
}

/** Saves a summary of an event that is over, with pictures. Throws NotFound, Forbidden, Invalid for one that is not over. */
export async function sumUp(
	actor: Actor,
	eventId: string,
	wish: Text & { uploads: string[]; alts: Record<string, string> }
): Promise<void> {
	await inNetwork(actor, async (db) => {
		const event = await mustRun(db, actor, eventId);
		if (event.endsAt > new Date()) throw new Invalid('not_over', 'form');
		const text = await readText(db, actor, wish, { most: 4000 });
		await hold(db, actor, 'event', eventId, wish.uploads, wish.alts);
		await db
			.updateTable('event')
			.set({ summary: text.words, summaryHtml: text.html, summedUpAt: new Date() })
			.where('eventId', '=', eventId)
			.execute();
		await tellLive(db, { networkId: actor.networkId, topic: `event:${eventId}`, by: actor.personId });
	});
}

async function tellReplied(
	db: Db,
	actor: Actor,
	{ eventId, groupId }: Pick<Event, 'eventId' | 'groupId'>,
	told: Pick<Happening, 'kind' | 'about'>
): Promise<void> {
	const replied = await db
		.selectFrom('eventReply')
		.select('personId')
		.where('eventId', '=', eventId)
		.where('answer', 'in', ['going', 'waiting'])
		.execute();
	await notify(db, actor, {
		...told,
		to: replied.map((reply) => reply.personId),
		by: actor.personId,
		subjectId: eventId,
		within: groupId,
		path: `/events/${eventId}`
	});
	await tellLive(db, { networkId: actor.networkId, topic: `event:${eventId}`, by: actor.personId });
}
