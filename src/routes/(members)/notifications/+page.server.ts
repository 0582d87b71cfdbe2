import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import {
	notificationsAtOnce,
	notificationsOf,
	seeAll
} from '#gathering/notifications/notifications.server.ts';
import { readAtOnce } from '#platform/database/network.server.ts';

export const load = door('notification.see', async ({ event, actor }) => {
	const place = z
		.object({ at: z.string().regex(/^[\d :.+-]{10,40}$/), id: z.uuid() })
		.safeParse(Object.fromEntries(event.url.searchParams)).data;
	const told = await readAtOnce(actor, (db) => notificationsOf(db, actor, place));
	const last = told.length === notificationsAtOnce ? told.at(-1) : undefined;
	return {
		told,
		now: new Date(),
		next: last ? `?at=${encodeURIComponent(last.at)}&id=${last.notificationId}` : null
	};
});

export const actions = {
	seen: act('notification.see', z.object({}), async ({ actor }) => {
		await seeAll(actor);
		redirect(303, '/notifications');
	})
};
