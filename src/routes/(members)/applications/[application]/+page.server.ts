import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { idOf } from '#access/doors/form.ts';
import { undoneUntil } from '#platform/clock/undoing.ts';
import { may } from '#access/policy/policy.ts';
import { meetingRules } from '#returning/meeting-rules/meeting-rules.server.ts';
import { ownApplication } from '#returning/applications/following.server.ts';
import { putBackApplication, withdrawApplication } from '#returning/applications/withdrawing.server.ts';

export const load = door('application.follow', async ({ event, actor }) => {
	const application = await ownApplication(actor, idOf(event.params.application));
	const until = application.status === 'withdrawn' ? undoneUntil(application.changedAt) : null;
	return {
		application,
		rules: await meetingRules(actor, event.locals.locale),
		canReport: may(actor, 'concern.make'),
		isSent: event.url.searchParams.has('sent'),
		isPutBack: event.url.searchParams.has('back'),
		undoUntil: until && until > new Date() ? until : null
	};
});

export const actions = {
	withdraw: act('application.send', z.object({}), async ({ event, actor }) => {
		await withdrawApplication(actor, idOf(event.params.application));
		redirect(303, `/applications/${event.params.application}`);
	}),
	putBack: act('application.send', z.object({}), async ({ event, actor }) => {
		await putBackApplication(actor, idOf(event.params.application));
		redirect(303, `/applications/${event.params.application}?back`);
	})
};
