import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { yearsBack } from '#gathering/papers/paper.ts';
import { paperForm } from '#gathering/papers/paper-form.ts';
import { askForPaper, ownPapers, withdrawPaper } from '#gathering/papers/papers.server.ts';
import { today } from '#platform/clock/today.ts';

export const load = door('paper.ask', async ({ event, actor, network }) => {
	const year = Number(today(network.timeZone).slice(0, 4));
	return {
		papers: await ownPapers(actor),
		years: Array.from({ length: yearsBack + 1 }, (_, back) => year - back),
		isAsked: event.url.searchParams.has('asked')
	};
});

export const actions = {
	ask: act('paper.ask', paperForm, async ({ actor }, wish) => {
		await askForPaper(actor, wish);
		redirect(303, '/papers?asked');
	}),
	withdraw: act('paper.ask', z.object({ paper: z.uuid() }), async ({ actor }, { paper }) => {
		await withdrawPaper(actor, paper);
		redirect(303, '/papers');
	})
};
