import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { openAct, openDoor } from '#access/doors/doors.server.ts';
import { momentField, someWords, words } from '#access/doors/form.ts';
import { countMiss } from '#access/limits/limits.server.ts';
import { approveLetter, letterToApprove, sendLetterBack } from '#telling/letters/approving.server.ts';

export const load = openDoor(async ({ event, network }) => {
	const done = z.enum(['approved', 'back']).safeParse(event.url.searchParams.get('done')).data;
	const at = momentField.safeParse(event.url.searchParams.get('at')).data;
	if (done) return { done, at, letter: undefined };
	const letter = await countMiss('token.address', event.getClientAddress(), () =>
		letterToApprove(network, event.params.token ?? '')
	);
	return { done, at, letter };
});

export const actions = {
	approve: openAct(z.object({ sure: someWords(1) }), async ({ event, network }) => {
		const goesOutAt = await countMiss('token.address', event.getClientAddress(), () =>
			approveLetter(network, event.params.token ?? '')
		);
		redirect(303, `/approve/${event.params.token}?done=approved&at=${goesOutAt.toISOString()}`);
	}),
	back: openAct(z.object({ saidBack: words(2000) }), async ({ event, network }, { saidBack }) => {
		await countMiss('token.address', event.getClientAddress(), () =>
			sendLetterBack(network, event.params.token ?? '', saidBack)
		);
		redirect(303, `/approve/${event.params.token}?done=back`);
	})
};
