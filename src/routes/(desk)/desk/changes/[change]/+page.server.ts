import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { idOf, revisionField } from '#access/doors/form.ts';
import { answerableReasons } from '#people/departures/reason.ts';
import { companiesOf } from '#people/tenures/companies.server.ts';
import { reachOfThing } from '#seeing/reach/reach.server.ts';
import { changeForm, correctionForm } from '#telling/changes/change-form.ts';
import { changeAtDesk, copyChange, saveChange, setAnswer } from '#telling/changes/changes.server.ts';
import { correctChange } from '#telling/changes/correcting.server.ts';
import {
	publishChange,
	sendChangeNow,
	stopChange,
	withdrawChange
} from '#telling/changes/publishing.server.ts';
import { correctionsOf } from '#telling/corrections/corrections.server.ts';
import { wishedFor } from '#telling/holding/hold.ts';
import { previewOf } from '#telling/matches/preview.server.ts';
import { reachOf } from '#telling/matches/reach.server.ts';
import { mailChangeToOneself } from '#telling/matches/test-mail.server.ts';

export const load = door('change.write', async ({ event, actor }) => {
	const changeId = idOf(event.params.change);
	const [change, companies, corrections] = await Promise.all([
		changeAtDesk(actor, changeId),
		companiesOf(actor, 'all'),
		correctionsOf(actor, { changeId })
	]);
	return {
		change,
		companies,
		corrections,
		preview: change.status === 'draft' ? await previewOf(actor, changeId) : undefined,
		reach: change.status === 'published' ? await reachOf(actor, changeId) : undefined,
		steps: change.status === 'published' ? await reachOfThing(actor, changeId) : undefined
	};
});

const revision = revisionField;
const answerable = z.string().refine((code) => answerableReasons.some((reason) => reason.code === code));

export const actions = {
	save: act(
		'change.write',
		changeForm.extend({ revision }),
		async ({ event, actor }, { revision, ...draft }) => {
			const changeId = idOf(event.params.change);
			await saveChange(actor, changeId, revision, draft);
			redirect(303, `/desk/changes/${changeId}`);
		}
	),
	/** Adds a reason that the text was found to answer, or drops one of which it says nothing. */
	answers: act(
		'change.write',
		z.object({ revision, code: answerable.optional(), drop: answerable.optional() }),
		async ({ event, actor }, { revision, code, drop }) => {
			const changeId = idOf(event.params.change);
			const answer = code ?? drop;
			if (answer)
				await setAnswer(actor, changeId, revision, { code: answer, isAnswered: code !== undefined });
			redirect(303, `/desk/changes/${changeId}`);
		}
	),
	/** Mails the draft to whoever looks at it. */
	test: act('change.write', z.object({}), async ({ event, actor }) => ({
		mailedTo: await mailChangeToOneself(actor, idOf(event.params.change))
	})),
	publish: act(
		'change.publish',
		z.object({ revision, wishedFor }),
		async ({ event, actor }, { revision, wishedFor }) => {
			const changeId = idOf(event.params.change);
			await publishChange(actor, changeId, revision, wishedFor);
			redirect(303, `/desk/changes/${changeId}`);
		}
	),
	stop: act('change.publish', z.object({ revision }), async ({ event, actor }, { revision }) => {
		const changeId = idOf(event.params.change);
		await stopChange(actor, changeId, revision);
		redirect(303, `/desk/changes/${changeId}`);
	}),
	sendNow: act('change.publish', z.object({ revision }), async ({ event, actor }, { revision }) => {
		const changeId = idOf(event.params.change);
		await sendChangeNow(actor, changeId, revision);
		redirect(303, `/desk/changes/${changeId}`);
	}),
	correct: act(
		'change.publish',
		correctionForm.extend({ revision }),
		async ({ event, actor }, { revision, ...words }) => {
			const changeId = idOf(event.params.change);
			await correctChange(actor, changeId, revision, words);
			redirect(303, `/desk/changes/${changeId}`);
		}
	),
	copy: act('change.write', z.object({}), async ({ event, actor }) => {
		redirect(303, `/desk/changes/${await copyChange(actor, idOf(event.params.change))}`);
	}),
	withdraw: act('change.publish', z.object({ revision }), async ({ event, actor }, { revision }) => {
		const changeId = idOf(event.params.change);
		await withdrawChange(actor, changeId, revision);
		redirect(303, `/desk/changes/${changeId}`);
	})
};
