import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { duplicates, proposeAgain, tellApart } from '#people/merging/duplicates.server.ts';

const told = z.object({
	one: z.uuid().optional().catch(undefined),
	other: z.uuid().optional().catch(undefined)
});

export const load = door('person.merge', async ({ event, actor }) => {
	const { one, other } = told.parse({
		one: event.url.searchParams.get('one') ?? undefined,
		other: event.url.searchParams.get('other') ?? undefined
	});
	return {
		...(await duplicates(actor)),
		told: one && other ? { one, other } : undefined
	};
});

const pair = z.object({ one: z.uuid(), other: z.uuid() });

export const actions = {
	apart: act('person.merge', pair, async ({ actor }, { one, other }) => {
		await tellApart(actor, one, other);
		redirect(303, `/desk/people/duplicates?one=${one}&other=${other}`);
	}),
	again: act('person.merge', pair, async ({ actor }, { one, other }) => {
		await proposeAgain(actor, one, other);
		redirect(303, '/desk/people/duplicates');
	})
};
