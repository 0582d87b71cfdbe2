import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { openAct, openDoor } from '#access/doors/doors.server.ts';
import { chosen } from '#access/doors/form.ts';
import { countMiss } from '#access/limits/limits.server.ts';
import { answerableReasons } from '#people/departures/reason.ts';
import { pulseChoices } from '#people/pulses/pulse.ts';
import { answerPulse, pulseBy } from '#people/pulses/pulses.server.ts';
import { quadrants } from '#people/standings/standing.ts';

export const load = openDoor(async ({ event, network }) => {
	const { familyName, givenName, familyKana, givenKana, state } = await countMiss(
		'token.address',
		event.getClientAddress(),
		() => pulseBy(network, event.params.token ?? '')
	);
	const said = z.enum(quadrants).safeParse(event.url.searchParams.get('say'));
	return {
		asked: { familyName, givenName, familyKana, givenKana },
		state,
		said: said.data ?? '',
		isThanks: event.url.searchParams.has('thanks')
	};
});

const codes = new Set(answerableReasons.map((reason) => reason.code));

export const actions = {
	default: openAct(
		z.object({
			say: z.enum(quadrants, 'required'),
			codes: chosen(z.string().refine((code) => codes.has(code)))
		}),
		async ({ event, network }, { say, codes }) => {
			const token = event.params.token ?? '';
			const choice = pulseChoices.find((one) => one.key === say)!;
			await countMiss('token.address', event.getClientAddress(), () =>
				answerPulse(network, token, choice, codes)
			);
			redirect(303, `/pulse/${token}?thanks`);
		}
	)
};
