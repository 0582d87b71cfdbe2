import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { newSendOff } from '#people/send-offs/at-desk.server.ts';
import { beginSendOff } from '#people/send-offs/beginning.server.ts';
import { sendPageLink } from '#people/send-offs/leaver.server.ts';
import { beginForm } from '#people/send-offs/send-off-form.ts';
import { Invalid } from '#platform/http/failures.ts';

export const load = door('send_off.run', async ({ event, actor }) => ({
	...(await newSendOff(actor, z.uuid().safeParse(event.url.searchParams.get('person')).data)),
	self: actor.personId
}));

export const actions = {
	default: act('send_off.run', beginForm, async ({ actor }, { mailIt, ...wish }) => {
		const sendOffId = await beginSendOff(actor, wish);
		const page = `/desk/send-offs/${sendOffId}`;
		if (mailIt !== 'yes') redirect(303, `${page}?saved`);
		// The send-off has begun; somebody without an address gets the link another way.
		await sendPageLink(actor, sendOffId).catch((failure: unknown) => {
			if (failure instanceof Invalid && failure.why === 'no_address')
				redirect(303, `${page}?no-address`);
			throw failure;
		});
		redirect(303, `${page}?mailed`);
	})
};
