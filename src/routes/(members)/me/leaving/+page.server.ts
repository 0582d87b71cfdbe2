import { redirect } from '@sveltejs/kit';
import { act, door } from '#access/doors/doors.server.ts';
import { answerSendOff, leaverPage } from '#people/send-offs/leaver.server.ts';
import { leaverForm } from '#people/send-offs/send-off-form.ts';

export const load = door('me.see', async ({ event, actor }) => ({
	page: await leaverPage({ actor }),
	saved: event.url.searchParams.has('saved')
}));

export const actions = {
	default: act('me.change', leaverForm, async ({ actor }, { reasons, ...wish }) => {
		await answerSendOff({ actor }, { ...wish, codes: reasons });
		redirect(303, '/me/leaving?saved');
	})
};
