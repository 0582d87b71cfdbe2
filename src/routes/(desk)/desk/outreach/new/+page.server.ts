import { error, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { idOf, someWords, words } from '#access/doors/form.ts';
import { readNetwork } from '#platform/database/network.server.ts';
import { draftBriefs, openingWordsFor } from '#returning/outreach/brief.server.ts';
import { callersFor } from '#returning/outreach/callers.server.ts';
import { askCaller } from '#returning/outreach/outreaches.server.ts';

export const load = door('outreach.ask', async ({ event, actor }) => {
	const { searchParams } = event.url;
	const found = await callersFor(actor, idOf(searchParams.get('person') ?? undefined));
	if (!found) error(404);
	const chosen = found.callers.find((one) => one.personId === searchParams.get('caller'));
	return {
		...found,
		chosen,
		draft: chosen && {
			brief: (await readNetwork(actor, (db) => draftBriefs(db, [found.person]))).get(
				found.person.personId
			)!,
			openingWords: openingWordsFor(found.person, chosen)
		}
	};
});

export const actions = {
	default: act(
		'outreach.ask',
		z.object({
			personId: z.uuid(),
			callerId: z.uuid(),
			brief: words(2000),
			openingWords: someWords(2000)
		}),
		async ({ actor }, wish) => {
			await askCaller(actor, wish);
			redirect(303, '/desk/outreach?asked=1');
		}
	)
};
