import { redirect } from '@sveltejs/kit';
import { act, door } from '#access/doors/doors.server.ts';
import { segmentNames } from '#seeing/segments/segments.server.ts';
import { beginForm } from '#seeing/surveys/forms.ts';
import { draftSurvey, surveysAtDesk } from '#seeing/surveys/surveys.server.ts';

export const load = door('survey.write', async ({ event, actor }) => ({
	surveys: await surveysAtDesk(actor),
	segments: await segmentNames(actor),
	segmentId: event.url.searchParams.get('segment') ?? '',
	isRemoved: event.url.searchParams.has('removed')
}));

export const actions = {
	default: act('survey.write', beginForm, async ({ actor }, { template, segmentId }) => {
		redirect(303, `/desk/surveys/${await draftSurvey(actor, template, segmentId)}`);
	})
};
