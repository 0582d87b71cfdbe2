import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { idOf, chosen, someWords } from '#access/doors/form.ts';
import { NotFound } from '#platform/http/failures.ts';
import { saidAtMost, saidKinds } from '#returning/rehires/rehire.ts';
import { answerCheckIn, ownCheckIn } from '#returning/welcome/check-ins.server.ts';
import { feelings, showings, stages, type Stage } from '#returning/welcome/welcome.ts';

const stageOf = (name: string): Stage => {
	const stage = stages.find((one) => one === name);
	if (!stage) throw new NotFound('No such stage');
	return stage;
};

export const load = door('check_in.answer', async ({ event, actor }) => ({
	checkIn: await ownCheckIn(actor, idOf(event.params.rehire), stageOf(event.params.stage)),
	isThanks: event.url.searchParams.has('thanks')
}));

const answer = z.object({
	feeling: z.enum(feelings, 'required'),
	words: someWords(1000),
	shownTo: z.enum(showings, 'required'),
	wouldTell: z
		.enum(['yes', 'no', ''])
		.default('')
		.transform((said) => (said === '' ? null : said === 'yes')),
	said: chosen(z.enum(saidKinds)).refine((all) => all.length <= saidAtMost, 'too_many_said')
});

export const actions = {
	default: act('check_in.answer', answer, async ({ event, actor }, value) => {
		const { rehire, stage } = event.params;
		await answerCheckIn(actor, idOf(rehire), stageOf(stage), value);
		redirect(303, `/staff/check-ins/${rehire}/${stage}?thanks`);
	})
};
