import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { idOf, words, revisionField } from '#access/doors/form.ts';
import { reachOfThing } from '#seeing/reach/reach.server.ts';
import { saveEdition, showEdition, storyAtDesk, withdrawEdition } from '#telling/stories/editions.server.ts';
import { editions } from '#telling/stories/story.ts';

export const load = door('story.write', async ({ event, actor }) => {
	const chosen = z.enum(editions).safeParse(event.url.searchParams.get('edition')).data ?? 'alumni';
	const storyId = idOf(event.params.story);
	const atDesk = await storyAtDesk(actor, storyId);
	const isOut = atDesk.editions.some(({ edition, state }) => edition === 'alumni' && state === 'approved');
	return { ...atDesk, chosen, steps: isOut ? await reachOfThing(actor, storyId) : undefined };
});

const edition = z.enum(editions);
const revision = revisionField;

export const actions = {
	save: act(
		'story.write',
		z.object({ edition, revision, title: words(120), words: words(12000) }),
		async ({ event, actor }, { edition, revision, ...text }) => {
			await saveEdition(actor, idOf(event.params.story), edition, revision, text);
			redirect(303, `/desk/stories/${event.params.story}?edition=${edition}`);
		}
	),
	show: act(
		'story.write',
		z.object({ edition, revision }),
		async ({ event, actor }, { edition, revision }) => {
			await showEdition(actor, idOf(event.params.story), edition, revision);
			redirect(303, `/desk/stories/${event.params.story}?edition=${edition}`);
		}
	),
	withdraw: act('story.write', z.object({ edition }), async ({ event, actor }, { edition }) => {
		await withdrawEdition(actor, idOf(event.params.story), edition);
		redirect(303, `/desk/stories/${event.params.story}?edition=${edition}`);
	})
};
