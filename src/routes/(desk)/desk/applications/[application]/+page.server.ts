import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { idOf, someWords, revisionField } from '#access/doors/form.ts';
import { calledName } from '#people/persons/person.ts';
import { asReader } from '#platform/locale/reader.server.ts';
import {
	nextOf,
	kindWords,
	refusalWords,
	refusals,
	type Status
} from '#returning/applications/application.ts';
import { applicationAtDesk, takeStep } from '#returning/applications/handling.server.ts';

export const load = door('application.handle', async ({ event, actor }) => {
	const { searchParams } = event.url;
	const application = await applicationAtDesk(actor, idOf(event.params.application));
	const possible = nextOf(application.status);
	const step = possible.find((one) => one === searchParams.get('step'));
	const refusal = refusals.find((one) => one === searchParams.get('refusal'));
	const name = calledName(application, application.locale);
	// The applicant will read these words, so the draft is in the applicant's language.
	const begun =
		step &&
		asReader({ locale: application.locale, timeZone: actor.timeZone }, () =>
			step === 'refused' && refusal
				? refusalWords[refusal]({ name })
				: kindWords[step as Exclude<Status, 'withdrawn'>]({ name })
		);
	return { application, possible, step: step ?? null, refusal: refusal ?? null, begun: begun ?? '' };
});

export const actions = {
	step: act(
		'application.handle',
		z.object({
			status: z.enum(['in_contact', 'interviewing', 'offered', 'hired', 'refused']),
			words: someWords(4000),
			revision: revisionField
		}),
		async ({ event, actor }, step) => {
			await takeStep(actor, idOf(event.params.application), step);
			redirect(303, `/desk/applications/${event.params.application}`);
		}
	)
};
