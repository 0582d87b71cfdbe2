import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { chosen, someWords } from '#access/doors/form.ts';
import { perCallerAtMost, roundAtMost } from '#returning/outreach/outreach.ts';
import { planRound, startRound } from '#returning/outreach/rounds.server.ts';

const quadrant = z.enum(['tied', 'hesitant']);
const wish = {
	most: z.coerce.number().int().min(1, 'not_usable').max(roundAtMost, 'not_usable'),
	perCaller: z.coerce.number().int().min(1, 'not_usable').max(perCallerAtMost, 'not_usable')
};
const usual = { quadrants: ['tied', 'hesitant'], most: 100, perCaller: 5 } as const;

/** What the address asks for. What it says wrongly is as usual. */
function wishOf(query: URLSearchParams) {
	const quadrants = chosen(quadrant).safeParse(query.getAll('quadrants')).data ?? [];
	return {
		quadrants: quadrants.length > 0 ? quadrants : [...usual.quadrants],
		most: wish.most.safeParse(query.get('most') ?? usual.most).data ?? usual.most,
		perCaller: wish.perCaller.safeParse(query.get('perCaller') ?? usual.perCaller).data ?? usual.perCaller
	};
}

export const load = door('outreach.ask', async ({ event, actor }) => {
	const wished = wishOf(event.url.searchParams);
	const isPlanned = event.url.searchParams.has('most');
	return { wished, plan: isPlanned ? await planRound(actor, wished) : null };
});

export const actions = {
	default: act(
		'outreach.ask',
		z.object({ ...wish, quadrants: chosen(quadrant), note: someWords(1000) }),
		async ({ actor }, { note, ...wished }) => {
			redirect(303, `/desk/outreach/rounds/${await startRound(actor, wished, note)}`);
		}
	)
};
