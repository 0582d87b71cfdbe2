import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { idOf } from '#access/doors/form.ts';
import { withdrawApplication } from '#returning/applications/applications.server.ts';
import { ownApplication } from '#returning/applications/following.server.ts';

export const load = door('application.follow', async ({ event, actor }) => ({
	application: await ownApplication(actor, idOf(event.params.application)),
	isSent: event.url.searchParams.has('sent')
}));

export const actions = {
	withdraw: act('application.send', z.object({}), async ({ event, actor }) => {
		await withdrawApplication(actor, idOf(event.params.application));
		redirect(303, `/applications/${event.params.application}`);
	})
};
