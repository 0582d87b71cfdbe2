import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { chosen, idOf } from '#access/doors/form.ts';
import { mayRunEvent } from '#access/policy/rules.ts';
import { eventFor } from '#gathering/events/events.server.ts';
import {
	addEventPictures,
	keepEventPictures,
	mayAddPictures,
	ownPictures,
	picturesAtOnce,
	picturesOf,
	removeEventPicture
} from '#gathering/events/pictures.server.ts';
import { addAll } from '#gathering/uploads/uploads.server.ts';
import { altsOf } from '#gathering/writing/written-form.ts';
import { readAtOnce } from '#platform/database/network.server.ts';

export const load = door('event.see', async ({ event, actor }) => {
	const eventId = idOf(event.params.event);
	const { searchParams } = event.url;
	const after = z.uuid().safeParse(searchParams.get('after')).data;
	const [one, pictures, own] = await readAtOnce(actor, (db) =>
		Promise.all([
			eventFor(db, actor, eventId),
			picturesOf(db, actor, eventId, { after }),
			ownPictures(db, actor, eventId)
		])
	);
	return {
		event: one,
		pictures,
		own,
		mayAdd: await readAtOnce(actor, (db) => mayAddPictures(db, actor, one)),
		runs: mayRunEvent(actor, one),
		me: actor.personId,
		saved: searchParams.has('saved'),
		next: pictures.length === picturesAtOnce ? `?after=${pictures.at(-1)!.uploadId}` : null
	};
});

const here = (event: { params: Partial<Record<string, string>> }) => idOf(event.params.event);

export const actions = {
	add: act('event.reply', z.object({}), async ({ event, actor }, _, form) => {
		await addEventPictures(actor, here(event), await addAll(actor, form));
		redirect(303, `/events/${here(event)}/pictures?saved#own`);
	}),
	keep: act(
		'event.reply',
		z.object({ removed: chosen(z.uuid()) }),
		async ({ event, actor }, { removed }, form) => {
			await keepEventPictures(actor, here(event), { removed, alts: altsOf(form) });
			redirect(303, `/events/${here(event)}/pictures?saved#own`);
		}
	),
	remove: act('event.reply', z.object({ upload: z.uuid() }), async ({ event, actor }, { upload }) => {
		await removeEventPicture(actor, here(event), upload);
		redirect(303, `/events/${here(event)}/pictures`);
	})
};
