import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { idOf, revisionField } from '#access/doors/form.ts';
import { answerableReasons } from '#people/departures/reason.ts';
import { companiesOf } from '#people/tenures/companies.server.ts';
import { changeForm } from '#telling/changes/change-form.ts';
import {
	addAnswer,
	changeAtDesk,
	publishChange,
	saveChange,
	withdrawChange
} from '#telling/changes/changes.server.ts';
import { previewOf } from '#telling/matches/preview.server.ts';
import { reachOf } from '#telling/matches/reach.server.ts';

export const load = door('change.write', async ({ event, actor }) => {
	const changeId = idOf(event.params.change);
	const [change, companies] = await Promise.all([changeAtDesk(actor, changeId), companiesOf(actor, 'all')]);
	return {
		change,
		companies,
		preview: change.status === 'draft' ? await previewOf(actor, changeId) : undefined,
		reach: change.status === 'published' ? await reachOf(actor, changeId) : undefined
	};
});

const revision = revisionField;

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
	/** Adds a reason that the text of the change was found to answer. */
	answers: act(
		'change.write',
		z.object({
			revision,
			code: z.string().refine((code) => answerableReasons.some((reason) => reason.code === code))
		}),
		async ({ event, actor }, { revision, code }) => {
			const changeId = idOf(event.params.change);
			await addAnswer(actor, changeId, revision, code);
			redirect(303, `/desk/changes/${changeId}`);
		}
	),
	publish: act('change.publish', z.object({ revision }), async ({ event, actor }, { revision }) => {
		const changeId = idOf(event.params.change);
		await publishChange(actor, changeId, revision);
		redirect(303, `/desk/changes/${changeId}`);
	}),
	withdraw: act('change.publish', z.object({ revision }), async ({ event, actor }, { revision }) => {
		const changeId = idOf(event.params.change);
		await withdrawChange(actor, changeId, revision);
		redirect(303, `/desk/changes/${changeId}`);
	})
};
