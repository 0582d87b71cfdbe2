import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { openAct, openDoor } from '#access/doors/doors.server.ts';
import { chosen, someWords } from '#access/doors/form.ts';
import { countMiss } from '#access/limits/limits.server.ts';
import { answerableReasons, isReasonCode } from '#people/departures/reason.ts';
import { answerTelling, tellingBy } from '#people/second-tellings/second-tellings.server.ts';

export const load = openDoor(async ({ event, network }) => {
	const { familyName, givenName, familyKana, givenKana, months, state } = await countMiss(
		'token.address',
		event.getClientAddress(),
		() => tellingBy(network, event.params.token ?? '')
	);
	return {
		asked: { familyName, givenName, familyKana, givenKana },
		months,
		state,
		isThanks: event.url.searchParams.has('thanks')
	};
});

const answerable = new Set(answerableReasons.map((reason) => reason.code));

export const actions = {
	default: openAct(
		z.object({
			reasons: chosen(z.string().refine(isReasonCode)),
			words: someWords(4000),
			wouldChange: chosen(z.string().refine((code) => answerable.has(code)))
		}),
		async ({ event, network }, { reasons, words, wouldChange }) => {
			const token = event.params.token ?? '';
			await countMiss('token.address', event.getClientAddress(), () =>
				answerTelling(network, token, { codes: reasons, words, wouldChange })
			);
			redirect(303, `/telling/${token}?thanks`);
		}
	)
};
