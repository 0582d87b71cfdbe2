import { redirect, type RequestEvent } from '@sveltejs/kit';
import { z } from 'zod';
import type { Network } from '#access/actor/actor.server.ts';
import { halfCookie } from '#access/accounts/half-sign-in.server.ts';
import { usedPasskey } from '#access/accounts/passkey-form.ts';
import { placeOf } from '#access/accounts/passkeys.server.ts';
import { openAct, openDoor } from '#access/doors/doors.server.ts';
import { localPath } from '#access/doors/form.ts';
import { browserOf, settle } from '#people/sign-in/arriving.server.ts';
import { makeSecondStep, secondStep, type Second } from '#people/sign-in/second-step.server.ts';

const gone = (next: string) => `/sign-in?step=gone&next=${encodeURIComponent(next)}`;

export const load = openDoor(async ({ event, network }) => {
	const next = localPath.parse(event.url.searchParams.get('next') ?? '/');
	const token = event.cookies.get(halfCookie());
	const step = await secondStep(network, placeOf(network, event.url.hostname), token);
	if (!step) redirect(303, gone(next));
	return { ...step, next };
});

async function goOn(event: RequestEvent, network: Network, second: Second, next: string): Promise<never> {
	const token = event.cookies.get(halfCookie());
	const taken = await makeSecondStep(network, token, second, browserOf(event));
	redirect(303, taken ? await settle(event, taken, next) : gone(next));
}

export const actions = {
	code: openAct(
		z.object({ code: z.string().trim().min(1, 'required').max(20, 'too_long'), next: localPath }),
		({ event, network }, { code, next }) => goOn(event, network, { code }, next)
	),
	recovery: openAct(
		z.object({ recovery: z.string().trim().min(1, 'required').max(40, 'too_long'), next: localPath }),
		({ event, network }, { recovery, next }) => goOn(event, network, { recovery }, next)
	),
	passkey: openAct(
		z.object({ passkey: usedPasskey, next: localPath }),
		({ event, network }, { passkey, next }) =>
			goOn(event, network, { passkey, place: placeOf(network, event.url.hostname) }, next)
	)
};
