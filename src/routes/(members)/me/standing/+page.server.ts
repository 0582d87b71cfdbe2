import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { chosen, someWords } from '#access/doors/form.ts';
import { triedIn } from '#access/doors/form-state.ts';
import { revisitReasons } from '#people/departures/departures.server.ts';
import { answerableReasons, isReasonCode } from '#people/departures/reason.ts';
import { ownSaying } from '#people/persons/self.server.ts';
import { ownTellings } from '#people/second-tellings/second-tellings.server.ts';
import { thoughtOfForm } from '#people/send-offs/send-off-form.ts';
import { ownWishToBeThoughtOf, saveOwnThoughtOf } from '#people/send-offs/thought-of.server.ts';
import { answers } from '#people/standings/standing.ts';
import { sayStanding } from '#people/standings/standings.server.ts';
import { today } from '#platform/clock/today.ts';

export const load = door('standing.say', async ({ event, actor }) => {
	const [saying, tellings, because] = await Promise.all([
		ownSaying(actor),
		ownTellings(actor),
		ownWishToBeThoughtOf(actor)
	]);
	return {
		...saying,
		tellings,
		because,
		tried: triedIn(event.url),
		saved: event.url.searchParams.get('saved')
	};
});

const saved = (form: string): never => redirect(303, `/me/standing?saved=${form}#saved`);

export const actions = {
	standing: act(
		'standing.say',
		z.object({
			canReturn: z.enum(answers).default('unknown'),
			wantsToReturn: z.enum(answers).default('unknown'),
			wouldChange: chosen(
				z.string().refine((code) => answerableReasons.some((reason) => reason.code === code))
			),
			note: someWords(2000)
		}),
		async ({ actor }, { note, wouldChange, ...standing }) => {
			await sayStanding(actor, standing, wouldChange, note);
			saved('standing');
		}
	),
	reasons: act(
		'reasons.say',
		z.object({ reasons: chosen(z.string().refine(isReasonCode)), words: someWords(4000) }),
		async ({ actor, network }, { reasons, words }) => {
			await revisitReasons(actor, reasons, words, today(network.timeZone));
			saved('reasons');
		}
	),
	thoughtOf: act('reasons.say', thoughtOfForm, async ({ actor }, { because }) => {
		await saveOwnThoughtOf(actor, because);
		saved('thought-of');
	})
};
