import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { idOf } from '#access/doors/form.ts';
import { answerSurvey, keepAnswers, surveyFor } from '#seeing/surveys/answering.server.ts';
import { isField, valuesFrom } from '#seeing/surveys/survey.ts';

export const load = door('survey.answer', async ({ event, actor }) => {
	const { draft, ...survey } = await surveyFor(actor, idOf(event.params.survey));
	return {
		survey,
		kept: draft ? valuesFrom(draft) : undefined,
		isKept: event.url.searchParams.has('kept')
	};
});

/** Each survey has questions of its own: what was answered is read by them (`answersIn`). */
const answers = z
	.record(
		z.string().max(80),
		z.union([z.string().max(4000, 'too_long'), z.array(z.string().max(100)).max(50)])
	)
	.transform((values) => Object.fromEntries(Object.entries(values).filter(([name]) => isField(name))));

export const actions = {
	send: act('survey.answer', answers, async ({ event, actor }, values) => {
		const surveyId = idOf(event.params.survey);
		await answerSurvey(actor, surveyId, values);
		redirect(303, `/surveys/${surveyId}`);
	}),
	keep: act('survey.answer', answers, async ({ event, actor }, values) => {
		const surveyId = idOf(event.params.survey);
		await keepAnswers(actor, surveyId, values);
		redirect(303, `/surveys/${surveyId}?kept`);
	})
};
