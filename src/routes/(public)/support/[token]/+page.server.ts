import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { openAct, openDoor } from '#access/doors/doors.server.ts';
import { countMiss } from '#access/limits/limits.server.ts';
import { enterBySupport, supportCookie } from '#access/support/visiting.server.ts';
import { Invalid } from '#platform/http/failures.ts';

/** Looking at the page uses nothing up and tells nothing. */
export const load = openDoor(() => ({}));

export const actions = {
	default: openAct(z.object({}), async ({ event, network }) => {
		const from = event.getClientAddress();
		const token = await countMiss('token.address', from, async () => {
			const entered = await enterBySupport(network, event.params.token ?? '', from);
			if (!entered) throw new Invalid('not_usable', 'token');
			return entered;
		});
		const secure = event.url.protocol === 'https:';
		event.cookies.set(supportCookie(), token, { path: '/', httpOnly: true, sameSite: 'lax', secure });
		redirect(303, '/desk');
	})
};
