import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { chosen } from '#access/doors/form.ts';
import {
	settleSuggestions,
	suggestedAtOnce,
	suggestedReasons
} from '#people/departures/suggestions.server.ts';

export const load = door('reasons.read', async ({ event, actor }) => {
	const after = z.uuid().safeParse(event.url.searchParams.get('after')).data;
	const suggested = await suggestedReasons(actor, after);
	return {
		suggested,
		next: suggested.length >= suggestedAtOnce ? `?after=${suggested.at(-1)!.tenureId}` : null
	};
});

export const actions = {
	default: act(
		'reasons.read',
		z.object({ tenure: z.uuid(), view: z.enum(['stated', 'revisited']), codes: chosen(z.string()) }),
		async ({ actor }, { tenure, view, codes }) => {
			await settleSuggestions(actor, tenure, view, codes);
			redirect(303, '/desk/reasons');
		}
	)
};
