import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { idOf, words } from '#access/doors/form.ts';
import { candidates } from '#people/merging/duplicates.server.ts';
import { mergePeople, pairToMerge, seenOf, unmergePeople } from '#people/merging/merging.server.ts';
import { recordOf } from '#people/persons/record.server.ts';

const question = z.object({
	with: z.uuid().optional().catch(undefined),
	q: z.string().trim().max(100).catch('')
});

export const load = door('person.merge', async ({ event, actor }) => {
	const personId = idOf(event.params.person);
	const { with: other, q = '' } = question.parse({
		q: '',
		...Object.fromEntries(event.url.searchParams)
	});
	const pair = other ? await pairToMerge(actor, personId, other) : undefined;
	return {
		person: await recordOf(actor, personId),
		pair: pair && { ...pair, seen: seenOf(pair) },
		q,
		found: other ? [] : await candidates(actor, personId, q)
	};
});

const choice = z.enum(['kept', 'gone']).default('kept');

export const actions = {
	merge: act(
		'person.merge',
		z.object({
			keptId: z.uuid(),
			goneId: z.uuid(),
			seen: words(60),
			name: choice,
			kana: choice,
			presentCompany: choice,
			address: choice
		}),
		async ({ actor }, { keptId, goneId, seen, ...choices }) => {
			const { sameStays } = await mergePeople(actor, { keptId, goneId, seen, choices });
			redirect(303, `/desk/people/${keptId}?merged=${sameStays}`);
		}
	),
	undo: act('person.merge', z.object({ merge: z.uuid() }), async ({ actor }, { merge }) => {
		const { keptId } = await unmergePeople(actor, merge);
		redirect(303, `/desk/people/${keptId}?unmerged`);
	})
};
