import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { words } from '#access/doors/form.ts';
import { readNetwork } from '#platform/database/network.server.ts';
import { runningApplication, sendApplication, withdrawApplication } from '#returning/applications/applications.server.ts';
import { talksAheadOf } from '#returning/casual-talks/talks.server.ts';

export const load = door('application.send', ({ actor }) =>
	readNetwork(actor, async (db) => {
		const [application, talks, companies] = await Promise.all([
			runningApplication(db, actor.personId),
			talksAheadOf(db, actor.personId),
			db.selectFrom('company').select(['companyId', 'nameJa', 'nameEn']).orderBy('parentId', (order) => order.asc().nullsFirst()).orderBy('companyId').execute()
		]);
		return { application, talks, companies };
	})
);

const applicationForm = z.object({ company: z.union([z.uuid(), z.literal('')]).default(''), words: words(4000) });

export const actions = {
	apply: act('application.send', applicationForm, async ({ actor }, form) => {
		await sendApplication(actor, form.company || null, form.words);
		redirect(303, '/come-back?applied');
	}),
	withdraw: act('application.send', z.object({}), async ({ actor }) => {
		await withdrawApplication(actor);
		redirect(303, '/come-back');
	})
};
