import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { enterByToken, makeLinkToken } from '#access/accounts/accounts.server.ts';
import { newPassword } from '#access/accounts/password.ts';
import { openAct, openDoor } from '#access/doors/doors.server.ts';
import { chosen, revisionField } from '#access/doors/form.ts';
import { countMiss } from '#access/limits/limits.server.ts';
import { mustUseProvider } from '#access/single-sign-on/rule.server.ts';
import { purposes } from '#people/consents/consent.ts';
import { consentsOf } from '#people/consents/consents.server.ts';
import { sourceOf } from '#people/consents/source.ts';
import { noticeNow } from '#people/consents/notices.server.ts';
import {
	decline,
	declinesBy,
	invitationBy,
	join,
	takeBackDecline
} from '#people/invitations/joining.server.ts';
import { whoIsInside } from '#people/invitations/inside.server.ts';
import { arrive } from '#people/sign-in/arriving.server.ts';
import { today } from '#platform/clock/today.ts';
import { readNetwork } from '#platform/database/network.server.ts';

export const load = openDoor(async ({ event, network }) => {
	const { personId, familyName, givenName, familyKana, givenKana, email, isEmployed, state } =
		await countMiss('token.address', event.getClientAddress(), () =>
			invitationBy(network, event.params.token ?? '')
		);
	return {
		invited: { familyName, givenName, familyKana, givenKana, email },
		isEmployed,
		state,
		inside:
			state === 'open' && !isEmployed
				? await whoIsInside(network, personId, event.locals.locale)
				: null,
		hasDeclined: await declinesBy(network, event.params.token ?? ''),
		/** What they agreed to before, for instance on leaving. */
		given: await readNetwork(network, (db) => consentsOf(db, personId)),
		notice: await noticeNow(network)
	};
});

const joinForm = z.object({
	consents: chosen(z.enum(purposes)),
	notice: revisionField.default(0),
	password: z.literal('').or(newPassword).default('')
});

export const actions = {
	join: openAct(joinForm, async ({ event, network }, wish) => {
		const email = await countMiss('token.address', event.getClientAddress(), () =>
			join(network, event.params.token ?? '', {
				...wish,
				source: sourceOf('join', '/join', event.getClientAddress()),
				locale: event.locals.locale,
				today: today(network.timeZone)
			})
		);
		if (await mustUseProvider(network, { email })) redirect(303, '/sign-in?refused=only_way');
		const { headers } = event.request;
		const linkToken = await makeLinkToken(network, email, headers);
		const cookies = (await enterByToken(network, linkToken, headers)) ?? [];
		redirect(303, await arrive(event, network, cookies, 'link', '/?welcome'));
	}),
	decline: openAct(z.object({}), async ({ event, network }) => {
		const token = event.params.token ?? '';
		await countMiss('token.address', event.getClientAddress(), () => decline(network, token));
		redirect(303, `/join/${token}#declined`);
	}),
	takeBack: openAct(z.object({}), async ({ event, network }) => {
		const token = event.params.token ?? '';
		await countMiss('token.address', event.getClientAddress(), () => takeBackDecline(network, token));
		redirect(303, `/join/${token}`);
	})
};
