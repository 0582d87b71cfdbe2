import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { dayField, someWords, words } from '#access/doors/form.ts';
import { inviteInBatches, launchFor } from '#gathering/launch/launch.server.ts';
import { resumeWave, stopWave } from '#people/invitations/batches.server.ts';
import { invitationDesk, recordBasis } from '#people/invitations/waves.server.ts';
import { today } from '#platform/clock/today.ts';

export const load = door('invitation.send', async ({ event, actor, network }) => ({
	...(await invitationDesk(actor)),
	isLaunchReady: (await launchFor(actor)).isReady,
	today: today(network.timeZone),
	recorded: Number(event.url.searchParams.get('recorded') ?? 0),
	sent: event.url.searchParams.has('sent')
}));

export const actions = {
	basis: act(
		'invitation.send',
		z.object({
			basis: z.enum(['consent_on_leaving', 'notice'], 'required'),
			on: dayField,
			note: someWords(500)
		}),
		async ({ actor }, { basis, on, note }) => {
			redirect(303, `/desk/invitations?recorded=${await recordBasis(actor, basis, on, note)}`);
		}
	),
	wave: act(
		'invitation.send',
		z.object({
			called: words(100),
			size: z.coerce.number('required').int().min(1).max(50_000),
			batch: z.coerce.number('required').int().min(1).max(5000),
			anyway: someWords(300)
		}),
		async ({ actor }, wave) => {
			await inviteInBatches(actor, wave);
			redirect(303, '/desk/invitations?sent');
		}
	),
	resume: act('invitation.send', z.object({ wave: z.uuid() }), async ({ actor }, { wave }) => {
		await resumeWave(actor, wave);
		redirect(303, '/desk/invitations?sent');
	}),
	stop: act('invitation.send', z.object({ wave: z.uuid() }), async ({ actor }, { wave }) => {
		await stopWave(actor, wave);
		redirect(303, '/desk/invitations');
	})
};
