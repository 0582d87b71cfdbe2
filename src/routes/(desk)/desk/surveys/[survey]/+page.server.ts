import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import type { Actor } from '#access/actor/actor.server.ts';
import { act, door } from '#access/doors/doors.server.ts';
import { idOf, revisionField } from '#access/doors/form.ts';
import { triedIn } from '#access/doors/form-state.ts';
import { segmentNames } from '#seeing/segments/segments.server.ts';
import { questionForm, sendingForm, surveyForm } from '#seeing/surveys/forms.ts';
import { namedAnswers } from '#seeing/surveys/named.server.ts';
import { addQuestion, changeQuestion, moveQuestion } from '#seeing/surveys/questions.server.ts';
import { resultsOf } from '#seeing/surveys/results.server.ts';
import { closeSurvey, openSurvey, peopleAsked, remindNow } from '#seeing/surveys/sending.server.ts';
import { askAgain, removeSurvey, saveSurvey, surveyAtDesk } from '#seeing/surveys/surveys.server.ts';

const answersShown = 100;

export const load = door('survey.write', async ({ event, actor }) => {
	const surveyId = idOf(event.params.survey);
	const survey = await surveyAtDesk(actor, surveyId);
	const isDraft = survey.status === 'draft';
	return {
		survey,
		tried: triedIn(event.url),
		answersShown,
		segments: isDraft ? await segmentNames(actor) : [],
		people: isDraft ? await peopleAsked(actor, surveyId) : 0,
		results: isDraft ? [] : await resultsOf(actor, surveyId),
		...(await byPerson(actor, event.url.searchParams.has('people'), survey))
	};
});

/** Answers with names are read only where someone asks for them. */
async function byPerson(
	actor: Actor,
	isWanted: boolean,
	{ surveyId, isAnonymous, status }: { surveyId: string; isAnonymous: boolean; status: string }
) {
	const isRead = isWanted && !isAnonymous && status !== 'draft';
	return { answers: isRead ? await namedAnswers(actor, surveyId, answersShown) : undefined };
}

const question = z.uuid();

export const actions = {
	save: act('survey.write', surveyForm, async ({ event, actor }, { revision, how, ...draft }) => {
		const surveyId = idOf(event.params.survey);
		await saveSurvey(actor, surveyId, revision, { ...draft, isAnonymous: how === 'anonymous' });
		redirect(303, `/desk/surveys/${surveyId}`);
	}),
	add: act('survey.write', questionForm, async ({ event, actor }, written) => {
		const surveyId = idOf(event.params.survey);
		await addQuestion(actor, surveyId, written);
		redirect(303, `/desk/surveys/${surveyId}#questions`);
	}),
	change: act(
		'survey.write',
		questionForm.extend({ question }),
		async ({ event, actor }, { question: questionId, ...written }) => {
			const surveyId = idOf(event.params.survey);
			await changeQuestion(actor, surveyId, questionId, written);
			redirect(303, `/desk/surveys/${surveyId}#q-${questionId}`);
		}
	),
	move: act(
		'survey.write',
		z.object({ question, how: z.enum(['up', 'away']) }),
		async ({ event, actor }, { question: questionId, how }) => {
			const surveyId = idOf(event.params.survey);
			await moveQuestion(actor, surveyId, questionId, how);
			redirect(303, `/desk/surveys/${surveyId}#questions`);
		}
	),
	send: act('survey.write', sendingForm, async ({ event, actor }, sending) => {
		const surveyId = idOf(event.params.survey);
		await openSurvey(actor, surveyId, sending);
		redirect(303, `/desk/surveys/${surveyId}`);
	}),
	remind: act('survey.write', z.object({}), async ({ event, actor }) => {
		const surveyId = idOf(event.params.survey);
		await remindNow(actor, surveyId);
		redirect(303, `/desk/surveys/${surveyId}`);
	}),
	close: act(
		'survey.write',
		z.object({ revision: revisionField }),
		async ({ event, actor }, { revision }) => {
			const surveyId = idOf(event.params.survey);
			await closeSurvey(actor, surveyId, revision);
			redirect(303, `/desk/surveys/${surveyId}`);
		}
	),
	again: act('survey.write', z.object({}), async ({ event, actor }) => {
		redirect(303, `/desk/surveys/${await askAgain(actor, idOf(event.params.survey))}`);
	}),
	remove: act('survey.write', z.object({}), async ({ event, actor }) => {
		await removeSurvey(actor, idOf(event.params.survey));
		redirect(303, '/desk/surveys?removed');
	})
};
