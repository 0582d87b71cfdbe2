import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { enterByToken } from '#access/accounts/accounts.server.ts';
import { notedSignIn } from '#access/audit/sign-ins.server.ts';
import { openAct, openDoor } from '#access/doors/doors.server.ts';
import { localPath } from '#access/doors/form.ts';
import { countMiss } from '#access/limits/limits.server.ts';
import { arrive } from '#people/sign-in/arriving.server.ts';
import { unlessBound } from '#access/single-sign-on/bound.server.ts';
import { Invalid } from '#platform/http/failures.ts';

/** A mail scanner may open the link before the person does. So only the button uses the link up. */
export const load = openDoor(({ event }) => ({
	token: event.url.searchParams.get('token') ?? '',
	next: localPath.parse(event.url.searchParams.get('next') ?? '/')
}));

export const actions = {
	default: openAct(
		z.object({ token: z.string().min(1).max(200), next: localPath }),
		async ({ event, network }, { token, next }) => {
			const from = event.getClientAddress();
			const cookies = await countMiss('token.address', from, async () => {
				const found = await notedSignIn(network, { way: 'link', from }, () =>
					enterByToken(network, token, event.request.headers)
				);
				if (!found) throw new Invalid('not_usable', 'token');
				return found;
			});
			const entered = await unlessBound(network, cookies, { runsIt: false });
			redirect(303, await arrive(event, network, entered, 'link', next));
		}
	)
};
