import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { idOf, someWords, words, revisionField } from '#access/doors/form.ts';
import { approveEdition, sendEditionBack, takeEditionBack } from '#telling/stories/approving.server.ts';
import { answerStory, declineStory, ownStory } from '#telling/stories/interviews.server.ts';
import { editions } from '#telling/stories/story.ts';

export const load = door('story.tell', async ({ event, actor }) => ({
	...(await ownStory(actor, idOf(event.params.story))),
	done: event.url.searchParams.get('done')
}));

const edition = z.enum(editions);
const back = (story: string | undefined, done: string): never =>
	redirect(303, `/my-story/${story}?done=${done}`);

export const actions = {
	answer: act(
		'story.tell',
		z.object({
			pathWords: someWords(4000),
			aroundWords: someWords(4000),
			momentWords: someWords(4000),
			nowWords: someWords(4000)
		}),
		async ({ event, actor }, answers) => {
			await answerStory(actor, idOf(event.params.story), answers);
			back(event.params.story, 'answered');
		}
	),
	decline: act('story.tell', z.object({}), async ({ event, actor }) => {
		await declineStory(actor, idOf(event.params.story));
		back(event.params.story, 'declined');
	}),
	approve: act(
		'story.tell',
		z.object({ edition, revision: revisionField }),
		async ({ event, actor }, { edition, revision }) => {
			await approveEdition(actor, idOf(event.params.story), edition, revision);
			back(event.params.story, 'approved');
		}
	),
	back: act(
		'story.tell',
		z.object({ edition, saidBack: words(2000) }),
		async ({ event, actor }, { edition, saidBack }) => {
			await sendEditionBack(actor, idOf(event.params.story), edition, saidBack);
			back(event.params.story, 'back');
		}
	),
	takeBack: act('story.tell', z.object({ edition }), async ({ event, actor }, { edition }) => {
		await takeEditionBack(actor, idOf(event.params.story), edition);
		back(event.params.story, 'taken');
	})
};
