import { redirect } from '@sveltejs/kit';
import QRCode from 'qrcode';
import { z } from 'zod';
import type { Actor } from '#access/actor/actor.server.ts';
import { act, door } from '#access/doors/doors.server.ts';
import { idOf, someWords } from '#access/doors/form.ts';
import { may } from '#access/policy/policy.ts';
import { mayRunEvent } from '#access/policy/rules.ts';
import { discussionOf } from '#gathering/comments/discussion.server.ts';
import { askedOf } from '#gathering/comments/comment-form.ts';
import { countFor } from '#gathering/comments/reading.server.ts';
import { cancelEvent, sumUp } from '#gathering/events/changing.server.ts';
import { thoughts } from '#gathering/events/event.ts';
import { eventFor, type Event } from '#gathering/events/events.server.ts';
import { mapsOf } from '#gathering/events/maps.server.ts';
import {
	guestCounts,
	guestsAtOnce,
	guestsOf,
	ownReply,
	reply,
	sayThought
} from '#gathering/events/replies.server.ts';
import { seeAbout } from '#gathering/notifications/notifications.server.ts';
import { countPictures, mayAddPictures, picturesOf } from '#gathering/events/pictures.server.ts';
import { addAll } from '#gathering/uploads/uploads.server.ts';
import { altsOf, uploadFields, writtenFields } from '#gathering/writing/written-form.ts';
import { readAtOnce, writeAtOnce } from '#platform/database/network.server.ts';
import { reachOfThing } from '#seeing/reach/reach.server.ts';
import { discussionActs } from './discussion-acts.ts';

export const load = door('event.see', async ({ event, actor }) => {
	const eventId = idOf(event.params.event);
	const after = z.uuid().safeParse(event.url.searchParams.get('guests')).data;
	const [one, own, guests, counts, pictures, pictureCount, maps, discussion, comments] = await readAtOnce(
		actor,
		(db) =>
			Promise.all([
				eventFor(db, actor, eventId),
				ownReply(db, actor, eventId),
				guestsOf(db, actor, eventId, { after }),
				guestCounts(db, actor, eventId),
				picturesOf(db, actor, eventId, { most: 6 }),
				countPictures(db, actor, eventId),
				mapsOf(db),
				discussionOf(db, actor, eventId, askedOf(event.url)),
				countFor(db, actor, eventId)
			])
	);
	const [mayAdd, steps] = await beside(actor, one, (event.locals.waiting?.unseen ?? 0) > 0);
	const isRun = mayRunEvent(actor, one);
	const isOver = one.endsAt < new Date();
	const pass =
		own?.answer === 'going' && !isOver
			? await QRCode.toDataURL(`${event.url.origin}/events/${eventId}/check-in?pass=${own.pass}`, {
					type: 'image/png',
					margin: 1,
					scale: 6,
					errorCorrectionLevel: 'M'
				})
			: null;
	return {
		event: one,
		own,
		pass,
		runs: isRun,
		steps,
		isOver,
		pictures,
		pictureCount,
		mayAddPictures: mayAdd,
		maps,
		discussion,
		comments,
		report: event.url.searchParams.get('report') === 'comment' ? event.url.searchParams.get('id') : null,
		thanks: event.url.searchParams.has('thanks'),
		me: actor.personId,
		now: new Date(),
		ticket: crypto.randomUUID(),
		replied: event.url.searchParams.has('replied'),
		cancelled: event.url.searchParams.has('cancelled'),
		counts,
		moreGuests: guests.length === guestsAtOnce ? `?guests=${guests.at(-1)!.personId}#who` : null,
		guests: guests.map(({ pass: _pass, said, thought, thoughtWords, ...guest }) => ({
			...guest,
			...(isRun ? { said, thought, thoughtWords } : { said: '', thought: null, thoughtWords: '' })
		}))
	};
});

/** Whether the actor may add pictures, and how far the event reached. Notes meanwhile that they saw what was news of it. */
function beside(actor: Actor, one: Event, hasNews: boolean) {
	return Promise.all([
		readAtOnce(actor, (db) => mayAddPictures(db, actor, one)),
		may(actor, 'reach.see') && !one.groupId ? reachOfThing(actor, one.eventId) : undefined,
		hasNews && writeAtOnce(actor, (db) => seeAbout(db, actor, one.eventId))
	]);
}

const here = (event: { params: Partial<Record<string, string>> }) => idOf(event.params.event);

export const actions = {
	...discussionActs,
	reply: act(
		'event.reply',
		z.object({
			comes: z.enum(['yes', 'no']),
			guests: z.coerce.number().int().min(0).max(10).default(0),
			said: someWords(1000)
		}),
		async ({ event, actor }, { comes, guests, said }) => {
			await reply(actor, here(event), { comes: comes === 'yes', guests, said });
			redirect(303, `/events/${here(event)}?replied`);
		}
	),
	cancel: act('event.see', z.object({}), async ({ event, actor }) => {
		await cancelEvent(actor, here(event));
		redirect(303, `/events/${here(event)}?cancelled`);
	}),
	sumUp: act(
		'event.see',
		z.object({ ...writtenFields, ...uploadFields }),
		async ({ event, actor }, wish, form) => {
			const brought = await addAll(actor, form);
			await sumUp(actor, here(event), {
				...wish,
				uploads: [...wish.uploads, ...brought],
				alts: altsOf(form)
			});
			redirect(303, `/events/${here(event)}#summary`);
		}
	),
	thought: act(
		'event.reply',
		z.object({ thought: z.enum(thoughts, 'required'), words: someWords(1000) }),
		async ({ event, actor }, { thought, words }) => {
			await sayThought(actor, here(event), thought, words);
			redirect(303, `/events/${here(event)}?replied#thought`);
		}
	)
};
