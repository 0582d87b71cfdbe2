import { redirect } from '@sveltejs/kit';
import { act, door } from '#access/doors/doors.server.ts';
import { idOf } from '#access/doors/form.ts';
import { applicationForm, cvOf } from '#returning/applications/application-form.ts';
import { sendApplication } from '#returning/applications/applications.server.ts';
import { meetingRules } from '#returning/meeting-rules/meeting-rules.server.ts';
import { openingFor } from '#returning/openings/reading.server.ts';

export const load = door('application.send', async ({ event, actor }) => {
	const [opening, rules] = await Promise.all([
		openingFor(actor, idOf(event.params.opening)),
		meetingRules(actor, event.locals.locale)
	]);
	return { opening, rules };
});

export const actions = {
	default: act('application.send', applicationForm, async ({ event, actor }, value, form) => {
		const { openingId } = await openingFor(actor, idOf(event.params.opening));
		redirect(
			303,
			`/applications/${await sendApplication(actor, { ...value, openingId, companyId: null, cv: cvOf(form) })}?sent`
		);
	})
};
