import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { resumeWave, stopWave } from '#people/invitations/batches.server.ts';
import { config } from '#platform/config/config.ts';
import { nightOf } from '#people/invitations/night.server.ts';
import { invitationDesk } from '#people/invitations/waves.server.ts';

export const load = door('invitation.send', async ({ event, actor }) => ({
	...(await invitationDesk(actor)),
	recorded: Number(event.url.searchParams.get('recorded') ?? 0),
	wasWithdrawn: Number(event.url.searchParams.get('withdrawn') ?? 0),
	sent: event.url.searchParams.has('sent'),
	night: await nightOf(actor),
	sends: config().SMTP_URL !== undefined
}));

export const actions = {
	resume: act('invitation.send', z.object({ wave: z.uuid() }), async ({ actor }, { wave }) => {
		await resumeWave(actor, wave);
		redirect(303, '/desk/invitations?sent');
	}),
	stop: act('invitation.send', z.object({ wave: z.uuid() }), async ({ actor }, { wave }) => {
		await stopWave(actor, wave);
		redirect(303, '/desk/invitations');
	})
};
