import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { openAct, openDoor } from '#access/doors/doors.server.ts';
import { chosen, idOf, revisionField } from '#access/doors/form.ts';
import { browserOf } from '#access/single-sign-on/cookie.server.ts';
import { orRefused } from '#access/single-sign-on/refused.server.ts';
import { purposes } from '#people/consents/consent.ts';
import { noticeNow } from '#people/consents/notices.server.ts';
import { nameFormFields } from '#people/persons/name-form.ts';
import { arrive as arriveByProvider } from '#people/single-sign-on/arriving.server.ts';
import { joinByProvider } from '#people/single-sign-on/joining.server.ts';
import { arrive } from '#people/sign-in/arriving.server.ts';

/** Whoever comes back from their identity provider is signed in here, or asked whether they want to join. */
export const load = openDoor(async ({ event, network }) => {
	const { url, cookies, request } = event;
	const by = { attemptId: idOf(url.searchParams.get('of') ?? undefined), browser: browserOf(cookies) };
	const arrived = await orRefused(() => arriveByProvider(network, by, request.headers));
	if ('cookies' in arrived) {
		redirect(303, await arrive(event, network, arrived.cookies, 'sso', arrived.next));
	}
	const { address, name, personId } = arrived.newcomer;
	return {
		newcomer: { ...name, revision: 0, address, isKnown: personId !== null },
		notice: await noticeNow(network)
	};
});

const joinForm = z.object({
	...nameFormFields,
	revision: revisionField.default(0),
	consents: chosen(z.enum(purposes)),
	notice: revisionField.default(0)
});

export const actions = {
	default: openAct(joinForm, async ({ event, network }, { revision: _, ...wish }) => {
		const { url, cookies, request, locals } = event;
		const by = { attemptId: idOf(url.searchParams.get('of') ?? undefined), browser: browserOf(cookies) };
		const entered = await orRefused(() =>
			joinByProvider(network, by, { ...wish, locale: locals.locale }, request.headers)
		);
		redirect(303, await arrive(event, network, entered.cookies, 'sso', entered.next));
	})
};
