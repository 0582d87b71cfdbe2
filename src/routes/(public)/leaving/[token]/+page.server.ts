import { redirect } from '@sveltejs/kit';
import { openAct, openDoor } from '#access/doors/doors.server.ts';
import { countMiss } from '#access/limits/limits.server.ts';
import { answerSendOff, leaverPage } from '#people/send-offs/leaver.server.ts';
import { leaverForm } from '#people/send-offs/send-off-form.ts';
import { NotFound } from '#platform/http/failures.ts';

export const load = openDoor(async ({ event, network }) => {
	const token = event.params.token ?? '';
	const page = await countMiss('token.address', event.getClientAddress(), () =>
		leaverPage({ network, token })
	).catch((failure: unknown) => {
		if (!(failure instanceof NotFound)) throw failure;
		return undefined;
	});
	return { page, saved: event.url.searchParams.has('saved') };
});

export const actions = {
	default: openAct(leaverForm, async ({ event, network }, { reasons, ...wish }) => {
		const token = event.params.token ?? '';
		await countMiss('token.address', event.getClientAddress(), () =>
			answerSendOff({ network, token }, { ...wish, codes: reasons })
		);
		redirect(303, `/leaving/${token}?saved`);
	})
};
