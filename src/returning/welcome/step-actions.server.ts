import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act } from '#access/doors/doors.server.ts';
import { dayField, idOf, words } from '#access/doors/form.ts';
import { addStep, dropStep, tickStep } from './planning.server.ts';

/** The form actions of a welcome plan, the same on the desk's page and on the team's. */
export const stepActions = (
	permission: 'welcome.see' | 'rehire.record',
	back: (rehireId: string) => string
) => ({
	tick: act(
		permission,
		z.object({ step: z.uuid(), done: z.enum(['yes', 'no']) }),
		async ({ event, actor }, { step, done }) => {
			const rehireId = idOf(event.params.rehire);
			await tickStep(actor, rehireId, step, done === 'yes');
			redirect(303, back(rehireId));
		}
	),
	drop: act(permission, z.object({ step: z.uuid() }), async ({ event, actor }, { step }) => {
		const rehireId = idOf(event.params.rehire);
		await dropStep(actor, rehireId, step);
		redirect(303, back(rehireId));
	}),
	add: act(permission, z.object({ words: words(300), dueOn: dayField }), async ({ event, actor }, step) => {
		const rehireId = idOf(event.params.rehire);
		await addStep(actor, rehireId, step);
		redirect(303, back(rehireId));
	})
});
