import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { openAct, openDoor } from '#access/doors/doors.server.ts';
import { someWords, words } from '#access/doors/form.ts';
import { countTry } from '#access/limits/limits.server.ts';
import { approveLetter, letterToApprove, sendLetterBack } from '#telling/letters/approving.server.ts';

export const load = openDoor(async ({ event, network }) => {
	await countTry('token.address', event.getClientAddress());
	const done = z.enum(['approved', 'back']).safeParse(event.url.searchParams.get('done')).data;
	return { done, letter: done ? undefined : await letterToApprove(network, event.params.token ?? '') };
});

export const actions = {
	approve: openAct(z.object({ sure: someWords(1) }), async ({ event, network }) => {
		await countTry('token.address', event.getClientAddress());
		await approveLetter(network, event.params.token ?? '');
		redirect(303, `/approve/${event.params.token}?done=approved`);
	}),
	back: openAct(z.object({ saidBack: words(2000) }), async ({ event, network }, { saidBack }) => {
		await countTry('token.address', event.getClientAddress());
		await sendLetterBack(network, event.params.token ?? '', saidBack);
		redirect(303, `/approve/${event.params.token}?done=back`);
	})
};
