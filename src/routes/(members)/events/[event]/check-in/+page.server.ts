import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { idOf } from '#access/doors/form.ts';
import { checkIn, takeBack } from '#gathering/events/checking-in.server.ts';
import { mustRun } from '#gathering/events/events.server.ts';
import { guestsOf } from '#gathering/events/replies.server.ts';
import { readNetwork } from '#platform/database/network.server.ts';

export const load = door('event.see', async ({ event, actor }) => {
	const eventId = idOf(event.params.event);
	const { searchParams } = event.url;
	const [one, guests] = await readNetwork(
		actor,
		async (db) =>
			[await mustRun(db, actor, eventId), await guestsOf(db, actor, eventId, { most: 2000 })] as const
	);
	const pass = z.uuid().safeParse(searchParams.get('pass')).data;
	const shown = pass ? guests.find((guest) => guest.pass === pass) : undefined;
	return {
		event: one,
		guests,
		shown,
		isUnknown: Boolean(pass && !shown),
		done: guests.find((guest) => guest.personId === searchParams.get('done'))
	};
});

export const actions = {
	in: act('event.see', z.object({ pass: z.uuid() }), async ({ event, actor }, { pass }) => {
		const guest = await checkIn(actor, idOf(event.params.event), { pass });
		redirect(303, `/events/${event.params.event}/check-in?done=${guest.personId}`);
	}),
	back: act('event.see', z.object({ person: z.uuid() }), async ({ event, actor }, { person }) => {
		await takeBack(actor, idOf(event.params.event), person);
		redirect(303, `/events/${event.params.event}/check-in`);
	})
};
