import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { dayField, idOf, revisionField, someWords, words } from '#access/doors/form.ts';
import { may } from '#access/policy/policy.ts';
import { calledName } from '#people/persons/person.ts';
import { companiesOf } from '#people/tenures/companies.server.ts';
import { today } from '#platform/clock/today.ts';
import { asReader } from '#platform/locale/reader.server.ts';
import {
	earlierOf,
	nextOf,
	kindWords,
	refusalWords,
	refusals,
	type Status
} from '#returning/applications/application.ts';
import { applicationAtDesk, takeStep } from '#returning/applications/handling.server.ts';
import { stepBack } from '#returning/applications/stepping-back.server.ts';
import { plannedReturns, recordReturn } from '#returning/rehires/planned-returns.server.ts';

export const load = door('application.handle', async ({ event, actor, network }) => {
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
	return {
		application,
		possible,
		earlier: earlierOf(application.status),
		companies: await companiesOf(actor),
		planned: may(actor, 'rehire.record')
			? (await plannedReturns(actor, application.personId))[0]
			: undefined,
		today: today(network.timeZone),
		step: step ?? null,
		refusal: refusal ?? null,
		begun: begun ?? ''
	};
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
	),
	back: act(
		'application.handle',
		z.object({
			status: z.enum(['received', 'in_contact', 'interviewing', 'offered']),
			reason: words(1000),
			words: someWords(4000),
			revision: revisionField
		}),
		async ({ event, actor }, step) => {
			await stepBack(actor, idOf(event.params.application), step);
			redirect(303, `/desk/applications/${event.params.application}`);
		}
	),
	rehire: act(
		'rehire.record',
		z.object({ company: z.uuid(), returnedOn: dayField }),
		async ({ event, actor }, { company, returnedOn }) => {
			const { personId } = await applicationAtDesk(actor, idOf(event.params.application));
			const id = await recordReturn(actor, { personId, companyId: company, returnedOn });
			redirect(303, `/desk/rehires/${id}`);
		}
	)
};
