import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { provedAct } from '#access/doors/proof.server.ts';
import { words } from '#access/doors/form.ts';
import { may } from '#access/policy/policy.ts';
import { endSupport, hoursAtMost, letSupportIn, openSupport } from '#access/support/support.server.ts';
import { supportHistory } from '#people/persons/support-history.server.ts';

export const load = door('support.see', async ({ event, actor }) => {
	const [open, history] = await Promise.all([openSupport(actor), supportHistory(actor)]);
	return {
		open: open ?? null,
		history,
		canOpen: may(actor, 'support.open'),
		canRead: may(actor, 'audit.read'),
		done: event.url.searchParams.get('done')
	};
});

const hoursField = z.coerce
	.number('not_a_number')
	.int('not_a_number')
	.min(1, 'out_of_bounds')
	.max(hoursAtMost, 'out_of_bounds');

export const actions = {
	open: provedAct(
		'support.open',
		z.object({ hours: hoursField, reason: words(300), may: z.enum(['read', 'write']) }),
		async ({ actor }, { hours, reason, may: wish }) => {
			await letSupportIn(actor, { hours, reason, mayWrite: wish === 'write' });
			redirect(303, '/desk/settings/support?done=open');
		}
	),
	close: act('support.open', z.object({}), async ({ actor }) => {
		await endSupport(actor);
		redirect(303, '/desk/settings/support?done=close');
	})
};
