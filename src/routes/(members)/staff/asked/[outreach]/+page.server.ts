import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { idOf, words } from '#access/doors/form.ts';
import { askedOne, decideOutreach, wroteByOwnMail, writeOutreach } from '#returning/outreach/asked.server.ts';

export const load = door('outreach.answer', async ({ event, actor }) => ({
	...(await askedOne(actor, idOf(event.params.outreach))),
	ticket: crypto.randomUUID()
}));

export const actions = {
	decide: act(
		'outreach.answer',
		z.object({ willing: z.enum(['yes', 'no']) }),
		async ({ event, actor }, { willing }) => {
			await decideOutreach(actor, idOf(event.params.outreach), willing === 'yes');
			redirect(303, willing === 'yes' ? `/staff/asked/${event.params.outreach}` : '/staff?thanks');
		}
	),
	write: act(
		'outreach.answer',
		z.object({ words: words(4000), ticket: z.uuid() }),
		async ({ event, actor }, said) => {
			redirect(303, `/messages/${await writeOutreach(actor, idOf(event.params.outreach), said)}`);
		}
	),
	own: act('outreach.answer', z.object({}), async ({ event, actor }) => {
		await wroteByOwnMail(actor, idOf(event.params.outreach));
		redirect(303, '/staff?thanks');
	})
};
