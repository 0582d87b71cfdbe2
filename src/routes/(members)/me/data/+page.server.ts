import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { provedAct } from '#access/doors/proof.server.ts';
import { askForOwnData, takingOf } from '#gathering/own-data/own-data.server.ts';
import { askForErasure, ownErasure, takeBackErasure } from '#people/removing/erasing.server.ts';

/*
 * Taking one's data home and being erased have permissions of their own, `own_data.take` and `own_data.erase`: whoever asks
 * for a fresh proof of who someone is asks for it at these.
 */
export const load = door('own_data.take', async ({ event, actor }) => ({
	taking: await takingOf(actor),
	...(await ownErasure(actor)),
	done: z.enum(['asked', 'erasing', 'kept']).safeParse(event.url.searchParams.get('done')).data
}));

export const actions = {
	take: provedAct('own_data.take', z.object({}), async ({ actor }) => {
		await askForOwnData(actor);
		redirect(303, '/me/data?done=asked');
	}),
	erase: provedAct(
		'own_data.erase',
		z.object({ words: z.enum(['keep', 'erase'], 'required'), sure: z.literal('yes', 'required') }),
		async ({ actor }, { words }) => {
			await askForErasure(actor, words === 'keep');
			redirect(303, '/me/data?done=erasing#erase');
		}
	),
	undo: act('own_data.erase', z.object({}), async ({ actor }) => {
		await takeBackErasure(actor);
		redirect(303, '/me/data?done=kept#erase');
	})
};
