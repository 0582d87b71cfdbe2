import { redirect } from '@sveltejs/kit';
import { act, door } from '#access/doors/doors.server.ts';
import { idOf } from '#access/doors/form.ts';
import { paperAtDesk, refusePaper, sendPaper } from '#gathering/papers/answering.server.ts';
import { answerForm, refusalForm } from '#gathering/papers/paper-form.ts';

export const load = door('paper.answer', async ({ event, actor }) => ({
	paper: await paperAtDesk(actor, idOf(event.params.paper)),
	isSaved: event.url.searchParams.has('saved')
}));

export const actions = {
	send: act('paper.answer', answerForm, async ({ event, actor }, { answer }, form) => {
		const file = form.get('file');
		const sent = file instanceof File && file.size > 0 ? file : null;
		await sendPaper(actor, idOf(event.params.paper), { file: sent, answer });
		redirect(303, '?saved');
	}),
	refuse: act('paper.answer', refusalForm, async ({ event, actor }, { answer }) => {
		await refusePaper(actor, idOf(event.params.paper), answer);
		redirect(303, '?saved');
	})
};
